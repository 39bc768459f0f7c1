from collections import Counter, defaultdict

import pytest

from hiwar.discussion.screening import Earlier, looks, repeated_text

from . import templates
from .asking import ask

NUMBER = 3_000
TRIES = 60
TEXT = "The ferry was late again this morning and nobody at the harbour told us why."


def earlier(*texts):
    return tuple(
        Earlier(comment_id=number, look=looks.words_of(text))
        for number, text in enumerate(texts, start=1)
    )


class TestRepeatedText:
    def test_is_noticed_from_so_many_earlier_ones_on(self):
        one, two = earlier(TEXT), earlier(TEXT, f"Oh! {TEXT}")

        assert ask("repeated_text", TEXT, earlier=one) is None
        found = ask("repeated_text", TEXT, earlier=two)
        assert (found.value, found.words) == (2, "#1, #2")
        assert ask("repeated_text", TEXT, earlier=one, threshold=1).value == 1

    def test_is_not_another_text_on_the_same_matter(self):
        other = "The ferry to the island was on time; at the harbour we were told so."

        assert ask("repeated_text", TEXT, earlier=earlier(other, other)) is None

    @pytest.mark.parametrize(
        "text", ["May they rest in peace.", "الله يرحمهم جميعاً", ""]
    )
    def test_is_not_looked_for_in_what_people_often_say(self, text):
        assert repeated_text.marks(looks.words_of(text)) == ()

    def test_costs_little_even_when_somebody_means_it_to_cost_much(self):
        hostile = "ab" * 2_500

        assert len(repeated_text.marks(looks.words_of(hostile))) > 0
        assert repeated_text.are_alike(hostile, "ba" * 2_500)


@pytest.fixture(scope="module")
def printed():
    """Return thousands of made-up comments, and which of them bear a mark."""
    dice = templates.dice_of(1)
    texts = [
        (templates.comment(dice, language), language)
        for language in ("en", "ar")
        for _ in range(NUMBER // 2)
    ]
    bearers = defaultdict(list)
    for number, (text, _language) in enumerate(texts):
        for mark in repeated_text.marks(looks.words_of(text)):
            bearers[mark].append(number)
    return texts, bearers


def found_among(texts, bearers, text):
    """Return which comments the rule takes for the same, as posting asks for them."""
    look = looks.words_of(text)
    marks = repeated_text.marks(look)
    common = Counter(number for mark in marks for number in bearers[mark])
    nearest = [n for n, shared in common.most_common(repeated_text.MOST) if shared > 1]
    return {
        number
        for number in nearest
        if repeated_text.are_alike(look, looks.words_of(texts[number][0]))
    }


class TestNearlyTheSame:
    @pytest.mark.parametrize("change", templates.KINDS)
    def test_is_found_among_thousands(self, printed, change):
        texts, bearers = printed
        dice = templates.dice_of(2)
        numbers = dice.sample(range(NUMBER), TRIES)

        found = [
            number in found_among(texts, bearers, change(text, dice, language))
            for number in numbers
            for text, language in [texts[number]]
        ]

        assert sum(found) / TRIES >= 0.9

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_is_not_said_of_others(self, printed, language):
        texts, bearers = printed
        dice = templates.dice_of(3)

        found = [
            found_among(texts, bearers, templates.comment(dice, language))
            for _ in range(200)
        ]

        assert not any(found)
