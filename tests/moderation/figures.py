"""Decisions, reports, notices and appeals written down as they come about.

Straight into the tables, so that a report can be held against a recount of them: the
actions have tests of their own.
"""

from datetime import timedelta

from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Notice,
    Report,
    Seal,
    Statement,
)
from tests.factories import NOW, make_comment, make_guest, make_reader

# What a comment's language is, its letters say first.
IN = {
    "en": {"language": "en", "text": "It was so."},
    "ar": {"language": "ar", "text": "كان كذلك، ونحن شهود."},
}
HOUR = timedelta(hours=1)


def make_seal(comment):
    return Seal.objects.get_or_create(
        comment=comment,
        digest=f"{comment.pk:064d}",
        defaults={
            "text": comment.text,
            "html": comment.html,
            "author_name": "Somebody",
            "sealed_at": comment.posted_at,
        },
    )[0]


def make_decision(
    *,
    comments=(),
    reader=None,
    guest=None,
    moderator=None,
    outcome="REMOVE",
    rule="personal_attack",
    now=NOW,
    with_statement=True,
    status_before="PUBLISHED",
    **values,
):
    """Return a decision with its targets, and a statement for each author."""
    is_restriction = outcome not in {"KEEP", "RESTORE", "LIFT"}
    decision = Decision.objects.create(
        moderator=moderator or make_reader(),
        outcome=outcome,
        rule=rule if is_restriction else "",
        **{
            "explanation": "It calls somebody a name." if is_restriction else "",
            "issued_at": now,
            **values,
        },
    )
    for comment in comments:
        DecisionTarget.objects.create(
            decision=decision,
            comment=comment,
            seal=make_seal(comment),
            status_before=status_before,
        )
    if reader or guest:
        DecisionTarget.objects.create(decision=decision, reader=reader, guest=guest)
    authors = {(each.reader, each.guest) for each in comments}
    authors |= {(reader, guest)} if reader or guest else set()
    if with_statement and is_restriction:
        for of_reader, of_guest in authors:
            make_statement(decision, reader=of_reader, guest=of_guest)
    return decision


def make_statement(decision, *, reader=None, guest=None, language="en", **values):
    return Statement.objects.create(
        decision=decision,
        reader=reader,
        guest=guest,
        language=language,
        issued_at=decision.issued_at,
        mail_at=decision.issued_at + timedelta(seconds=15),
        **values,
    )


def make_removal(*, comment=None, language="en", **values):
    comment = comment or make_comment(**IN[language])
    return make_decision(comments=[comment], **values)


def make_report(*, comment=None, rule="spam", now=NOW, settled_by=None):
    comment = comment or make_comment()
    return Report.objects.create(
        comment=comment,
        seal=make_seal(comment),
        rule=rule,
        reader=make_reader(),
        reported_at=now,
        settled_by=settled_by,
    )


def make_notice(*, comment=None, rule="hatred", now=NOW, settled_by=None, **values):
    comment = comment or make_comment()
    return Notice.objects.create(
        comment=comment,
        seal=make_seal(comment),
        rule=rule,
        received_at=now,
        settled_by=settled_by,
        **{
            "explanation": "It incites to hatred.",
            "address": "https://news.example/comments/1/",
            "name": "Nora Notifier",
            "email": "nora@example.org",
            "is_in_good_faith": True,
            "language": "en",
            **values,
        },
    )


def make_appeal(*, decision=None, notice=None, outcome="", after=HOUR, now=NOW):
    """Return an appeal lodged at `now`, decided `after` that if it has an `outcome`."""
    return Appeal.objects.create(
        statement=decision.statements.get() if decision else None,
        notice=notice,
        text="I did not mean it so.",
        lodged_at=now,
        outcome=outcome,
        reply="We read it again." if outcome else "",
        decided_at=now + after if outcome else None,
        moderator=make_reader() if outcome else None,
    )


def make_guest_comment(**values):
    return make_comment(author=make_guest(name="Greta"), **values)
