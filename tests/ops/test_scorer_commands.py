"""`hiwar scorer train` and `use`, on the decisions of a real paper."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from hiwar.config import command
from hiwar.discussion import actions as discussion
from hiwar.moderation.models import Decision, DecisionTarget
from hiwar.ops import health
from hiwar.ops.commands.scorer import train, use
from hiwar.scorer import layer, score
from tests.factories import NOW, make_reader, make_thread
from tests.scorer.decided import texts

pytestmark = pytest.mark.django_db

SNEER = "How sweet that you have an opinion on the theatre."


def make_decisions(labelled):
    """Have a moderator decide about comments with these texts, an hour apart."""
    moderator, reader = make_reader(), make_reader()
    labelled = list(labelled)
    entries = [
        discussion.ImportedComment(
            key=str(place),
            parent_key=None,
            reader_id=reader.pk,
            guest_id=None,
            guest_name="",
            text=text,
            language="en",
            posted_at=NOW + timedelta(hours=place),
        )
        for place, (text, _is_removed) in enumerate(labelled)
    ]
    ids = discussion.import_comments(thread=make_thread(), entries=entries, ids={})
    decisions = Decision.objects.bulk_create(
        Decision(
            moderator=moderator,
            outcome="REMOVE" if is_removed else "KEEP",
            rule="personal_attack" if is_removed else "",
            explanation="It sneers." if is_removed else "",
            issued_at=entry.posted_at,
        )
        for entry, (_text, is_removed) in zip(entries, labelled, strict=True)
    )
    DecisionTarget.objects.bulk_create(
        DecisionTarget(decision=decision, comment_id=ids[entry.key])
        for decision, entry in zip(decisions, entries, strict=True)
    )


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


def doctor():
    found = {finding.about: finding for finding in health.examine(now=timezone.now())}
    return found["Scorer"]


class TestTrainAndUse:
    def test_fit_measure_switch_and_switch_back(self, settings):
        make_decisions(texts())
        before = score(SNEER).toxicity

        told = run(train).output
        offered = score(SNEER).toxicity
        used = run(use, "site")
        own = score(SNEER).toxicity
        is_well, found = doctor().is_well, doctor().found
        run(use, "shipped")

        assert "200 comments removed, 200 kept" in told
        assert "hiwar scorer use site" in told
        assert offered == before
        assert "2017" in used.output
        assert own > before
        assert is_well
        assert "own layer" in found
        assert score(SNEER).toxicity == before
        assert "ships" in doctor().found

    def test_offer_nothing_that_is_no_better(self, settings):
        make_decisions((text, turn % 7 < 3) for turn, (text, _) in enumerate(texts()))

        report = json.loads(run(train, "--json").output)

        assert not report["is_better"]
        assert report["all"]["site"]["rows"] == report["all"]["shipped"]["rows"] == 80
        assert not (settings.DATA / layer.FITTED).exists()
        assert run(use, "site").exit_code == 1

    def test_say_how_many_there_are_where_they_are_too_few(self):
        make_decisions(list(texts())[:20])

        result = run(train)

        assert result.exit_code == 1
        assert "10 comments removed, 10 kept; 150 of each are needed" in result.output


class TestDoctor:
    def test_says_that_a_damaged_layer_is_not_used(self, settings):
        file = settings.DATA / layer.IN_USE
        file.parent.mkdir()
        file.write_bytes(b"damaged")

        assert not doctor().is_well
        assert "hiwar scorer train" in doctor().found
        assert "unfit" in run(use).output


class TestGroup:
    def test_holds_what_needs_a_paper_beside_what_does_not(self):
        group = command.Commands().get_command(None, "scorer")

        assert {"score", "serve", "train", "use"} <= set(group.list_commands(None))
        assert group.get_command(None, "train") is train
        assert command._is_alone("scorer", ["scorer", "score"])
        assert not command._is_alone("scorer", ["scorer", "train"])
