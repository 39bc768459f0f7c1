"""What a moderator does in the queue, by script and without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiwar.accounts.models import Restriction
from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from hiwar.moderation.models import Appeal, Decision, Note, QueueItem
from tests.factories import (
    make_comment,
    make_paper,
    make_reader,
)

from .working import (
    QUEUE,
    REASONS,
    client_of,
    hold,
    key,
    make_moderator,
    send,
    status,
)

pytestmark = pytest.mark.django_db


class TestDeciding:
    def test_keeps_and_offers_to_undo(self):
        comment, who = hold(), make_moderator()

        answer = send(client_of(who), "decide", key=key(comment), outcome="KEEP")

        assert status(comment) == "PUBLISHED"
        assert not QueueItem.objects.exists()
        told = answer.json()
        assert told["words"] == "1 comment is kept."
        assert told["undo"] == Decision.objects.get().pk
        assert told["seconds"] in {9, 10}

    def test_removes_many_in_one_decision_and_undoes_it(self):
        comments = [hold(), hold(), hold()]
        client = client_of(make_moderator())
        keys = [key(comment) for comment in comments]

        told = send(client, "decide", key=keys, outcome="REMOVE", **REASONS).json()
        assert {status(comment) for comment in comments} == {"REMOVED"}
        back = send(client, "undo", decision=told["undo"]).json()

        assert {status(comment) for comment in comments} == {"PENDING"}
        assert back["keys"] == keys
        assert QueueItem.objects.count() == 3

    def test_needs_a_rule_and_an_explanation(self):
        comment = hold()

        answer = send(
            client_of(make_moderator()), "decide", key=key(comment), outcome="REMOVE"
        )

        assert answer.status_code == 422
        assert answer.json()["code"] == "reasons_missing"
        assert status(comment) == "PENDING"

    def test_tells_the_second_moderator_who_was_first(self):
        comment, ahmed = hold(), make_reader(name="Ahmed", role=Role.MODERATOR)
        send(client_of(ahmed), "decide", key=key(comment), outcome="KEEP")

        answer = send(
            client_of(make_moderator()),
            "decide",
            key=key(comment),
            outcome="REMOVE",
            **REASONS,
        )

        assert answer.status_code == 409
        assert "Ahmed has decided" in answer.json()["message"]
        assert status(comment) == "PUBLISHED"
        assert Decision.objects.count() == 1

    def test_leaves_out_what_somebody_else_has_decided(self):
        early, late = hold(), hold()
        send(client_of(make_moderator()), "decide", key=key(early), outcome="KEEP")

        told = send(
            client_of(make_moderator()),
            "decide",
            key=[key(early), key(late)],
            outcome="REMOVE",
            **REASONS,
        ).json()

        assert (status(early), status(late)) == ("PUBLISHED", "REMOVED")
        assert "1 had been decided by somebody else." in told["words"]

    def test_leads_on_to_what_waits_next_without_the_script(self):
        first, second = hold(), hold()
        client = client_of(make_moderator())
        page = client.get(QUEUE).content.decode()
        onward = f"{QUEUE}?item={key(second)}"
        assert f'name="next" value="{onward}"' in page

        answer = client.post(
            f"{QUEUE}decide/", {"key": key(first), "outcome": "KEEP", "next": onward}
        )

        undo = Decision.objects.get().pk
        assert answer["Location"] == f"{onward}&undo={undo}"
        page = client.get(answer["Location"]).content.decode()
        assert "1 comment is kept." in page
        assert f'name="decision" value="{undo}"' in page

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
    def test_leads_nowhere_else(self, elsewhere):
        comment = hold()

        answer = client_of(make_moderator()).post(
            f"{QUEUE}decide/",
            {"key": key(comment), "outcome": "KEEP", "next": elsewhere},
        )

        assert answer["Location"].startswith(QUEUE)

    def test_undoes_nothing_of_others_and_nothing_late(self):
        comment, who = hold(), make_moderator()
        decision = actions.issue_decision(
            comment=comment,
            moderator=who,
            outcome="KEEP",
            now=timezone.now() - timedelta(seconds=30),
        )

        late = send(client_of(who), "undo", decision=decision.pk)
        foreign = send(client_of(make_moderator()), "undo", decision=decision.pk)

        assert late.status_code == 409
        assert foreign.status_code == 404
        assert status(comment) == "PUBLISHED"

    @pytest.mark.parametrize("keys", [[], ["x"], ["c1", "d2"], ["c1"] * 2 + ["a 1"]])
    def test_takes_only_what_are_keys(self, keys):
        answer = send(client_of(make_moderator()), "decide", key=keys, outcome="KEEP")

        assert answer.status_code == 422


class TestWorking:
    def test_claims_and_tells_the_second(self):
        comment = hold()
        ahmed = make_reader(name="Ahmed", role=Role.MODERATOR)
        assert send(client_of(ahmed), "claim", key=key(comment)).status_code == 200

        answer = send(client_of(make_moderator()), "claim", key=key(comment))

        assert answer.json() == {"waits": True, "words": "Ahmed is looking at this."}
        page = client_of(make_moderator()).get(QUEUE).content.decode()
        assert "Ahmed is looking at this" in page

    def test_looks_at_one_thing_at_a_time(self):
        first, second = hold(), hold()
        who = make_moderator()
        client = client_of(who)

        send(client, "claim", key=key(first))
        send(client, "claim", key=key(second))

        assert QueueItem.objects.get(claimed_by=who).comment == second
        send(client, "release", key=key(second))
        assert not QueueItem.objects.filter(claimed_by=who).exists()

    def test_hands_on_to_an_editor_who_sees_it(self):
        make_paper()
        comment = hold()
        client = client_of(make_moderator())

        send(client, "escalate", key=key(comment))

        assert client.get(QUEUE).context["view"].rows == ()
        editor = client_of(make_moderator(Role.EDITOR))
        rows = editor.get(QUEUE).context["view"].rows
        assert [row.key for row in rows] == [key(comment)]
        send(editor, "take-back", key=key(comment))
        assert len(client.get(QUEUE).context["view"].rows) == 1

    def test_keeps_notes_about_a_comment_or_its_author(self):
        comment = hold()
        client = client_of(make_moderator())

        for about in ("comment", "author"):
            send(client, "note", key=key(comment), about=about, text="Look twice.")

        notes = Note.objects.order_by("id")
        assert [note.comment for note in notes] == [comment, None]
        assert notes[1].reader == comment.reader

    @pytest.mark.parametrize(
        ("outcome", "days", "kind"),
        [
            ("WARN", "", "WARNING"),
            ("PAUSE", "7", "PAUSE"),
            ("BAN", "", "BAN"),
            ("HIDE_NAME", "", "HIDDEN_NAME"),
        ],
    )
    def test_restricts_an_author(self, outcome, days, kind):
        comment = hold()

        answer = send(
            client_of(make_moderator()),
            "author",
            key=key(comment),
            outcome=outcome,
            days=days,
            **REASONS,
        )

        assert answer.status_code == 200, answer.content
        restriction = Restriction.objects.get()
        assert (restriction.kind, restriction.reader) == (kind, comment.reader)
        assert (restriction.until is not None) == bool(days)

    def test_removes_all_of_an_authors_last_days_at_once(self):
        author, now = make_reader(), timezone.now()
        old = make_comment(author=author, now=now - timedelta(days=5))
        new = [
            make_comment(author=author, now=now - timedelta(hours=n)) for n in (1, 9)
        ]

        told = send(
            client_of(make_moderator()),
            "author",
            key=key(new[0]),
            outcome="REMOVE_ALL",
            days="2",
            **REASONS,
        ).json()

        assert {status(comment) for comment in new} == {"REMOVED"}
        assert status(old) == "PUBLISHED"
        assert told["words"] == "2 comments are removed: personal attack."

    def test_answers_an_appeal_but_not_ones_own_decision(self):
        comment, first = make_comment(), make_moderator()
        decision = actions.issue_decision(
            comment=comment,
            moderator=first,
            outcome="REMOVE",
            now=timezone.now() - timedelta(days=1),
            **REASONS,
        )
        appeal = actions.lodge_appeal(
            statement=decision.statements.get(),
            text="It was a quotation.",
            now=timezone.now(),
        )
        answer = {
            "key": f"a{appeal.pk}",
            "outcome": "UPHELD",
            "reply": "You are right.",
        }

        own = client_of(first).get(QUEUE).content.decode()
        refused = send(client_of(first), "answer", **answer)
        taken = send(client_of(make_moderator()), "answer", **answer)

        assert "You took this decision." in own
        assert refused.status_code == 403
        assert taken.status_code == 200, taken.content
        assert status(comment) == "PUBLISHED"
        assert Appeal.objects.get().outcome == "UPHELD"
        assert not QueueItem.objects.exists()
        again = client_of(first).get(QUEUE, {"item": f"a{appeal.pk}"})
        assert "You are right." in again.content.decode()
