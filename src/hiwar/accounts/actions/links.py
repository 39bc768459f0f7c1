"""Links that sign their reader in once."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader, SignInLink, hash_of
from hiwar.kernel import errors

from .readers import forget_unproved_password

LIFE: Final = timedelta(minutes=30)


class LinkDead(errors.NotFound):
    code = "link_dead"
    message = _("This link has been used, has run out, or was replaced by a newer one.")


@transaction.atomic
def issue_sign_in_link(
    *, reader: Reader, life: timedelta = LIFE, sent_to: str = "", now: datetime
) -> str:
    """Return the secret of a new link for `reader`; older ones stop working.

    Only a hash of it is kept. `sent_to` is the address that it is mailed to: whoever
    uses it has shown that they read there.
    """
    reader.sign_in_links.all().delete()
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        reader=reader,
        token_hash=hash_of(token),
        sent_to=sent_to,
        issued_at=now,
        expires_at=now + life,
    )
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, now: datetime) -> Reader:
    """Return the reader whom `token` signs in, this once.

    Raises LinkDead.
    """
    link = (
        SignInLink.objects.select_for_update()
        .select_related("reader")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if link is None or not link.is_alive(now=now):
        raise LinkDead
    link.used_at = now
    link.save(update_fields=["used_at"])
    if link.sent_to:
        _prove_address(link.reader)
    return link.reader


def _prove_address(reader: Reader) -> None:
    forget_unproved_password(reader=reader)
    EmailAddress.objects.filter(user=reader, email=reader.email).update(verified=True)
