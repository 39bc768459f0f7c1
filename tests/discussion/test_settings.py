import pytest

from hiwar.discussion import actions, selectors
from hiwar.discussion.models import Finding, ScreeningRule
from hiwar.discussion.screening import DEFAULTS, Setting, Verdict
from hiwar.kernel import changes
from hiwar.kernel.errors import NotFound
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_reader,
    make_rules,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db


def status_in(section, text="The casino."):
    comment = make_comment(thread=make_thread(section=section), text=text)
    return comment.status


class TestRules:
    def test_do_what_their_files_say_until_they_are_set(self):
        assert selectors.get_settings(section="7") == DEFAULTS

    def test_hold_for_the_whole_site_or_for_a_section(self):
        make_screening("held_word", words="casino")
        make_screening("held_word", words="bingo", section="7")

        assert status_in("") == "PENDING"
        assert status_in("8") == "PENDING"
        assert status_in("7") == "PENDING"
        assert status_in("7", "Bingo!") == "PENDING"
        assert status_in("8", "Bingo!") == "PUBLISHED"

    def test_of_a_section_come_before_those_of_the_site(self):
        make_screening("held_word", words="casino")
        make_screening("held_word", verdict="OFF", section="7")

        assert (status_in("7"), status_in("8")) == ("PUBLISHED", "PENDING")

    def test_are_forgotten_again(self):
        make_screening("first_comment", section="7")

        actions.unset_rule(section="7", name="first_comment")

        assert selectors.get_settings(section="7") == DEFAULTS

    def test_are_set_once_for_a_section_however_often(self):
        make_screening("links", threshold=4)
        make_screening("links", threshold=5)

        assert ScreeningRule.objects.get().threshold == 5

    @pytest.mark.parametrize(
        ("name", "setting"),
        [
            ("links", Setting(verdict=Verdict.HOLD, threshold=-1)),
            ("links", Setting(verdict=Verdict.HOLD, threshold=1_000)),
            ("repeated_text", Setting(verdict=Verdict.HOLD, threshold=0)),
            ("first_comment", Setting(verdict=Verdict.REFUSE, threshold=1)),
            ("held_word", Setting(verdict=Verdict.HOLD, words="x" * 20_001)),
        ],
    )
    def test_are_refused_where_they_make_no_sense(self, name, setting):
        with pytest.raises(actions.RuleUnusable):
            actions.set_rule(section="", name=name, setting=setting)

        assert not ScreeningRule.objects.exists()

    def test_that_are_not_there_are_not_found(self):
        with pytest.raises(NotFound):
            actions.set_rule(
                section="", name="magic", setting=Setting(verdict=Verdict.HOLD)
            )


class TestModes:
    @pytest.mark.parametrize(
        ("site", "section", "article", "status"),
        [
            ("", "", "OPEN", "PUBLISHED"),
            ("HELD", "", "OPEN", "PENDING"),
            ("HELD", "OPEN", "OPEN", "PUBLISHED"),
            ("", "HELD", "OPEN", "PENDING"),
            ("OPEN", "OPEN", "HELD", "PENDING"),
            ("HELD", "", "REGISTERED", "PENDING"),
        ],
    )
    def test_of_site_section_and_article_meet(self, site, section, article, status):
        actions.set_place(section="", mode=site, slow_minutes=None)
        actions.set_place(section="7", mode=section, slow_minutes=None)

        comment = make_comment(thread=make_thread(section="7", mode=article))

        assert comment.status == status

    def test_of_a_section_close_what_stands_in_it(self):
        thread = make_thread(section="7")
        actions.set_place(section="7", mode="CLOSED", slow_minutes=None)

        assert not selectors.get_thread_view(thread=thread, now=NOW).is_open
        with pytest.raises(actions.ThreadClosed):
            make_comment(thread=thread)
        make_comment(thread=make_thread(section="8"))

    def test_of_a_section_keep_guests_out(self):
        thread = make_thread(section="7")
        actions.set_place(section="7", mode="REGISTERED", slow_minutes=None)

        view = selectors.get_thread_view(thread=thread, now=NOW)

        assert (view.is_open, view.guests_may_comment) == (True, False)
        with pytest.raises(actions.GuestsNotAllowed):
            make_comment(thread=thread, author=make_guest())

    def test_are_told_to_every_page(self):
        before = len(changes.topics())

        actions.set_place(section="7", mode="HELD", slow_minutes=None)

        assert "paper" in changes.topics()[before:]

    @pytest.mark.parametrize(
        ("mode", "minutes"), [("SOMEHOW", 0), ("", -1), ("", 9999)]
    )
    def test_are_refused_where_they_make_no_sense(self, mode, minutes):
        with pytest.raises(actions.PlaceUnusable):
            actions.set_place(section="", mode=mode, slow_minutes=minutes)


class TestTrustedReaders:
    def _trusted(self):
        reader = make_reader()
        reader.is_trusted = True
        reader.save()
        return reader

    def test_are_not_held_by_rules_or_by_a_thread(self):
        make_screening("held_word", words="casino")
        thread = make_thread(mode="HELD")

        comment = make_comment(
            thread=thread, author=self._trusted(), text="The casino."
        )

        assert comment.status == "PUBLISHED"
        assert not Finding.objects.exists()

    def test_are_refused_like_others(self):
        make_screening("held_word", verdict="REFUSE", words="casino")

        with pytest.raises(actions.ScreenedOut):
            make_comment(author=self._trusted(), text="The casino.")


class TestRefusing:
    def test_says_why_beside_the_field_and_keeps_nothing(self):
        make_screening("borrowed_name", verdict="REFUSE", threshold=0)
        thread = make_thread()
        make_comment(thread=thread, author=make_reader(name="_harbourcat_"))

        with pytest.raises(actions.ScreenedOut) as caught:
            make_comment(thread=thread, author=make_guest(name="Old _harbourcat_"))

        assert caught.value.field == "name"
        assert "registered reader" in str(caught.value)
        assert thread.comments.count() == 1

    def test_happens_in_the_preview_already(self):
        make_screening("held_word", verdict="REFUSE", words="casino")
        thread, reader = make_thread(), make_reader()
        draft = actions.Draft(text="The casino.", language="en")

        with pytest.raises(actions.ScreenedOut):
            actions.check_draft(thread=thread, author=reader, draft=draft, now=NOW)


def test_rules_of_discussion_say_nothing_of_screening():
    assert not hasattr(make_rules(), "held_words")
