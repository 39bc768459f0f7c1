"""Notices: that a comment is illegal (Article 16 of the Digital Services Act)."""

import re
from datetime import datetime, timedelta
from math import ceil
from typing import Final, NotRequired, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.kernel import changes, turns
from hiwar.kernel.errors import Conflict, Invalid, TooSoon
from hiwar.moderation import access, signals, topics, words
from hiwar.moderation.models import Notice
from hiwar.moderation.models.keys import new_key
from hiwar.moderation.rules import RULES

from .checks import NotAModerator
from .queue import note_notice
from .reports import RuleUnknown, lock_reportable
from .seals import seal

LONGEST_NOTICE: Final = 5_000
LONGEST_LAW: Final = 500
LONGEST_ADDRESS: Final = 600
LONGEST_NOTIFIER: Final = 200
NOTICES_AN_HOUR: Final = 10
HOUR: Final = timedelta(hours=1)
# A receipt goes to an address that nobody has proved: it must not become a nuisance.
RECEIPTS_AN_HOUR: Final = 3
KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class EmailMalformed(Invalid):
    code = "email_malformed"
    message = _("This is not an e-mail address.")
    field = "email"


class GoodFaithMissing(Invalid):
    code = "good_faith_missing"
    message = _("Please confirm that what you say is true as far as you know.")
    field = "is_in_good_faith"


class NoticeKeyTaken(Conflict):
    code = "notice_key_taken"
    message = _("This form has been sent already. Please try again.")


class NotifyingTooFast(TooSoon):
    code = "notifying_too_fast"
    message = _("Many notices have come from you in a short time. Please wait a while.")


class NoticeDecided(Conflict):
    code = "notice_decided"
    message = _("Somebody has decided about this notice already.")


class Said(TypedDict):
    """What a notice says; `rule` is what it is about, if they could tell."""

    explanation: str
    address: str
    name: str
    email: str
    is_in_good_faith: bool
    language: str
    rule: NotRequired[str]
    law: NotRequired[str]
    concerns_abuse_of_children: NotRequired[bool]


@transaction.atomic
def send_notice(
    *,
    comment: Comment,
    reader: Reader | None,
    address_hash: str,
    now: datetime,
    key: str = "",
    **said: Unpack[Said],
) -> Notice:
    """Keep a notice that `comment`, sealed as it is now, is illegal.

    It waits for a moderator, and the notifier, if there is an address, gets a receipt.
    `key` is the form's own: what was sent twice is one notice, which is returned
    again. Name and address may be missing only when it is about the abuse of children.

    Raises WordsMissing, WordsTooLong, WordsUnreadable, EmailMalformed,
    GoodFaithMissing, RuleUnknown, NoticeKeyTaken, NotifyingTooFast or NothingToReport.
    """
    # Check.
    kept = _check(said)
    if key:
        turns.wait_for_turn(f"notice {key}")
    turns.wait_for_turn(f"notices of {reader.pk if reader else address_hash}")
    if sent := _sent_before(key, comment):
        return sent
    _check_pace(reader, address_hash, now)
    comment = lock_reportable(comment)

    # Change.
    notice = Notice.objects.create(
        **kept,
        comment=comment,
        seal=seal(comment=comment, now=now),
        key=key if KEY.fullmatch(key) else new_key(),
        reader=reader,
        is_from_trusted_flagger=_is_trusted(reader),
        address_hash="" if reader else address_hash,
        received_at=now,
    )

    # Tell.
    note_notice(notice=notice)
    changes.record(topics.OUTSIDE)
    if notice.email and not _has_had_many(notice.email, now):
        signals.letter_due.send(Notice, letter="receipt", number=notice.pk, at=now)
    return notice


@transaction.atomic
def set_trusted_flagger(
    *, moderator: Reader, notice: Notice, is_trusted_flagger: bool
) -> None:
    """Note whether `notice` is by a trusted flagger (Article 22): it comes first then.

    It counts for what the same account sends later, and for what is decided from now
    on: a decision says what it was led by when it was taken.

    Raises NotAModerator or NoticeDecided.
    """
    if not access.may_moderate(moderator):
        raise NotAModerator
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.settled_by_id is not None:
        raise NoticeDecided
    notice.is_from_trusted_flagger = is_trusted_flagger
    notice.save(update_fields=["is_from_trusted_flagger"])
    note_notice(notice=notice)
    changes.record(topics.OUTSIDE)


def _check(said: Said) -> Said:
    """Return what is kept of `said`, or say which part of Article 16(2) is missing."""
    is_anonymous_allowed = said.get("concerns_abuse_of_children", False)
    rule = said.get("rule", "")
    if rule and rule not in RULES:
        raise RuleUnknown
    kept = Said(
        explanation=words.check(
            said["explanation"], field="explanation", longest=LONGEST_NOTICE
        ),
        address=words.check(said["address"], field="address", longest=LONGEST_ADDRESS),
        name=words.check(
            said["name"],
            field="name",
            longest=LONGEST_NOTIFIER,
            may_be_empty=is_anonymous_allowed,
        ),
        email=_check_email(said["email"], may_be_empty=is_anonymous_allowed),
        is_in_good_faith=said["is_in_good_faith"],
        language=said["language"],
        rule=rule,
        law=words.check(
            said.get("law", ""), field="law", longest=LONGEST_LAW, may_be_empty=True
        ),
        concerns_abuse_of_children=is_anonymous_allowed,
    )
    if not kept["is_in_good_faith"]:
        raise GoodFaithMissing
    return kept


def _check_email(email: str, *, may_be_empty: bool) -> str:
    kept = words.check(
        email, field="email", longest=LONGEST_NOTIFIER, may_be_empty=may_be_empty
    )
    if kept:
        try:
            validate_email(kept)
        except ValidationError:
            raise EmailMalformed from None
    return kept


def _sent_before(key: str, comment: Comment) -> Notice | None:
    if not key:
        return None
    sent = Notice.objects.filter(key=key).first()
    if sent is not None and sent.comment_id != comment.pk:
        raise NoticeKeyTaken
    return sent


def _check_pace(reader: Reader | None, address_hash: str, now: datetime) -> None:
    own = (
        Notice.objects.filter(reader=reader)
        if reader
        else Notice.objects.filter(reader=None, address_hash=address_hash)
    )
    reached = (
        own.filter(received_at__gt=now - HOUR)
        .order_by("-received_at", "-id")
        .values_list("received_at", flat=True)[NOTICES_AN_HOUR - 1 : NOTICES_AN_HOUR]
        .first()
    )
    if reached:
        wait = max(1, ceil((reached + HOUR - now).total_seconds()))
        raise NotifyingTooFast(retry_after=wait)


def _is_trusted(reader: Reader | None) -> bool:
    """Return what was last found of the account. An address alone proves nothing."""
    sent = Notice.objects.filter(reader=reader) if reader else Notice.objects.none()
    newest = sent.order_by("-received_at", "-id")
    return bool(newest.values_list("is_from_trusted_flagger", flat=True).first())


def _has_had_many(email: str, now: datetime) -> bool:
    lately = Notice.objects.filter(email__iexact=email, received_at__gt=now - HOUR)
    return lately.count() > RECEIPTS_AN_HOUR
