"""Somebody of whom the paper keeps all that it can keep of anybody."""

from datetime import timedelta

from django.core.mail import EmailMessage

from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from hiwar.notifications.mail import QueuedBackend
from tests.factories import make_comment, make_guest, make_reader, make_screening

WORD = "zyxquuxword"
NAME = "Zyxnamura"
EMAIL = "zyxmail@example.org"
TOKENS = [WORD, NAME, EMAIL]
REASONS = {"rule": "personal_attack", "explanation": f"It says {WORD} to {NAME}."}


def post(thread, author, now, **values):
    return make_comment(
        thread=thread,
        author=author,
        text=f"It is {WORD}, I say.",
        address_hash="a" * 32,
        now=now,
        **values,
    )


def make_trouble(thread, author, now):
    """Let `author` be known by all that the paper keeps of anybody."""
    moderator = make_reader(role=Role.MODERATOR)
    answered = post(thread, author, now)
    make_comment(parent=answered, text="I do not think so.", now=now)
    removed = post(thread, author, now + timedelta(minutes=2))
    actions.report_comment(
        comment=removed,
        reporter=make_guest(),
        address_hash="b" * 32,
        rule="spam",
        sentence=f"They say {WORD}.",
        now=now,
    )
    decision = actions.issue_decision(
        comment=removed, moderator=moderator, outcome="REMOVE", now=now, **REASONS
    )
    actions.lodge_appeal(
        statement=decision.statements.get(), text=f"I may say {WORD}.", now=now
    )
    actions.issue_decision(
        targets=[author], moderator=moderator, outcome="WARN", now=now, **REASONS
    )
    actions.write_note(
        moderator=moderator, about=author, text=f"Calls itself {NAME}.", now=now
    )
    reported = post(thread, author, now + timedelta(minutes=4))
    actions.report_comment(
        comment=reported,
        reporter=None,
        address_hash="c" * 32,
        rule="spam",
        sentence="",
        now=now,
    )
    others = make_comment(thread=thread, now=now)
    actions.report_comment(
        comment=others,
        reporter=author,
        address_hash="",
        rule="spam",
        sentence=f"Nobody says {WORD}.",
        now=now,
    )
    actions.send_notice(
        comment=others,
        reader=author if isinstance(author, Reader) else None,
        address_hash="d" * 32,
        explanation="It is against the law.",
        address="https://news.example/comments/1/",
        name=NAME,
        email=EMAIL,
        is_in_good_faith=True,
        language="en",
        now=now,
    )
    make_screening("held_word", words=WORD)
    held = post(thread, author, now + timedelta(minutes=6))
    assert held.status == "PENDING"
    # What editors look for is theirs, and stays.
    make_screening("held_word", verdict="OFF")
    QueuedBackend().send_messages([EmailMessage("Hello", WORD, to=[EMAIL])])
    return {"answered": answered, "removed": removed, "held": held}
