"""What a body goes through before it is stored: nearly nothing."""

import re
from enum import StrEnum
from typing import Final

_LINE_END: Final = re.compile(r"\r\n?")
# C0 controls but tab and newline, and two code points that XML and so feeds cannot
# hold.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


class Reason(StrEnum):
    """Why a text was refused."""

    CONTROL = "control"
    SURROGATE = "surrogate"


class TextRefused(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A text that no database, page or feed could hold; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def normalise(text: str) -> str:
    r"""Return `text` with `\n` for every line's end and no white space after it.

    All else stays byte for byte: accents are not composed, nothing is taken out.

    Raises TextRefused for control characters and lone surrogates.
    """
    text = _LINE_END.sub("\n", text)
    if _SURROGATE.search(text):
        raise TextRefused(Reason.SURROGATE)
    if _CONTROL.search(text):
        raise TextRefused(Reason.CONTROL)
    return text.rstrip()
