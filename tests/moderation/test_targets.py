"""Decisions about several comments, and about those who wrote them."""

from datetime import timedelta

import pytest
from django.utils import translation

from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Finding, Thread
from hiwar.kernel import changes
from hiwar.moderation import actions
from hiwar.moderation.models import (
    Decision,
    DecisionTarget,
    QueueItem,
    RecordEntry,
    Seal,
    Statement,
)
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_thread,
)

from .deciding import A_DAY, LATER, decide, make_moderator, notify, report, status

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[make_reader, make_guest], ids=["reader", "guest"])
def author(request):
    return request.param()


class TestManyComments:
    def test_are_removed_by_one_decision(self):
        comments = [make_comment() for _ in range(3)]

        decision = decide(*comments)

        assert [status(comment) for comment in comments] == ["REMOVED"] * 3
        assert Decision.objects.get() == decision
        targets = decision.targets.order_by("comment")
        assert [each.comment for each in targets] == comments
        assert {each.status_before for each in targets} == {"PUBLISHED"}
        assert all(each.seal.text == each.comment.text for each in targets)

    def test_leave_the_numbers_of_threads_and_first_comments_exact(self):
        first = make_comment()
        here = [make_comment(parent=first, now=NOW + A_DAY) for _ in range(3)]
        held = make_comment(thread=make_thread(mode="HELD"))
        elsewhere = make_comment()

        decide(here[0], here[1], held, elsewhere)

        thread = Thread.objects.get(pk=first.thread_id)
        first.refresh_from_db()
        assert (thread.number_of_comments, first.number_of_replies) == (2, 1)
        decide(here[2], now=LATER)
        thread.refresh_from_db()
        assert (thread.number_of_comments, thread.last_comment_at) == (1, NOW)
        for other in (held.thread, elsewhere.thread):
            other.refresh_from_db()
            assert other.number_of_comments == 0

    def test_record_each_thread_once(self):
        thread, moderator = make_thread(), make_moderator()
        comments = [make_comment(thread=thread) for _ in range(3)]
        before = len(changes.topics())

        decide(*comments, moderator=moderator)

        assert changes.topics()[before:].count(f"thread:{thread.pk}") == 1

    def test_are_not_removed_by_half(self):
        comments = [make_comment() for _ in range(3)]
        discussion.remove_comment(comment=comments[1], now=NOW)

        with pytest.raises(discussion.AlreadyRemoved):
            decide(*comments)

        assert status(comments[0]) == status(comments[2]) == "PUBLISHED"
        assert Decision.objects.count() == 0

    def test_give_each_author_one_statement(self):
        reader, guest = make_reader(language="ar"), make_guest()
        comments = [make_comment(author=reader) for _ in range(2)]
        comments.append(make_comment(author=guest, text="كان كذلك يا صديقي."))
        comments.append(make_comment())

        decision = decide(*comments)

        statements = Statement.objects.filter(decision=decision)
        assert statements.get(reader=reader).language == "ar"
        assert statements.get(guest=guest).language == "ar"
        assert statements.get(reader=comments[-1].reader).language == "en"
        assert statements.count() == 3
        assert len({each.key for each in statements}) == 3
        assert {each.mail_at for each in statements} == {
            LATER + timedelta(seconds=actions.LETTER_SECONDS)
        }

    def test_have_a_link_in_the_record_for_each_author(self):
        reader = make_reader()
        comments = [make_comment(author=reader) for _ in range(2)]

        decide(*comments, make_comment())

        assert RecordEntry.objects.count() == 2

    def test_take_a_number_of_queries_that_does_not_grow(
        self, django_assert_max_num_queries
    ):
        thread, reader, moderator = make_thread(), make_reader(), make_moderator()
        comments = make_comments(thread=thread, number=200, author=reader)
        moderator.has_perm("moderation.moderate")

        with django_assert_max_num_queries(60):
            decide(*comments, moderator=moderator)


class TestKeep:
    def test_settles_what_was_reported_and_leaves_it_where_it_is(self):
        comment = make_comment()
        told, notice = report(comment), notify(comment)

        decision = decide(comment, outcome="KEEP")

        told.refresh_from_db()
        notice.refresh_from_db()
        assert status(comment) == "PUBLISHED"
        assert told.settled_by == notice.settled_by == decision
        assert notice.answer_at == LATER + timedelta(seconds=actions.LETTER_SECONDS)
        assert not QueueItem.objects.exists()
        assert not Statement.objects.exists()

    def test_settles_a_notice_about_what_its_author_took_back(self):
        comment = make_comment()
        notice = notify(comment)
        discussion.withdraw_comment(comment=comment, now=NOW)

        decision = decide(comment, outcome="KEEP")

        notice.refresh_from_db()
        assert (status(comment), notice.settled_by) == ("WITHDRAWN", decision)


class TestSource:
    def test_is_the_newsroom_when_nobody_said_anything(self):
        assert decide(make_comment()).source == "OWN"

    def test_is_a_report(self):
        comment = make_comment()
        report(comment)

        assert decide(comment, make_comment()).source == "REPORT"

    def test_is_a_notice_before_all_reports(self):
        comment = make_comment()
        report(comment)
        notify(comment)

        assert decide(comment).source == "NOTICE"

    def test_is_what_is_said(self):
        comment = make_comment()
        report(comment)

        assert decide(comment, source="OWN").source == "OWN"

    def test_of_a_restriction_is_what_led_to_removals(self, author):
        comment = make_comment(author=author)
        report(comment)
        assert decide(author, outcome="WARN").source == "REPORT"
        decide(comment)

        assert decide(author, outcome="WARN").source == "REPORT"
        assert decide(make_reader(), outcome="WARN").source == "OWN"
        assert decide(author, outcome="WARN", now=LATER + 31 * A_DAY).source == "OWN"

    def test_tells_what_a_program_pointed_to(self):
        found, held = (make_comment(thread=make_thread(mode="HELD")) for _ in range(2))
        Finding.objects.create(comment=found, name="held_word", words="foul")

        assert decide(found, make_comment()).was_detected_automatically
        assert not decide(held).was_detected_automatically


class TestLaw:
    def test_is_named_when_one_is_broken(self):
        with pytest.raises(actions.LegalGroundMissing):
            decide(make_comment(), rule="illegal")

        decision = decide(make_comment(), rule="illegal", legal_ground="§ 185 StGB")

        assert decision.legal_ground == "§ 185 StGB"

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_is_named_by_the_rule_the_same_in_every_language(self, language):
        with translation.override(language):
            decision = decide(make_comment(), rule="child_abuse")

        assert decision.legal_ground == "Directive 2011/93/EU, Articles 3 to 7"

    def test_is_the_one_that_the_notice_named(self):
        comment = make_comment()
        notify(comment, law="Penal Code, article 582")

        assert decide(comment, rule="illegal").legal_ground == "Penal Code, article 582"

    def test_is_not_cut(self):
        with pytest.raises(actions.ReasonsMissing.__base__) as refused:
            decide(make_comment(), rule="illegal", legal_ground="x" * 501)
        assert refused.value.code == "words_too_long"


class TestSpam:
    def test_is_removed_without_a_statement(self):
        decide(make_comment(), rule="spam")

        assert not Statement.objects.exists()
        assert RecordEntry.objects.count() == 1

    def test_is_no_reason_to_keep_a_ban_secret(self, author):
        decide(author, outcome="BAN", rule="spam")

        assert Statement.objects.count() == 1


class TestRestore:
    def test_names_the_removal_that_it_reverses(self):
        comments = [make_comment(), make_comment()]
        removal = decide(*comments)

        assert decide(*comments, outcome="RESTORE").reverses == removal

    def test_of_a_part_leaves_the_decision_standing(self):
        comments = [make_comment(), make_comment()]
        removal = decide(*comments)

        part = decide(comments[0], outcome="RESTORE", reverses=removal)

        assert part.reverses is None
        assert [status(comment) for comment in comments] == ["PUBLISHED", "REMOVED"]
        # What is left of it is restored later, and is not all of it either.
        assert decide(comments[1], outcome="RESTORE").reverses is None

    def test_reverses_the_newest_of_several(self):
        comment = make_comment()
        decide(comment)
        decide(comment, outcome="RESTORE")
        second = decide(comment)

        assert decide(comment, outcome="RESTORE").reverses == second


class TestRemoveAllOf:
    def test_removes_what_somebody_wrote_lately(self, author):
        old, new, held, gone = (
            make_comment(author=author, now=at, thread=make_thread(mode=mode, now=at))
            for at, mode in (
                (NOW - 8 * A_DAY, "OPEN"),
                (NOW, "OPEN"),
                (NOW, "HELD"),
                (NOW, "OPEN"),
            )
        )
        other = make_comment()
        discussion.withdraw_comment(comment=gone, now=NOW)

        decision = actions.remove_all_of(
            author=author,
            days=7,
            moderator=make_moderator(),
            rule="threats",
            explanation="Threats in all of them.",
            now=NOW,
        )

        assert {each.comment for each in decision.targets.all()} == {new, held}
        assert status(old) == status(other) == "PUBLISHED"
        assert (status(new), status(held), status(gone)) == (
            "REMOVED",
            "REMOVED",
            "WITHDRAWN",
        )
        assert Statement.objects.count() == 1

    def test_is_one_decision_and_one_undo(self, author):
        held = make_comment(author=author, thread=make_thread(mode="HELD"))
        shown = [make_comment(author=author) for _ in range(3)]
        moderator = make_moderator()
        decision = actions.remove_all_of(
            author=author,
            days=1,
            moderator=moderator,
            rule="threats",
            explanation="Threats in all of them.",
            now=NOW,
        )
        assert Decision.objects.get() == decision

        actions.undo(decision=decision, moderator=moderator, now=NOW)

        assert {status(each) for each in shown} == {"PUBLISHED"}
        assert status(held) == "PENDING"
        assert Decision.objects.count() == 2
        assert not Statement.objects.given().exists()

    def test_finds_nothing(self, author):
        with pytest.raises(actions.NothingToRemove):
            actions.remove_all_of(
                author=author,
                days=7,
                moderator=make_moderator(),
                rule="threats",
                explanation="Threats in all of them.",
                now=NOW,
            )


class TestSeal:
    def test_is_made_once_for_the_same(self):
        comment = make_comment()
        told = report(comment)

        target = decide(comment).targets.get()

        assert target.seal == told.seal
        assert Seal.objects.count() == 1

    def test_keeps_a_name_that_is_hidden(self):
        comment = make_comment(author=make_guest(name="Nadia"))
        decide(comment.guest, outcome="HIDE_NAME")
        comment.refresh_from_db()

        seal = actions.seal(comment=Comment.objects.get(), now=NOW)

        assert seal.author_name == "Nadia"
        assert not DecisionTarget.objects.filter(seal=seal).exists()
