from datetime import timedelta

import pytest

from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Finding
from hiwar.kernel.errors import Invalid, NotFound
from hiwar.moderation import actions
from hiwar.moderation.models import QueueFinding, QueueItem, Report
from hiwar.moderation.selectors import queue
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def hold(*, now=NOW, **values):
    return make_comment(thread=make_thread(mode="HELD", **values), now=now)


def report(comment, *, rule="off_topic", now=NOW):
    """Let one more person report a comment."""
    made = Report.objects.create(
        comment=comment,
        seal=actions.seal(comment=comment, now=now),
        rule=rule,
        reader=make_reader(),
        reported_at=now,
    )
    actions.note_report(report=made)
    return made


def moderator():
    return make_reader(role=Role.MODERATOR)


def keys(*, reader=None, now=NOW, page="", **chosen):
    view = queue.get_queue_view(
        chosen=queue.Chosen(**chosen), page=page, reader=reader or moderator(), now=now
    )
    return [row.key for row in view.rows]


class TestQueue:
    def test_holds_what_screening_held_and_nothing_else(self):
        held = hold()
        make_comment()

        item = QueueItem.objects.get()

        assert item.comment == held
        assert item.is_held
        assert (item.since, item.due_at) == (NOW, NOW + 12 * HOUR)

    def test_lets_go_of_what_was_published_or_withdrawn(self):
        first, second = hold(), hold()

        discussion.publish_comment(comment=first, now=NOW)
        discussion.withdraw_comment(comment=second, now=NOW)

        assert not QueueItem.objects.exists()

    def test_keeps_what_was_reported_though_its_author_withdrew_it(self):
        comment = make_comment()
        report(comment)

        discussion.withdraw_comment(comment=comment, now=NOW)

        assert QueueItem.objects.get().number_of_reports == 1

    def test_rises_with_each_person_who_reports(self):
        comment = make_comment()
        report(comment)
        assert QueueItem.objects.get().due_at == NOW + 24 * HOUR

        report(comment, now=NOW + HOUR)

        item = QueueItem.objects.get()
        assert item.number_of_reports == 2
        assert (item.since, item.due_at) == (NOW, NOW + 22 * HOUR)

    def test_waits_less_long_the_graver_the_report(self):
        calm, grave = make_comment(), make_comment()
        report(calm)
        report(grave, rule="threats")

        assert keys() == [f"c{grave.pk}", f"c{calm.pk}"]

    def test_puts_what_is_overdue_before_what_is_graver_and_fresh(self):
        old = hold(now=NOW - 13 * HOUR)
        grave = make_comment()
        report(grave, rule="threats")

        view = queue.get_queue_view(chosen=queue.Chosen(), reader=moderator(), now=NOW)

        assert [row.key for row in view.rows] == [f"c{old.pk}", f"c{grave.pk}"]
        assert [row.is_overdue for row in view.rows] == [True, False]
        assert [row.span for row in view.rows] == ["1 h", "6 h"]
        assert view.number_overdue == 1

    def test_keeps_who_looks_at_it_when_it_changes(self):
        comment, who = hold(), moderator()
        actions.claim(item=QueueItem.objects.get(), moderator=who, now=NOW)

        report(comment)

        assert QueueItem.objects.get().claimed_by == who

    def test_knows_section_language_and_findings(self):
        comment = hold(section="7")

        item = QueueItem.objects.get()

        assert (item.section, item.language) == ("7", comment.language)
        names = QueueFinding.objects.values_list("name", flat=True)
        assert list(names) == list(
            Finding.objects.filter(comment=comment).values_list("name", flat=True)
        )


class TestQueueView:
    def test_is_filtered_by_why(self):
        held, reported = hold(), make_comment()
        report(reported)

        assert keys(why="held") == [f"c{held.pk}"]
        assert keys(why="reported") == [f"c{reported.pk}"]
        assert keys(why="notice") == keys(why="appeal") == []
        with pytest.raises(NotFound):
            keys(why="nonsense")

    def test_is_filtered_by_section_language_and_finding(self):
        here = hold(section="7")
        hold(section="8")
        finding = Finding.objects.filter(comment=here).first().name

        assert keys(section="7") == [f"c{here.pk}"]
        assert keys(section="7", finding=finding) == [f"c{here.pk}"]
        assert keys(section="7", finding="unheard_of") == []
        assert keys(section="7", language="ar") == []
        assert len(keys(language="en")) == 2

    def test_goes_through_all_pages_without_gap_or_repetition(self):
        thread = make_thread(mode="HELD")
        made = [
            make_comment(thread=thread, author=make_guest(name=f"Guest {n}"))
            for n in range(queue.A_PAGE + 5)
        ]
        who, seen, page = moderator(), [], ""

        while page is not None:
            view = queue.get_queue_view(
                chosen=queue.Chosen(), page=page, reader=who, now=NOW
            )
            seen += [row.key for row in view.rows]
            page = view.next_page

        assert seen == [f"c{comment.pk}" for comment in made]
        for wrong in ("x", "1", "1-x", "99999999999999999999-1"):
            with pytest.raises(NotFound):
                keys(page=wrong)

    def test_asks_an_editor_alone_about_what_was_handed_on(self):
        comment, who = hold(), moderator()
        editor = make_reader(role=Role.EDITOR)
        actions.escalate(item=QueueItem.objects.get(), moderator=who, now=NOW)

        assert keys(reader=who) == []
        assert keys(reader=editor) == [f"c{comment.pk}"]
        assert keys(reader=who, why="escalated") == [f"c{comment.pk}"]

    @pytest.mark.parametrize("size", [1, 12])
    def test_costs_the_same_however_much_waits(self, django_assert_num_queries, size):
        thread = make_thread(mode="HELD")
        for number in range(size):
            report(make_comment(thread=thread, author=make_guest(name=f"G {number}")))
        who = moderator()
        who.has_perm("moderation.moderate")

        with django_assert_num_queries(12):
            queue.get_queue_view(chosen=queue.Chosen(), reader=who, now=NOW)


class TestClaim:
    def test_tells_the_others_who_looks_at_it(self):
        hold()
        item, ahmed, lina = QueueItem.objects.get(), moderator(), moderator()
        actions.claim(item=item, moderator=ahmed, now=NOW)

        with pytest.raises(actions.ClaimedByAnother, match=ahmed.name):
            actions.claim(item=item, moderator=lina, now=NOW + HOUR / 60)
        view = queue.get_queue_view(chosen=queue.Chosen(), reader=lina, now=NOW)
        assert view.rows[0].claimed_by == ahmed.name

    def test_ends_after_some_minutes_or_when_it_is_given_back(self):
        hold()
        item, ahmed, lina = QueueItem.objects.get(), moderator(), moderator()
        actions.claim(item=item, moderator=ahmed, now=NOW)

        actions.claim(item=item, moderator=lina, now=NOW + HOUR / 10)
        actions.release(item=item, moderator=ahmed)
        item.refresh_from_db()
        assert item.claimed_by == lina

        actions.release(item=item, moderator=lina)
        item.refresh_from_db()
        assert item.claimed_by is None

    def test_is_for_moderators_only(self):
        hold()

        with pytest.raises(actions.NotAModerator):
            actions.claim(
                item=QueueItem.objects.get(), moderator=make_reader(), now=NOW
            )


class TestEscalate:
    def test_hands_on_once_and_can_be_taken_back(self):
        hold()
        who = moderator()
        item = QueueItem.objects.get()
        actions.escalate(item=item, moderator=who, now=NOW)

        with pytest.raises(actions.AlreadyEscalated):
            actions.escalate(item=item, moderator=who, now=NOW)
        actions.take_back(item=item, moderator=who)

        item.refresh_from_db()
        assert (item.escalated_at, item.escalated_by) == (None, None)


class TestWriteNote:
    def test_is_kept_for_the_others(self):
        comment, who = make_comment(), moderator()

        note = actions.write_note(
            moderator=who, about=comment, text=" Second time. ", now=NOW
        )

        assert (note.text, note.comment, note.moderator) == (
            "Second time.",
            comment,
            who,
        )

    @pytest.mark.parametrize("text", ["", "  \n ", "x" * 1_001])
    def test_needs_some_words_but_not_too_many(self, text):
        with pytest.raises(Invalid):
            actions.write_note(
                moderator=moderator(), about=make_comment(), text=text, now=NOW
            )
