"""What holds after any number of decisions, whoever takes them back: no restriction
without a statement of reasons, no statement without a restriction.
"""

import random
from datetime import timedelta

import pytest

from hiwar.accounts.models import Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel.errors import Refusal
from hiwar.moderation import actions, record
from hiwar.moderation.models import (
    Decision,
    Notice,
    QueueItem,
    RecordEntry,
    Report,
    Statement,
)
from hiwar.moderation.rules import RULES, WITHOUT_STATEMENT
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

from .deciding import make_moderator, notify, report

pytestmark = pytest.mark.django_db

STEPS = 60


class World:
    """A discussion in which people write, report and decide by chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.now = NOW
        self.threads = [make_thread(mode=mode) for mode in ("OPEN", "OPEN", "HELD")]
        self.authors = [make_reader(), make_reader(language="ar"), make_guest()]
        self.moderators = [make_moderator() for _ in range(2)]
        self.last = None

    def step(self):
        self.now += timedelta(seconds=self.chance.choice([1, 5, 600]))
        often = [self.write, self.decide, self.undo]
        seldom = [self.tell, self.decide_many, self.restrict, self.lift, self.withdraw]
        act = self.chance.choice([*often, *often, *seldom])
        try:
            act()
        except Refusal:
            # What cannot be done changes nothing: `check` finds out whether it did.
            return

    def write(self):
        make_comment(
            thread=self.chance.choice(self.threads),
            author=self.chance.choice(self.authors),
            text=f"It was so {self.chance.random()}.",
            now=self.now,
        )

    def tell(self):
        self.chance.choice([report, notify])(self.comment(), now=self.now)

    def decide(self):
        self.issue([self.comment()], self.chance.choice(["KEEP", "REMOVE", "RESTORE"]))

    def decide_many(self):
        if self.chance.random() < 0.3:
            self.last = actions.remove_all_of(
                author=self.chance.choice(self.authors),
                days=1,
                moderator=self.chance.choice(self.moderators),
                now=self.now,
                **self.reasons(),
            )
            return
        comments = list(Comment.objects.order_by("id"))
        some = self.chance.sample(comments, min(3, len(comments)))
        self.issue(some, self.chance.choice(["REMOVE", "RESTORE"]))

    def restrict(self):
        outcome = self.chance.choice(["WARN", "PAUSE", "BAN", "HIDE_NAME"])
        until = self.now + timedelta(minutes=5)
        self.issue([self.chance.choice(self.authors)], outcome, until=until)

    def lift(self):
        self.issue([self.chance.choice(self.authors)], "LIFT")

    def undo(self):
        if self.last:
            actions.undo(
                decision=self.last, moderator=self.last.moderator, now=self.now
            )

    def withdraw(self):
        discussion.withdraw_comment(comment=self.comment(), now=self.now)

    def comment(self):
        comments = Comment.objects.order_by("id")
        if not comments:
            self.write()
        return self.chance.choice(comments.all())

    def issue(self, targets, outcome, **how):
        self.last = actions.issue_decision(
            targets=targets,
            moderator=self.chance.choice(self.moderators),
            outcome=outcome,
            now=self.now,
            **self.reasons(),
            **how,
        )

    def reasons(self):
        return {
            "rule": self.chance.choice(list(RULES)),
            "explanation": "Because it was so.",
            "legal_ground": self.chance.choice(["", "Penal Code, article 582"]),
        }


def undone():
    return Decision.objects.filter(reversed_by__is_undo=True)


def given(comment_or_person, decision):
    """Return whether the author was given the reasons for `decision`."""
    reader, guest = comment_or_person.reader, comment_or_person.guest
    return decision.statements.filter(
        reader=reader, guest=guest, is_void=False
    ).exists()


def check_removed_comments():
    for comment in Comment.objects.filter(status="REMOVED"):
        decision = (
            Decision.objects.filter(targets__comment=comment, outcome="REMOVE")
            .exclude(pk__in=undone())
            .latest("id")
        )
        assert given(comment, decision) != (decision.rule in WITHOUT_STATEMENT)


def check_restrictions():
    for restriction in Restriction.objects.filter(lifted_at__isnull=True):
        decision = Decision.objects.get(pk=restriction.decision_number)
        assert decision not in undone()
        assert given(restriction, decision)


def check_statements():
    for statement in Statement.objects.select_related("decision"):
        decision = statement.decision
        assert statement.is_void == (decision in undone())
        assert decision.rule
        assert decision.explanation
        assert decision.outcome in {"REMOVE", "WARN", "PAUSE", "BAN", "HIDE_NAME"}


def check_queue():
    waiting = set(Comment.objects.pending().values_list("pk", flat=True))
    for told in (Report, Notice):
        open_ = told.objects.filter(settled_by=None)
        waiting |= set(open_.values_list("comment_id", flat=True))
    assert set(QueueItem.objects.values_list("comment_id", flat=True)) == waiting


def check_numbers():
    for thread in Thread.objects.all():
        shown = thread.comments.visible()
        newest = shown.order_by("-posted_at").first()
        assert thread.number_of_comments == shown.count()
        assert thread.last_comment_at == (newest.posted_at if newest else None)


def check_names(authors):
    for author in authors:
        author.refresh_from_db()
        hidden = author.restrictions.filter(kind="HIDDEN_NAME", lifted_at=None)
        assert author.is_name_hidden == hidden.exists()


@pytest.mark.parametrize("seed", range(8))
def test_no_restriction_without_a_statement_and_no_statement_without_one(seed):
    world = World(seed)

    for _ in range(STEPS):
        world.step()
        check_removed_comments()
        check_restrictions()
        check_statements()
        check_queue()
        check_numbers()
        check_names(world.authors)

    assert record.verify().is_whole
    recorded = RecordEntry.objects.filter(kind="decision").count()
    assert recorded >= Decision.objects.count() > 0
