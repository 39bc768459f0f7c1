"""Moderators work on the queue: by keyboard alone, and until an appeal is upheld."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.stories import comment, open_story, post_as_guest
from tests.journeys.visitors import PHONE
from tests.ops import server

pytestmark = pytest.mark.browser

TEXTS = {
    "en": "All ferrymen of this town sleep at noon, and their boats are leaking.",
    "ar": "كل أصحاب العبّارات في هذه المدينة لا يفهمون، وقواربهم تسرّب الماء.",
}
OBJECTIONS = {
    "en": "I am a ferryman myself, and the boat is mine.",
    "ar": "أنا صاحب عبّارة، والقارب قاربي.",
}
REPLIES = {"en": "We had not known. You are right.", "ar": "لم نكن نعلم. أنت على حق."}


def is_told(page, answer):
    """Look again whether the answer to the objection stands there."""
    page.reload()
    return answer in page.locator("#objection").inner_text()


class TestFromReportToAppeal:
    def test_removes_what_was_reported_and_restores_what_was_right(
        self, visitors, paper, words, language
    ):
        author, witness, moderator, editor = (
            visitors.arrive(language) for _ in range(4)
        )
        text = TEXTS[language]

        # Somebody writes, somebody else reports it.
        story = open_story(author, language)
        shown = post_as_guest(author, words, text, name="Aft Deck")
        expect(shown).to_be_visible()
        witness.goto(story)
        said = comment(witness, text)
        said.get_by_role("link", name=words("Report"), exact=True).click()
        witness.locator("label[for=rule-personal_attack]").click()
        witness.get_by_role("button", name=words("Send the report")).click()
        expect(witness.get_by_role("heading", level=1)).to_have_text(
            words("Thank you for your report")
        )

        # A moderator removes it: the rule by its digit, and the usual explanation.
        desk.sign_in(moderator, paper, "Moderator")
        moderator.goto("/desk/moderation/?why=reported")
        line = moderator.locator("[data-rows] li").filter(has_text=text[:30])
        line.locator(".queue-open").click()
        expect(moderator.locator(".said-row.is-it")).to_contain_text(text)
        moderator.keyboard.press("r")
        moderator.keyboard.press("1")
        moderator.keyboard.press("Enter")
        expect(moderator.locator("[data-undo]")).to_be_visible()
        expect(line).to_have_count(0)

        # The author reads why, and objects.
        author.goto(f"/{language}/me/comments/")
        author.get_by_role("link", name=words("Why, and how to object")).first.click()
        expect(author.get_by_text(words("Statement of reasons"))).to_be_visible()
        author.get_by_label(words("Why is the decision wrong?")).fill(
            OBJECTIONS[language]
        )
        author.get_by_role("button", name=words("Send the objection")).click()
        expect(author.locator("#objection")).to_contain_text(OBJECTIONS[language])

        # Who decided does not answer; another moderator does.
        address = "/desk/moderation/?why=appeal"
        moderator.goto(address)
        appeal = moderator.locator("[data-rows] li").filter(
            has_text=OBJECTIONS[language][:20]
        )
        appeal.locator(".queue-open").click()
        own = words("You took this decision. Another moderator answers the objection.")
        expect(moderator.get_by_text(own)).to_be_visible()
        desk.sign_in(editor, paper, "Editor")
        editor.goto(address)
        appeal = editor.locator("[data-rows] li").filter(
            has_text=OBJECTIONS[language][:20]
        )
        appeal.locator(".queue-open").click()
        expect(editor.locator(".appeal-text")).to_have_text(OBJECTIONS[language])
        editor.locator("textarea[name=reply]").fill(REPLIES[language])
        editor.locator("button[value=UPHELD]").click()
        expect(appeal).to_have_count(0)
        answered = words("The objection is answered.")
        expect(editor.locator("[data-said]")).to_have_text(answered)

        # It stands where it stood, and the author is told when it cannot be undone.
        witness.goto(story)
        expect(comment(witness, text)).to_be_visible()
        server.wait_for(lambda: is_told(author, REPLIES[language]), patience=60)


class TestKeyboard:
    def test_clears_forty_things_without_a_pointer(self, visitors, paper, language):
        paper.hold_comments(40)
        page = visitors.arrive(language)
        desk.sign_in(page, paper, "Moderator")
        before = paper.number_of_decisions()
        page.goto("/desk/moderation/?why=held&finding=held_word")
        opened = page.locator("[data-item]")

        for number in range(40):
            key = opened.get_attribute("data-item")
            if number % 2:
                page.keyboard.press("a")
            else:
                for pressed in ("r", "4", "Enter"):
                    page.keyboard.press(pressed)
            expect(page.locator(f'[data-item="{key}"]')).to_have_count(0)
            expect(page.locator(f'[data-rows] [data-key="{key}"]')).to_have_count(0)

        expect(page.locator("[data-undo]")).to_be_visible()
        # What is shown at once is on its way to the paper.
        server.wait_for(lambda: paper.number_of_decisions() - before >= 40, patience=60)
        assert paper.number_of_decisions() - before == 40

    def test_marks_undoes_and_explains_itself(self, visitors, paper, language):
        paper.hold_comments(3)
        page = visitors.arrive(language)
        desk.sign_in(page, paper, "Moderator")
        page.goto("/desk/moderation/?why=held&finding=held_word")
        lines = page.locator("[data-rows] [data-key]")
        number, first = lines.count(), lines.first.get_attribute("data-key")

        # A keyboard with other letters on it has the same keys.
        for pressed in ("x", "KeyJ", "x"):
            page.keyboard.press(pressed)
        page.keyboard.press("a")
        expect(lines).to_have_count(number - 2)
        expect(page.locator("[data-undo]")).to_be_visible()
        page.keyboard.press("u")
        expect(lines).to_have_count(number)
        expect(page.locator(f'[data-item="{first}"]')).to_be_visible()

        page.keyboard.press("?")
        expect(page.locator("[data-help]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("[data-help]")).to_be_hidden()

        page.keyboard.press("n")
        page.keyboard.type("Seen twice.")
        page.locator("[data-note] button").click()
        expect(page.locator(".notes li")).to_contain_text("Seen twice.")


class TestTwoModerators:
    def test_sees_who_looks_at_something_and_who_was_first(self, visitors, paper):
        paper.hold_comments(1)
        first, second = visitors.arrive(), visitors.arrive()
        second.watch.expect(409)
        desk.sign_in(first, paper, "Moderator")
        desk.sign_in(second, paper, "Editor")
        address = "/desk/moderation/?why=held&finding=held_word"
        with first.expect_response(re.compile("/claim/")):
            first.goto(address)
        key = first.locator("[data-item]").get_attribute("data-item")

        second.goto(f"{address}&item={key}")
        expect(second.locator("[data-claimed]")).to_contain_text("Moderator")
        first.keyboard.press("a")
        expect(first.locator("[data-undo]")).to_be_visible()
        second.keyboard.press("a")

        expect(second.locator("[data-said]")).to_contain_text("Moderator has decided")


class TestQueueWithoutScript:
    @pytest.mark.parametrize("viewport", [PHONE, None], ids=["phone", "desk"])
    def test_is_worked_on_all_the_same(self, visitors, paper, viewport):
        paper.hold_comments(1)
        options = {"viewport": viewport} if viewport else {}
        page = visitors.arrive(script=False, **options)
        desk.sign_in(page, paper, "Moderator")
        page.goto("/desk/moderation/?why=held&finding=held_word")

        page.locator(".queue-open").first.click()
        page.locator(".acts button[value=KEEP]").click()

        expect(page.locator("[data-undo]")).to_contain_text("1 comment is kept.")
        page.locator("[data-undo] button").click()
        expect(page.get_by_text("It is as it was before.")).to_be_visible()
