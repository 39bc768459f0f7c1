"""What becomes of a draft before anybody has to wait for it: composed and screened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hiwar.accounts import names, standing
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import screening, selectors
from hiwar.discussion.composing import Composed, compose
from hiwar.discussion.models import Comment, Thread
from hiwar.discussion.screening import looks, repeated_text, restricted_author
from hiwar.kernel.errors import Conflict, Invalid
from hiwar.kernel.text.skeleton import skeleton


class ScreenedOut(Invalid):
    """A rule of screening says no, in the words that it has for the author."""

    code = "screened_out"

    def __init__(self, *, rule: screening.Rule) -> None:
        super().__init__()
        self.rule = rule
        is_name = rule.name == screening.borrowed_name.NAME
        self.field = "name" if is_name else "text"

    def __str__(self) -> str:
        return str(self.rule.told)


class AskedFirst(Conflict):
    """Not a no: whoever means it sends the same once more, and says so."""

    code = "asked_first"

    def __init__(self, *, found: screening.Found, composed: Composed) -> None:
        super().__init__()
        self.found = found
        self.composed = composed

    def __str__(self) -> str:
        return str(self.found.rule.told)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that weigh most, as they were written."""
        return tuple(filter(None, self.found.words.split(", ")))


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
    # Whether it is posted without asking its author whether they mean it.
    is_meant: bool = True


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A draft after all that can be done before others have to wait for it."""

    composed: Composed
    # Empty for a registered reader, who is shown under their present name.
    guest_name: str
    guest_skeleton: str
    screened: screening.Screened
    # Marks by which the text is found again, if it should be.
    marks: tuple[int, ...]
    # Not held wherever others are: staff, and readers whom the newsroom trusts.
    is_never_held: bool


def get_ready(
    *, thread: Thread, author: Reader | Guest | None, draft: Draft, now: datetime
) -> Ready:
    """Return `draft` as it will be posted, with what screening says of it.

    Raises what composing and accounts refuse.
    """
    composed = compose(draft.text, language=draft.language)
    name = _check_author(author, draft, now)
    screened = screening.Screened()
    marks: tuple[int, ...] = ()
    if not is_staff(author):
        settings = selectors.get_settings(section=thread.section)
        look, marks = _read(composed, settings)
        asked = selectors.Asked(
            thread=thread,
            text=composed.text,
            author=author,
            guest_name=name,
            look=look,
            marks=marks,
            address_hash=draft.address_hash,
            settings=settings,
            now=now,
        )
        screened = _screen(composed, asked)
    return Ready(
        composed=composed,
        guest_name=name,
        guest_skeleton=skeleton(name) if name else "",
        screened=screened,
        # What has been found often enough need not be found once more.
        marks=() if _is_repeated(screened) else marks,
        is_never_held=_is_never_held(author, screened),
    )


def is_staff(author: Reader | Guest | None) -> bool:
    return isinstance(author, Reader) and author.is_staff


def _check_author(author: Reader | Guest | None, draft: Draft, now: datetime) -> str:
    """Return the name that a guest may bear here; a reader needs none."""
    if author is not None:
        standing.check_may_comment(author, now)
    if isinstance(author, Reader):
        return ""
    return names.guest_name(draft.guest_name)


def _read(
    composed: Composed, settings: Mapping[str, screening.Setting]
) -> tuple[str, tuple[int, ...]]:
    """Return what the words look like and their marks, as far as a rule asks."""
    active = {rule.name for rule in screening.active(settings) if rule.reads_look}
    if not active:
        return "", ()
    text, is_listed = composed.text, screening.held_word.NAME in active
    if not is_listed and len(text) < repeated_text.SHORTEST:
        return "", ()
    # A list is looked for in the whole text; texts are compared by their beginning.
    look = looks.words_of(text if is_listed else text[: repeated_text.LONGEST * 2])
    is_compared = repeated_text.NAME in active
    return look, repeated_text.marks(look) if is_compared else ()


def _screen(composed: Composed, asked: selectors.Asked) -> screening.Screened:
    settings = asked.settings
    needed = {fact for rule in screening.active(settings) for fact in rule.needs}
    facts = selectors.get_facts(needed=needed, asked=asked)
    return screening.screen(
        screening.Submission(
            text=composed.text,
            html=composed.html,
            look=asked.look,
            guest_name=asked.guest_name,
            **facts,
        ),
        settings,
    )


def _is_never_held(author: Reader | Guest | None, screened: screening.Screened) -> bool:
    """Return whether `author` is spared; a decision about them comes before trust."""
    if not isinstance(author, Reader):
        return False
    decided = (found.rule.name == restricted_author.NAME for found in screened.held)
    return author.is_staff or (author.is_trusted and not any(decided))


def _is_repeated(screened: screening.Screened) -> bool:
    found = [*screened.held, *filter(None, [screened.refused])]
    return any(each.rule.name == repeated_text.NAME for each in found)
