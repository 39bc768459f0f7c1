"""Where a comment is posted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import limits, screening, selectors, signals
from hiwar.discussion.composing import Composed
from hiwar.discussion.models import Comment, DiscussionRules, Finding, Print, Thread
from hiwar.kernel import changes, prepared
from hiwar.kernel.errors import Conflict, NotAllowed, Refusal
from hiwar.kernel.prepared import Given

from .drafts import AskedFirst, Draft, Ready, ScreenedOut, get_ready, is_staff

Status = Comment.Status

_LOCKED_THREAD = prepared.Query(
    lambda: Thread.objects.select_for_update().filter(pk=Given("id"))
)


class ThreadClosed(Conflict):
    code = "thread_closed"
    message = _("This discussion is closed.")


class GuestsNotAllowed(NotAllowed):
    code = "guests_not_allowed"
    message = _("Only registered readers can write here. Please sign in.")


class ParentGone(Conflict):
    code = "parent_gone"
    message = _("The comment that you answer is no longer here.")


class RequestKeyTaken(Conflict):
    code = "request_key_taken"
    message = _("This form has been used already. Please load the page again.")


@dataclass(frozen=True, kw_only=True)
class _Frame:
    """What holds where the thread stands."""

    rules: DiscussionRules
    place: selectors.Place


def post_comment(
    *, thread: Thread, author: Reader | Guest | None, draft: Draft, now: datetime
) -> Comment:
    """Post `draft` in `thread` and return the new comment.

    It is published at once, unless screening finds a reason for a moderator to see
    it first; then it is PENDING and only its author sees it. Without an `author` it
    is by a guest whom we do not know yet, and who is welcomed with it. A form that
    is sent again (same key, author and thread) returns what it posted the first time.

    Raises CommentEmpty, CommentTooLong, CommentUnreadable, ThreadClosed,
    GuestsNotAllowed, ParentGone, PostingTooFast, TooManyFromAddress, ThreadIsSlow,
    ScreenedOut, AskedFirst, RequestKeyTaken, and what accounts refuse: a name that
    cannot be taken, an author who may not write.
    """
    here = _get_frame(thread)
    _check_open(thread, author, here, now)
    # Reading and rendering take the longest and need no lock: whoever else writes
    # does not wait for them.
    ready = get_ready(thread=thread, author=author, draft=draft, now=now)
    try:
        with transaction.atomic():
            return _post(thread, author, draft, ready, here, now)
    except (Refusal, IntegrityError):
        # A form that is sent again runs into a limit, or into its own key. Nobody
        # else's posting has to wait for the question.
        if comment := _posted_before(thread, author, draft, ready):
            return comment
        raise


def check_draft(
    *, thread: Thread, author: Reader | Guest | None, draft: Draft, now: datetime
) -> tuple[Composed, AskedFirst | None]:
    """Refuse what posting would refuse, as far as can be said beforehand.

    For previews. Changes nothing, and returns the text as it will look, with what its
    author should be asked.
    """
    _check_open(thread, author, _get_frame(thread), now)
    ready = get_ready(thread=thread, author=author, draft=draft, now=now)
    _check_screened(ready)
    return ready.composed, _question(ready)


def _post(
    thread: Thread,
    author: Reader | Guest | None,
    draft: Draft,
    ready: Ready,
    here: _Frame,
    now: datetime,
) -> Comment:
    # Check. The lock keeps a moderator from closing the thread under our feet. It
    # comes late, for all who post in the thread wait for one another behind it.
    _check_screened(ready)
    if not draft.is_meant and (question := _question(ready)):
        raise question
    limits.check_pace(
        author=author,
        guest_skeleton=ready.guest_skeleton,
        address_hash=draft.address_hash,
        rules=here.rules,
        now=now,
    )
    (thread,) = _LOCKED_THREAD.all(id=thread.pk)
    terms = _check_open(thread, author, here, now)
    if terms.slow_minutes and not is_staff(author):
        limits.check_slow(
            thread=thread,
            author=author,
            guest_skeleton=ready.guest_skeleton,
            address_hash=draft.address_hash,
            minutes=terms.slow_minutes,
            now=now,
        )
    parent = _parent_now(thread, draft)

    # Change.
    held = () if ready.is_never_held else ready.screened.held
    if terms.is_held and not ready.is_never_held:
        held = (screening.held_thread.FOUND, *held)
    comment = _create(
        Comment(
            thread=thread,
            parent=parent,
            root_id=(parent.root_id or parent.pk) if parent else None,
            reader=author if isinstance(author, Reader) else None,
            guest=_guest(author, draft, ready, now),
            guest_name=ready.guest_name,
            guest_skeleton=ready.guest_skeleton,
            text=ready.composed.text,
            html=ready.composed.html,
            language=ready.composed.language,
            status=Status.PENDING if held else Status.PUBLISHED,
            posted_at=now,
            request_key=draft.request_key,
            address_hash=draft.address_hash,
        ),
        held,
        ready.marks,
    )

    # Tell.
    if comment.status == Status.PUBLISHED:
        _count(thread, comment)
        changes.record(f"thread:{thread.pk}")
    else:
        signals.comment_held.send(sender=Comment, comment_ids=[comment.pk])
    return comment


def _get_frame(thread: Thread) -> _Frame:
    return _Frame(
        rules=selectors.get_rules(),
        place=selectors.get_place_in_force(section=thread.section),
    )


def _check_open(
    thread: Thread, author: Reader | Guest | None, here: _Frame, now: datetime
) -> selectors.Terms:
    """Return the terms of `thread`, unless they keep `author` from writing there."""
    terms = selectors.terms_of(thread=thread, place=here.place, rules=here.rules)
    days = here.rules.close_after_days
    if terms.is_closed or not thread.is_open(now=now, close_after_days=days):
        raise ThreadClosed
    if terms.is_registered_only and not isinstance(author, Reader):
        raise GuestsNotAllowed
    return terms


def _check_screened(ready: Ready) -> None:
    if ready.screened.refused:
        raise ScreenedOut(rule=ready.screened.refused.rule)


def _question(ready: Ready) -> AskedFirst | None:
    asked = ready.screened.asked
    return AskedFirst(found=asked, composed=ready.composed) if asked else None


def _posted_before(
    thread: Thread, author: Reader | Guest | None, draft: Draft, ready: Ready
) -> Comment | None:
    """Return what this form has posted already.

    A guest's first comment brings the cookie by which we know them, and a second
    click comes without it: then the same name from the same address is the same guest.
    """
    if draft.request_key is None:
        return None
    comment = Comment.objects.filter(request_key=draft.request_key).first()
    if comment is None:
        return None
    if isinstance(author, Reader):
        is_own = comment.reader_id == author.pk
    elif author is not None:
        is_own = comment.guest_id == author.pk
    else:
        is_own = (
            comment.guest_id is not None
            and comment.guest_skeleton == ready.guest_skeleton
            and comment.address_hash == draft.address_hash
        )
    if not is_own or comment.thread_id != thread.pk:
        raise RequestKeyTaken
    return comment


def _parent_now(thread: Thread, draft: Draft) -> Comment | None:
    """Return the comment answered, as it is now that nobody else changes it."""
    if draft.parent is None:
        return None
    parent = thread.comments.visible().filter(pk=draft.parent.pk).first()
    if parent is None:
        raise ParentGone
    return parent


def _guest(
    author: Reader | Guest | None, draft: Draft, ready: Ready, now: datetime
) -> Guest | None:
    if isinstance(author, Reader):
        return None
    if author is not None:
        if author.name != ready.guest_name:
            accounts.rename_guest(guest=author, name=ready.guest_name)
        return author
    return accounts.welcome_guest(
        name=ready.guest_name, email=draft.guest_email, now=now
    )


def _create(
    comment: Comment, held: tuple[screening.Found, ...], marks: tuple[int, ...]
) -> Comment:
    prepared.insert(comment)
    if held:
        Finding.objects.bulk_create(
            Finding(
                comment=comment,
                name=found.rule.name,
                value=found.value,
                words=found.words,
            )
            for found in held
        )
    rows = [(comment.pk, mark) for mark in marks]
    prepared.insert_all(Print, ("comment_id", "value"), rows)
    return comment


def _count(thread: Thread, comment: Comment) -> None:
    # The row is locked, so nobody else counts meanwhile.
    thread.number_of_comments += 1
    thread.last_comment_at = max(
        filter(None, (thread.last_comment_at, comment.posted_at))
    )
    prepared.update(thread, "number_of_comments", "last_comment_at")
    if comment.root_id:
        Comment.objects.filter(pk=comment.root_id).update(
            number_of_replies=F("number_of_replies") + 1
        )
