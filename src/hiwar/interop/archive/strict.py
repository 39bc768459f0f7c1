"""One line of JSON, and nothing that another reader could take for something else.

The same key twice, NaN, a lone half of a character, U+0000, depth without end: each
is refused with its reason.
"""

import json
import re
from collections import Counter
from typing import Any, Final, NoReturn

from django.utils.translation import gettext as _

from .refusals import BadLine

DEEPEST: Final = 8
_UNPRINTABLE: Final = re.compile(r"[\x00\ud800-\udfff]")


def parse(line: str) -> dict[str, Any]:
    """Return the object that `line` holds. Raises BadLine."""
    try:
        value = json.loads(
            line, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant
        )
    except RecursionError:
        raise BadLine(_("It is nested too deeply.")) from None
    except ValueError:
        raise BadLine(_("It is not JSON.")) from None
    if not isinstance(value, dict):
        raise BadLine(_("It is not a JSON object."))
    _check_depth(value, DEEPEST)
    # Only an escape can bring in what UTF-8 cannot hold, and U+0000.
    if "\\u" in line:
        _check_characters(value)
    return value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = Counter(name for name, value in pairs).most_common(1)[0][0]
        raise BadLine(_("“%(key)s” is given twice."), key=twice)
    return members


def _refuse_constant(constant: str) -> NoReturn:
    raise BadLine(_("“%(value)s” is not a value of JSON."), value=constant)


def _check_characters(value: Any) -> None:
    if isinstance(value, str):
        if _UNPRINTABLE.search(value):
            raise BadLine(_("It holds a character that no text can hold."))
    elif isinstance(value, dict):
        for key, member in value.items():
            _check_characters(key)
            _check_characters(member)
    elif isinstance(value, list):
        for member in value:
            _check_characters(member)


def _check_depth(value: Any, left: int) -> None:
    if not isinstance(value, dict | list):
        return
    if left == 0:
        raise BadLine(_("It is nested too deeply."))
    for member in value.values() if isinstance(value, dict) else value:
        if isinstance(member, dict | list):
            _check_depth(member, left - 1)
