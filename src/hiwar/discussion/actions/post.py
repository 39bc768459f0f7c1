"""Where a comment is posted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import actions as accounts
from hiwar.accounts import names, standing
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import limits, screening, selectors, signals
from hiwar.discussion.composing import Composed, compose
from hiwar.discussion.models import Comment, DiscussionRules, Finding, Thread
from hiwar.kernel import changes, prepared
from hiwar.kernel.errors import Conflict, NotAllowed, Refusal
from hiwar.kernel.prepared import Given
from hiwar.kernel.text.skeleton import skeleton

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
class Draft:
    """What somebody wants to post, as typed."""

    text: str
    language: str
    parent: Comment | None = None
    guest_name: str = ""
    guest_email: str = ""
    request_key: UUID | None = None
    address_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class _Ready:
    """A draft after all that can be done before others have to wait for it."""

    composed: Composed
    # Empty for a registered reader, who is shown under their present name.
    guest_name: str
    guest_skeleton: str
    reasons: tuple[screening.Reason, ...]


def post_comment(
    *, thread: Thread, author: Reader | Guest | None, draft: Draft, now: datetime
) -> Comment:
    """Post `draft` in `thread` and return the new comment.

    It is published at once, unless screening finds a reason for a moderator to see
    it first; then it is PENDING and only its author sees it. Without an `author` it
    is by a guest whom we do not know yet, and who is welcomed with it. A form that
    is sent again (same key, author and thread) returns what it posted the first time.

    Raises CommentEmpty, CommentTooLong, CommentUnreadable, ThreadClosed,
    GuestsNotAllowed, ParentGone, PostingTooFast, TooManyFromAddress, RequestKeyTaken,
    and what accounts refuse: a name that cannot be taken, a reader who may not write.
    """
    rules = selectors.get_rules()
    _check_open(thread, author, rules, now)
    # Reading and rendering take the longest and need no lock: whoever else writes
    # does not wait for them.
    ready = _get_ready(thread, author, draft, rules, now)
    try:
        with transaction.atomic():
            return _post(thread, author, draft, ready, rules, now)
    except (Refusal, IntegrityError):
        # A form that is sent again runs into a limit, or into its own key. Nobody
        # else's posting has to wait for the question.
        if comment := _posted_before(thread, author, draft, ready):
            return comment
        raise


def check_draft(
    *, thread: Thread, author: Reader | Guest | None, draft: Draft, now: datetime
) -> Composed:
    """Refuse what posting would refuse, as far as can be said beforehand.

    For previews. Changes nothing, and returns the text as it will look.
    """
    rules = selectors.get_rules()
    _check_open(thread, author, rules, now)
    composed = compose(draft.text, language=draft.language)
    _check_author(author, draft, now)
    return composed


def _post(
    thread: Thread,
    author: Reader | Guest | None,
    draft: Draft,
    ready: _Ready,
    rules: DiscussionRules,
    now: datetime,
) -> Comment:
    # Check. The lock keeps a moderator from closing the thread under our feet. It
    # comes late, for all who post in the thread wait for one another behind it.
    limits.check_pace(
        author=author,
        guest_skeleton=ready.guest_skeleton,
        address_hash=draft.address_hash,
        rules=rules,
        now=now,
    )
    (thread,) = _LOCKED_THREAD.all(id=thread.pk)
    _check_open(thread, author, rules, now)
    parent = _parent_now(thread, draft)

    # Change.
    reasons = ready.reasons
    if thread.mode == Thread.Mode.HELD and not _is_staff(author):
        reasons = (screening.HELD_THREAD, *reasons)
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
            status=Status.PENDING if reasons else Status.PUBLISHED,
            posted_at=now,
            request_key=draft.request_key,
            address_hash=draft.address_hash,
        ),
        reasons,
    )

    # Tell.
    if comment.status == Status.PUBLISHED:
        _count(thread, comment)
        changes.record(f"thread:{thread.pk}")
    else:
        signals.comment_held.send(sender=Comment, comment_ids=[comment.pk])
    return comment


def _check_open(
    thread: Thread, author: Reader | Guest | None, rules: DiscussionRules, now: datetime
) -> None:
    if not thread.is_open(now=now, close_after_days=rules.close_after_days):
        raise ThreadClosed
    if isinstance(author, Reader):
        return
    if thread.mode == Thread.Mode.REGISTERED or not rules.guests_may_comment:
        raise GuestsNotAllowed


def _check_author(author: Reader | Guest | None, draft: Draft, now: datetime) -> str:
    """Return the name that a guest may bear here; a reader needs none."""
    if author is not None:
        standing.check_may_comment(author, now)
    if isinstance(author, Reader):
        return ""
    return names.guest_name(draft.guest_name)


def _get_ready(
    thread: Thread,
    author: Reader | Guest | None,
    draft: Draft,
    rules: DiscussionRules,
    now: datetime,
) -> _Ready:
    composed = compose(draft.text, language=draft.language)
    name = _check_author(author, draft, now)
    return _Ready(
        composed=composed,
        guest_name=name,
        guest_skeleton=skeleton(name) if name else "",
        reasons=_screen(thread, author, composed.text, name, rules),
    )


def _screen(
    thread: Thread,
    author: Reader | Guest | None,
    text: str,
    guest_name: str,
    rules: DiscussionRules,
) -> tuple[screening.Reason, ...]:
    if _is_staff(author):
        return ()
    is_guest = not isinstance(author, Reader)
    guest = None if isinstance(author, Reader) else author
    return screening.screen(
        screening.Submission(
            text=text,
            guest_name=guest_name,
            is_first_of_guest=is_guest
            and rules.hold_first_comments_of_guests
            and not selectors.has_been_published(guest=guest),
            readers_here=selectors.find_readers_in_name(thread=thread, name=guest_name)
            if is_guest
            else (),
            held_words=rules.held_words,
            holds_first_of_guests=rules.hold_first_comments_of_guests,
        )
    )


def _is_staff(author: Reader | Guest | None) -> bool:
    return isinstance(author, Reader) and author.is_staff


def _posted_before(
    thread: Thread, author: Reader | Guest | None, draft: Draft, ready: _Ready
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
    author: Reader | Guest | None, draft: Draft, ready: _Ready, now: datetime
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


def _create(comment: Comment, reasons: tuple[screening.Reason, ...]) -> Comment:
    prepared.insert(comment)
    if reasons:
        Finding.objects.bulk_create(
            Finding(comment=comment, name=reason.name, words=reason.words)
            for reason in reasons
        )
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
