"""The members of one JSON object, taken one by one, each of its type or refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from . import moments
from .refusals import BadLine

LONGEST_TEXT: Final = 1_000_000
_MISSING: Final = object()

Value = TypeVar("Value")
# What is said of a member of another type.
_OTHERWISE: Final[dict[type, str]] = {
    bool: gettext_noop("“%(key)s” must be true or false."),
    int: gettext_noop("“%(key)s” must be a whole number."),
    list: gettext_noop("“%(key)s” must be a list."),
    str: gettext_noop("“%(key)s” must be a string."),
}


class Members:
    """Takes members from `members`; what is left at the end is refused.

    `place` is said before the name of a member in another object: `photo.alt`.
    """

    def __init__(self, members: Any, place: str = "") -> None:
        if not isinstance(members, dict):
            raise BadLine(_("“%(key)s” must be an object."), key=place)
        self._members = dict(members)
        self._place = place

    def text(self, key: str, *, longest: int = LONGEST_TEXT, least: int = 0) -> str:
        """Take a string of `least` to `longest` characters."""
        value = self._take(key, str)
        return self._measured(key, value, longest=longest, least=least)

    def _measured(self, key: str, value: str, *, longest: int, least: int) -> str:
        if len(value) > longest:
            raise self._bad(
                key,
                _("“%(key)s” may have at most %(longest)s characters, not %(length)s."),
                longest=longest,
                length=len(value),
            )
        if len(value) < least or (least and not value.strip()):
            raise self._bad(key, _("“%(key)s” must not be empty."))
        return value

    def texts(self, key: str, *, longest: int, least: int = 0) -> list[str]:
        """Take a list of strings."""
        value = self._take_any(key)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._bad(key, _("“%(key)s” must be a list of strings."))
        return [
            self._measured(key, each, longest=longest, least=least) for each in value
        ]

    def names(self, key: str, *, longest: int) -> list[str]:
        """Take a list of strings, each of them once."""
        value = self.texts(key, longest=longest, least=1)
        if len(set(value)) < len(value):
            raise self._bad(key, _("“%(key)s” must not name anything twice."))
        return value

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value: str = self._take_any(key)
        if value not in choices:
            raise self._bad(
                key,
                _("“%(key)s” must be one of: %(choices)s."),
                choices=", ".join(choices),
            )
        return value

    def truth(self, key: str) -> bool:
        return self._take(key, bool)

    def whole(self, key: str) -> int:
        return self._take(key, int)

    def moment(self, key: str) -> datetime:
        return moments.parse(self._take(key, str))

    def members(self, key: str) -> "Members":
        return Members(self._take_any(key), self._name(key))

    def list_of_members(self, key: str) -> list["Members"]:
        value = self._take(key, list)
        name = self._name(key)
        return [Members(each, f"{name}[{place}]") for place, each in enumerate(value)]

    def has(self, key: str) -> bool:
        """Say whether the member is there."""
        return key in self._members

    def holds(self, key: str) -> bool:
        """Say whether the member is there and not null; a null is taken."""
        if self._members.get(key, _MISSING) is None:
            del self._members[key]
        return key in self._members

    def done(self) -> None:
        """Refuse what nobody took."""
        if self._members:
            key = next(iter(self._members))
            raise self._bad(
                key, _("“%(key)s” is not a key of version 1 of the format.")
            )

    def _take(self, key: str, wanted: type[Value]) -> Value:
        value = self._take_any(key)
        # Not `isinstance`: to Python, true is a number.
        if type(value) is not wanted:
            raise self._bad(key, _(_OTHERWISE[wanted]))
        return value

    def _take_any(self, key: str) -> Any:
        try:
            return self._members.pop(key)
        except KeyError:
            raise self._bad(key, _("“%(key)s” is missing.")) from None

    def _name(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _bad(self, key: str, sentence: str, **words: Any) -> BadLine:
        return BadLine(sentence, key=self._name(key), **words)
