"""The record: what is added to it, what is taken out, and what gives a forger away."""

import json
from datetime import UTC, date, timedelta, timezone

import pytest
from click.testing import CliRunner
from django.db import transaction

from hiwar.accounts.roles import Role
from hiwar.moderation import actions, record
from hiwar.moderation.models import Decision, RecordContents, RecordEntry
from hiwar.ops.commands.verify_record import verify_record
from tests.factories import NOW, make_comment, make_guest, make_reader

from .deciding import LATER, decide

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def append(number=1, *, now=NOW, **values):
    """Add so many entries, an hour apart, and return the last."""
    for place in range(number):
        entry = actions.append_to_record(
            kind="decision",
            contents={"place": place, "words": "الكلمة 🔥"},
            now=now + place * timedelta(hours=1),
            **values,
        )
    return entry


class TestAppendToRecord:
    def test_links_each_entry_to_the_one_before(self):
        append(3)

        first, second, third = RecordEntry.objects.order_by("number")
        assert [first.number, second.number, third.number] == [1, 2, 3]
        assert first.previous == record.BEGINNING
        assert (second.previous, third.previous) == (first.hash, second.hash)

    def test_holds_nothing_that_can_be_guessed(self):
        first, second = append(), append()

        assert first.commitment != second.commitment
        assert first.contents.salt != second.contents.salt

    def test_writes_the_same_for_the_same(self):
        one = record.canonical({"b": 1, "a": {"d": "كلمة", "c": None}})
        other = record.canonical({"a": {"c": None, "d": "كلمة"}, "b": 1})

        assert one == other == '{"a":{"c":null,"d":"كلمة"},"b":1}'

    def test_counts_a_moment_the_same_in_every_zone(self):
        values = {"previous": "0", "number": 1, "kind": "decision", "commitment": "c"}
        elsewhere = NOW.astimezone(timezone(timedelta(hours=2)))

        assert record.hash_of(at=NOW, **values) == record.hash_of(
            at=elsewhere, **values
        )

    def test_says_who_decided_what_and_on_which_text(self):
        comment = make_comment(author=make_guest(name="Nadia"), text="Foul words")
        moderator = make_reader(role=Role.MODERATOR)

        decision = actions.issue_decision(
            comment=comment,
            moderator=moderator,
            outcome="REMOVE",
            rule="hatred",
            explanation="It degrades people.",
            now=NOW,
        )

        row = RecordContents.objects.get()
        said = json.loads(row.contents)
        assert said["decision"] == decision.pk
        assert said["moderator"] == moderator.pk
        assert (said["outcome"], said["rule"]) == ("REMOVE", "hatred")
        assert said["explanation"] == "It degrades people."
        assert said["comments"] == [
            {
                "comment": comment.pk,
                "name": "Nadia",
                "text": "Foul words",
                "status_before": "PUBLISHED",
            }
        ]
        assert (row.reader_ids, row.guest_ids) == ([], [comment.guest_id])

    def test_is_not_kept_when_the_decision_is_not(self):
        with transaction.atomic():
            append()
            transaction.set_rollback(True)

        assert record.verify().number_of_entries == 0


class TestVerify:
    def test_finds_an_untouched_record_whole(self):
        last = append(5)

        verdict = record.verify()

        assert (verdict.is_whole, verdict.number_of_entries) == (True, 5)
        assert verdict.head == last.hash
        assert (verdict.first_broken, verdict.why) == (None, "")

    def test_goes_on_behind_a_batch(self, monkeypatch):
        monkeypatch.setattr(record, "BATCH", 2)
        append(5)

        assert record.verify().number_of_entries == 5

    def test_finds_an_empty_one_whole(self):
        assert record.verify() == record.Verdict(
            is_whole=True, number_of_entries=0, head=record.BEGINNING
        )

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"kind": "other"}, "The row has been changed."),
            ({"at": NOW + A_DAY}, "The row has been changed."),
            ({"commitment": "0" * 64}, "The row has been changed."),
            ({"hash": "0" * 64}, "The row has been changed."),
            ({"previous": "0" * 64}, "It does not follow the row before it."),
        ],
    )
    def test_names_a_row_that_was_changed(self, changed, why):
        append(5)

        RecordEntry.objects.filter(number=3).update(**changed)

        verdict = record.verify()
        assert (verdict.first_broken, verdict.why) == (3, why)
        assert verdict.number_of_entries == 2

    def test_names_the_row_after_one_that_was_counted_anew(self):
        """Who changes a row and its hash would have to change all that follow."""
        append(5)
        entry = RecordEntry.objects.get(number=3)
        counted = record.hash_of(
            previous=entry.previous,
            number=3,
            at=entry.at,
            kind="other",
            commitment=entry.commitment,
        )

        RecordEntry.objects.filter(number=3).update(kind="other", hash=counted)

        assert record.verify().first_broken == 4

    @pytest.mark.parametrize("number", [1, 3])
    def test_names_the_row_after_one_that_is_gone(self, number):
        append(5)

        RecordContents.objects.filter(pk=number).delete()
        RecordEntry.objects.filter(number=number).delete()

        verdict = record.verify()
        assert verdict.first_broken == number + 1
        assert verdict.why == "The row before it is gone."

    @pytest.mark.parametrize("column", ["contents", "salt"])
    def test_names_a_row_whose_contents_were_changed(self, column):
        append(3)

        RecordContents.objects.filter(pk=2).update(**{column: "{}"})

        verdict = record.verify()
        assert verdict.first_broken == 2
        assert verdict.why == "What it stands for has been changed."

    def test_names_a_row_whose_contents_went_in_silence(self):
        append(3)

        RecordContents.objects.filter(pk=2).delete()

        verdict = record.verify()
        assert verdict.first_broken == 2
        assert verdict.why == "What it stands for is gone, and no erasure says so."

    @pytest.mark.parametrize(
        "changed",
        [
            {"outcome": "KEEP"},
            {"rule": "spam"},
            {"explanation": "For another reason."},
            {"moderator": None},
            {"source": "NOTICE"},
            {"issued_at": NOW + A_DAY},
            {"until": NOW + A_DAY},
        ],
    )
    def test_names_a_decision_that_was_changed_beside_it(self, changed):
        append()
        decision = decide(make_comment())
        decide(make_reader(), outcome="PAUSE", until=LATER + A_DAY)
        assert record.verify().is_whole

        Decision.objects.filter(pk=decision.pk).update(**changed)

        verdict = record.verify()
        assert verdict.first_broken == 2
        assert verdict.why == "The decision is not the one that was recorded."

    def test_has_a_head_by_which_a_shorter_record_shows(self):
        """What was published is held against the chain: its end can be cut off."""
        append(5)
        published = record.head_of_day(NOW.date())

        RecordContents.objects.filter(pk=5).delete()
        RecordEntry.objects.filter(number=5).delete()

        assert record.verify().is_whole
        assert record.verify().head != published.hash


class TestEraseContents:
    def test_takes_out_one_person_and_leaves_the_chain_whole(self):
        gone, stays = make_reader(), make_reader()
        append(reader_ids=[gone.pk])
        append(reader_ids=[stays.pk])
        append(guest_ids=[gone.pk])

        number = actions.erase_contents(reader_id=gone.pk, now=NOW + A_DAY)

        assert number == 1
        assert record.verify().is_whole
        assert list(RecordContents.objects.values_list("pk", flat=True)) == [2, 3, 4]
        told = RecordContents.objects.get(pk=4)
        assert json.loads(told.contents) == {"entries": [1]}
        assert told.entry.kind == record.ERASURE

    def test_takes_out_a_guest_and_not_the_reader_of_that_number(self):
        append(reader_ids=[7])
        append(guest_ids=[7])

        assert actions.erase_contents(guest_id=7, now=NOW) == 1

        assert set(RecordContents.objects.values_list("pk", flat=True)) == {1, 3}

    def test_says_nothing_when_there_was_nothing(self):
        append()

        assert actions.erase_contents(reader_id=7, now=NOW) == 0
        assert RecordEntry.objects.count() == 1

    def test_leaves_no_word_of_what_was_written(self):
        comment = make_comment(text="zyxwordthatstandsnowhereelse")
        actions.issue_decision(
            comment=comment,
            moderator=make_reader(role=Role.MODERATOR),
            outcome="REMOVE",
            rule="other",
            explanation="Because.",
            now=NOW,
        )

        actions.erase_contents(reader_id=comment.reader_id, now=NOW)

        kept = [*RecordEntry.objects.values(), *RecordContents.objects.values()]
        assert "zyxword" not in repr(kept)
        assert comment.reader.name not in repr(kept)

    def test_keeps_others_of_one_decision(self):
        comments = [make_comment(), make_comment(author=make_guest())]
        actions.issue_decision(
            targets=comments,
            moderator=make_reader(role=Role.MODERATOR),
            outcome="REMOVE",
            rule="other",
            explanation="Because.",
            now=NOW,
        )

        actions.erase_contents(guest_id=comments[1].guest_id, now=NOW)

        left = [json.loads(row.contents) for row in RecordContents.objects.all()]
        said = [row["comments"][0]["comment"] for row in left if "comments" in row]
        assert said == [comments[0].pk]


class TestHeadOfDay:
    def test_is_the_last_of_that_day(self):
        append()
        newest = append(2, now=NOW + A_DAY)

        today, tomorrow = NOW.date(), NOW.date() + A_DAY
        assert record.head_of_day(today).number == 1
        assert record.head_of_day(tomorrow).hash == newest.hash
        assert record.head_of_day(today - A_DAY) is None

    def test_ends_when_the_day_of_the_paper_ends(self):
        late = NOW.replace(hour=22, minute=30)
        append(now=late)
        beirut = timezone(timedelta(hours=2))

        assert record.head_of_day(date(2017, 2, 16), zone=UTC).at == late
        assert record.head_of_day(date(2017, 2, 16), zone=beirut) is None


class TestVerifyRecord:
    def test_says_that_it_is_whole(self):
        last = append(2)

        said = CliRunner().invoke(verify_record)

        assert said.exit_code == 0
        assert "2 entries" in said.output
        assert last.hash in said.output

    def test_names_the_first_broken_row_and_fails(self):
        append(3)
        RecordEntry.objects.filter(number=2).update(kind="other")

        said = CliRunner().invoke(verify_record)

        assert said.exit_code == 1
        assert "broken at entry 2: The row has been changed." in said.output
