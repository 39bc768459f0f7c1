"""Names that people give themselves: kept as typed, or refused with a reason.

Whether a name is still free, and whose it looks like, is not asked here (see
`skeleton`). Columns hold LONGEST_NAME characters, counted as the database counts.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Final

from hiwar.kernel.text import characters, skeleton, tables
from hiwar.kernel.text.characters import ZWJ, ZWNJ

LONGEST_NAME: Final = 40
# What is far too long is not looked at: white space alone may shrink below it.
_LONGEST_RAW: Final = 400

# All white space but the separators of files and records, which are controls.
_SPACE: Final = re.compile(r"[^\S\x1c-\x1f\x85]+")

# Scripts whose letters join, or whose conjuncts need a joiner to be written right.
_ARABIC_LIKE: Final = {
    *("Arabic", "Syriac", "Mandaic", "Nko", "Mongolian", "Adlam", "Phags_Pa"),
    "Hanifi_Rohingya",
}
_INDIC: Final = {
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu"),
    *("Kannada", "Malayalam", "Sinhala", "Balinese", "Javanese", "Khmer", "Myanmar"),
}
_VIRAMA: Final = 9  # the combining class of the sign that takes a vowel away

# Ticks, shields, stars, medals, crowns: what sites put beside a name they vouch for.
_BADGES: Final = frozenset("✓✔☑✅√⍻🗸🗹🮱𐄂🛡⛨★☆⭐🌟✪✩✫✬✭✮✯✰⋆⭑⭒⚝🎖🏅🥇🏆👑♔♕♚♛📛🔰🎗⚜🆗")
# What a site says about somebody, in brackets after the name, in languages that our
# readers read. They are recognised in any spelling that looks like these.
_ROLES: Final = (
    "guest visitor reader member registered verified official staff author editor "
    "editors journalist reporter moderator moderators mod admin admins administrator "
    "newsroom "
    "ضيف الضيف زائر زائرة الزائر قارئ عضو مسجل موثق موثوق رسمي طاقم محرر المحرر محررة "
    "التحرير صحفي صحافي مراسل مشرف المشرف مشرفة مدير المدير إدارة الإدارة "
    "invité invitée modérateur administrateur officiel vérifié rédaction "
    "gast redaktion مهمان مدیر تحریریه"
)
_OPENING: Final = frozenset("<«‹❮")
_CLOSING: Final = frozenset(">»›❯")


class Reason(StrEnum):
    """Why a name was refused."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL = "control"
    BIDI = "bidi"
    INVISIBLE = "invisible"
    MARKS = "marks"
    NO_LETTER = "no_letter"
    BADGE = "badge"


class NameRefused(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A name that cannot be anybody's; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def clean_name(raw: str) -> str:
    """Return `raw` in NFC with white space collapsed, and otherwise as it was typed.

    Raises NameRefused.
    """
    if len(raw) > _LONGEST_RAW:
        raise NameRefused(Reason.TOO_LONG)
    name = unicodedata.normalize("NFC", _SPACE.sub(" ", raw).strip(" "))
    if not name:
        raise NameRefused(Reason.EMPTY)
    if len(name) > LONGEST_NAME:
        raise NameRefused(Reason.TOO_LONG)
    reason = _trouble_with_characters(name) or _trouble_with_the_whole(name)
    if reason:
        raise NameRefused(reason)
    return name


def _trouble_with_characters(name: str) -> Reason | None:
    if any(map(_is_control, name)):
        return Reason.CONTROL
    if characters.BIDI_CONTROLS.intersection(name):
        return Reason.BIDI
    for position, char in enumerate(name):
        if characters.is_invisible(char) and not _has_work(name, position):
            return Reason.INVISIBLE
    return None


def _trouble_with_the_whole(name: str) -> Reason | None:
    apart = unicodedata.normalize("NFD", name)
    if characters.is_mark(apart[0]) or characters.cap_marks(apart) != apart:
        return Reason.MARKS
    if not any(map(_is_letter_or_digit, name)):
        return Reason.NO_LETTER
    if _BADGES.intersection(name) or _claims_a_role(name):
        return Reason.BADGE
    return None


def _is_control(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind == "Cf":  # the enclosing signs of Arabic numbers would frame the name
        return not (characters.is_invisible(char) or char in characters.BIDI_CONTROLS)
    return kind in {"Cc", "Cs", "Co"} or characters.is_noncharacter(char)


def _is_letter_or_digit(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] in "LN" and kind != "Lm"


def _has_work(name: str, position: int) -> bool:
    """Say whether the invisible character there is needed to write the name right."""
    char = name[position]
    before, after = name[:position], name[position + 1 :]
    if not before:
        return False
    if char in (ZWJ, ZWNJ):
        return _joins_letters(before, after) or (
            char == ZWJ and _joins_emoji(before, after)
        )
    if characters.is_selector(char):
        return _selects(before[-1], after)
    # The letters of a region's flag, 🏴󠁧󠁢󠁥󠁮󠁧󠁿.
    return "\U000e0020" <= char <= "\U000e007f" and (
        before[-1] == "🏴" or "\U000e0020" <= before[-1] < "\U000e007f"
    )


def _joins_letters(before: str, after: str) -> bool:
    letter = next((c for c in reversed(before) if not characters.is_mark(c)), "")
    if not letter.isalpha():
        return False
    script = tables.script(letter)
    is_followed = after[:1].isalpha() and tables.script(after[0]) == script
    if script in _INDIC:
        # A final consonant can end in a joiner: ത്‍.
        takes_no_vowel = unicodedata.combining(before[-1]) == _VIRAMA
        return is_followed or (takes_no_vowel and not after.startswith((ZWJ, ZWNJ)))
    return script in _ARABIC_LIKE and is_followed


def _joins_emoji(before: str, after: str) -> bool:
    shown = before.rstrip("\ufe0f")
    return (
        shown != ""
        and characters.is_pictograph(shown[-1])
        and after != ""
        and characters.is_pictograph(after[0])
    )


def _selects(chosen: str, after: str) -> bool:
    """Say whether the character before a selector has two forms."""
    if chosen in "0123456789#*":
        return after.startswith("\u20e3")
    return (
        unicodedata.category(chosen)[0] == "S"
        or characters.is_pictograph(chosen)
        or chosen in "‼⁉〰〽"
        or tables.script(chosen) in {"Han", "Mongolian"}
    )


def _claims_a_role(name: str) -> bool:
    """Say whether `name` says in brackets what only the site may say."""
    roles = _role_skeletons()
    return any(
        roles.intersection(skeleton.skeleton_words(part)) for part in _bracketed(name)
    )


@cache
def _role_skeletons() -> frozenset[str]:
    return frozenset(skeleton.skeleton_words(_ROLES))


def _bracketed(name: str) -> list[str]:
    """Return the parts that stand after an opening or before a closing bracket."""
    parts = []
    part, is_open = "", False
    for char in unicodedata.normalize("NFKC", name):
        kind = unicodedata.category(char)
        if kind == "Ps" or char in _OPENING:
            part, is_open = "", True
        elif kind == "Pe" or char in _CLOSING:
            parts.append(part)
            part, is_open = "", False
        else:
            part += char
    return [*parts, part] if is_open else parts
