"""The code by which readers show that it is they who want their account deleted.

It is mailed, and typed where it was asked for: whoever has only the session, or only
the mailbox, deletes nothing. The session knows a hash of the newest code.
"""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import errors

from . import letters
from .models import Reader

LIFE: Final = timedelta(minutes=15)
BETWEEN_LETTERS: Final = timedelta(minutes=1)
MOST_TRIES: Final = 5
_KEY: Final = "leaving"
_SALT: Final = "hiwar.accounts.leaving"
# As in the marks of guests: nothing that is read for something else.
_ALPHABET: Final = "23456789BCDFGHJKMNPQRSTVWXZ"
_LENGTH: Final = 8


class CodeWrong(errors.Invalid):
    code = "leaving_code_wrong"
    message = _("This is not the code, or it no longer works. Ask for a new one.")
    field = "code"


class CodeTooSoon(errors.TooSoon):
    code = "leaving_code_too_soon"
    message = _("We have just sent you a code. Please wait a minute.")


def send_code(*, reader: Reader, session: SessionBase, now: datetime) -> None:
    """Mail a code to `reader`; one that was sent before works no more.

    Raises TooSoon.
    """
    wait = int(BETWEEN_LETTERS.total_seconds())
    if not cache.add(f"{_KEY}:{reader.pk}", 1, timeout=wait):
        raise CodeTooSoon(retry_after=wait)
    code = "".join(secrets.choice(_ALPHABET) for _letter in range(_LENGTH))
    session[_KEY] = {
        "hash": _hash(code),
        "until": (now + LIFE).timestamp(),
        "tries": 0,
    }
    letters.send_leaving_code(reader=reader, code=code)


def has_code(*, session: SessionBase, now: datetime) -> bool:
    """Return whether a code was sent that still works."""
    kept = session.get(_KEY)
    return bool(kept and now.timestamp() < kept["until"] and kept["tries"] < MOST_TRIES)


def check_code(*, session: SessionBase, typed: str, now: datetime) -> None:
    """Refuse what is not the newest code. After a few tries none works any more.

    Raises CodeWrong.
    """
    if not has_code(session=session, now=now):
        raise CodeWrong
    kept = session[_KEY]
    session[_KEY] = {**kept, "tries": kept["tries"] + 1}
    if not compare_digest(kept["hash"], _hash("".join(typed.split()).upper())):
        raise CodeWrong
    del session[_KEY]


def _hash(code: str) -> str:
    return salted_hmac(_SALT, code).hexdigest()
