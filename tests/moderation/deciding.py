"""What tests of decisions have in common: a moderator, reasons, something reported."""

from datetime import timedelta

from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from tests.factories import NOW, make_reader

LATER = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)
A_DAY = timedelta(days=1)
REASONS = {"rule": "personal_attack", "explanation": "It calls somebody a name."}


def make_moderator(**values):
    return make_reader(role=Role.MODERATOR, **values)


def decide(*targets, outcome="REMOVE", moderator=None, now=LATER, **how):
    """Decide about `targets`, with good reasons where reasons are needed."""
    if outcome not in {"KEEP", "RESTORE", "LIFT"}:
        how = {**REASONS, **how}
    return actions.issue_decision(
        targets=targets,
        moderator=moderator or make_moderator(),
        outcome=outcome,
        now=now,
        **how,
    )


def report(comment, *, reporter=None, rule="hatred", now=NOW):
    return actions.report_comment(
        comment=comment,
        reporter=reporter or make_reader(),
        address_hash="",
        rule=rule,
        sentence="",
        now=now,
    )


def notify(comment, *, email="rana@example.org", law="", now=NOW):
    return actions.send_notice(
        comment=comment,
        reader=None,
        address_hash="n" * 32,
        explanation="It accuses Karim of a fire.",
        address="http://127.0.0.1:8000/en/comments/1/",
        name="Rana Khoury",
        email=email,
        is_in_good_faith=True,
        language="en",
        law=law,
        now=now,
    )


def status(comment):
    comment.refresh_from_db()
    return comment.status


def author_of(statement):
    return statement.reader or statement.guest


def is_reader(author):
    return isinstance(author, Reader)
