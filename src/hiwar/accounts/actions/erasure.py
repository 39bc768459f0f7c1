"""Erasing: a reader or a guest who wants nothing of theirs to be kept.

The row stays, with nothing in it, so that what others answered keeps its place. What
they wrote, and all that was said about it, is emptied by the packages above, which
are told in the same transaction.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from hiwar.accounts import signals
from hiwar.accounts.models import Guest, Reader
from hiwar.kernel import errors

BATCH: Final = 500


class WorksForPaper(errors.Conflict):
    code = "works_for_paper"
    message = _(
        "Whoever works for the paper has decided and signed things in its name. Let an"
        " editor take the role away first."
    )


class AlreadyErased(errors.Conflict):
    code = "already_erased"
    message = _("This has been deleted already.")


def erase_reader(*, reader: Reader, now: datetime) -> None:
    """Take out all that is known of `reader`, who can never sign in again.

    Name, addresses, picture, password, sessions, links and letters that have not left
    are gone, and with the packages above comments and what was copied of them.

    Raises WorksForPaper or AlreadyErased.
    """
    # Looked for before the lock: a session does not say whose it is but inside.
    sessions = _sessions_of(reader)
    with transaction.atomic():
        # Check.
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        if reader.erased_at is not None:
            raise AlreadyErased
        if reader.is_staff or reader.is_superuser:
            raise WorksForPaper

        # Change.
        emails = _emails_of(reader)
        avatar = reader.avatar.name
        _empty(reader, now)
        _delete_what_is_theirs(reader, sessions)
        if avatar:
            transaction.on_commit(lambda: default_storage.delete(avatar))

        # Tell.
        signals.reader_erased.send(
            sender=Reader, reader_id=reader.pk, emails=emails, now=now
        )


@transaction.atomic
def erase_guest(*, guest: Guest, now: datetime) -> None:
    """Take out all that is known of `guest`, as `erase_reader` does.

    Their cookie leads to nobody from then on.

    Raises AlreadyErased.
    """
    # Check.
    guest = Guest.objects.select_for_update().get(pk=guest.pk)
    if guest.erased_at is not None:
        raise AlreadyErased

    # Change.
    emails = {guest.email} - {""}
    guest.uuid = uuid4()
    guest.mark = guest.name = guest.email = ""
    guest.is_name_hidden = False
    guest.erased_at = now
    guest.save()
    guest.restrictions.update(address_hash="")

    # Tell.
    signals.guest_erased.send(sender=Guest, guest_id=guest.pk, emails=emails, now=now)


def _emails_of(reader: Reader) -> set[str]:
    addresses = EmailAddress.objects.filter(user=reader).values_list("email", flat=True)
    sent = reader.sign_in_links.values_list("sent_to", flat=True)
    return {reader.email or "", *addresses, *sent} - {""}


def _empty(reader: Reader, now: datetime) -> None:
    # Another number from outside, too: lines of the log lead to nobody.
    reader.uuid = uuid4()
    reader.name = reader.skeleton = reader.language = reader.avatar = ""
    reader.email = None
    reader.set_unusable_password()
    reader.is_active = False
    reader.is_name_disputed = reader.is_name_hidden = reader.is_trusted = False
    reader.renamed_at = reader.last_login = None
    reader.erased_at = now
    reader.save()


def _delete_what_is_theirs(reader: Reader, sessions: Collection[str]) -> None:
    Session.objects.filter(pk__in=sessions).delete()
    EmailAddress.objects.filter(user=reader).delete()
    UserProfile.objects.filter(user=reader).delete()
    reader.sign_in_links.all().delete()
    reader.reserved_names.all().delete()
    reader.restrictions.update(address_hash="")


def _sessions_of(reader: Reader) -> list[str]:
    """Return the keys of what `reader` is signed in by. Without it they are dead, too.

    What a session holds is signed, and has the address in it that somebody typed.
    """
    number = str(reader.pk)
    return [
        session.pk
        for session in Session.objects.iterator(chunk_size=BATCH)
        if session.get_decoded().get("_auth_user_id") == number
    ]
