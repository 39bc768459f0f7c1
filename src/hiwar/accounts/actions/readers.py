"""Readers: made, renamed, brought over from elsewhere."""

from datetime import datetime, timedelta
from typing import BinaryIO, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from hiwar.accounts import names, signals
from hiwar.accounts.models import Reader, ReservedName
from hiwar.kernel import errors
from hiwar.kernel.text.skeleton import skeleton

from . import avatars, pictures
from .reserved import reserve_name

# A name is how others know somebody: it may change, but not from hour to hour.
BETWEEN_RENAMINGS: Final = timedelta(days=1)
# How long a sign-up may wait for its code before name and address are free again.
UNVERIFIED_FOR: Final = timedelta(days=3)


class EmailTaken(errors.Conflict):
    """Never shown to someone who signs up: it would tell who has an account."""

    code = "email_taken"
    message = _("Somebody has an account with this e-mail address already.")


class RenamedTooSoon(errors.TooSoon):
    code = "renamed_too_soon"
    message = _("You have changed your name today. You can change it again tomorrow.")


class LanguageUnknown(errors.Invalid):
    code = "language_unknown"
    message = _("This paper does not speak that language.")


def create_reader(
    *,
    name: str,
    email: str,
    language: str = "",
    password: str | None = None,
    is_verified: bool = False,
    is_for_staff: bool = False,
    now: datetime,
) -> Reader:
    """Return a new reader, who signs in with `password` or with codes by mail.

    They comment once they have proved that the address is theirs, or at once when
    `is_verified`: someone who may say so vouches for it.

    Raises NameRefused, NameTaken or EmailTaken.
    """
    # Hashed before anything is looked up: a taken address takes as long as a free one.
    hashed = make_password(password)
    email = email.strip().lower()
    try:
        with transaction.atomic():
            name = names.reader_name(name, is_for_staff=is_for_staff)
            if _is_taken(email):
                raise EmailTaken
            reader = _insert(name=name, email=email, password=hashed, joined_at=now)
            EmailAddress.objects.create(
                user=reader, email=email, primary=True, verified=is_verified
            )
            if language:
                set_language(reader=reader, language=language)
    except IntegrityError as race:
        # Somebody else took one of the two between the question and the answer.
        raise (EmailTaken if names.is_free(name) else names.NameTaken) from race
    return reader


def _insert(*, name: str, **columns: object) -> Reader:
    return Reader.objects.create(name=name, skeleton=skeleton(name), **columns)


def _is_taken(email: str) -> bool:
    return (
        Reader.objects.filter(email=email).exists()
        or EmailAddress.objects.filter(email=email).exists()
    )


@transaction.atomic
def rename_reader(*, reader: Reader, name: str, now: datetime) -> None:
    """Let `reader` be called `name` from now on, in older comments too.

    Another spelling of the same name is always allowed, a different one once a day.

    Raises NameRefused, NameTaken or RenamedTooSoon.
    """
    reader = Reader.objects.select_for_update().get(pk=reader.pk)
    name = names.reader_name(name, reader=reader, is_for_staff=reader.is_staff)
    if name == reader.name:
        return
    look = skeleton(name)
    if look != reader.skeleton or reader.is_name_disputed:
        _check_not_too_soon(reader, now)
        reader.renamed_at = now
    reader.name = name
    reader.skeleton = look
    reader.is_name_disputed = False
    _save_name(reader)
    if reader.is_staff:
        reserve_name(
            kind=ReservedName.Kind.STAFF,
            source=f"reader:{reader.pk}",
            name=name,
            bearer=reader,
        )
    signals.reader_renamed.send(sender=Reader, reader_id=reader.pk)


def _save_name(reader: Reader) -> None:
    try:
        with transaction.atomic():
            reader.save(
                update_fields=["name", "skeleton", "is_name_disputed", "renamed_at"]
            )
    except IntegrityError as race:
        raise names.NameTaken from race


def _check_not_too_soon(reader: Reader, now: datetime) -> None:
    if reader.renamed_at is None:
        return
    wait = reader.renamed_at + BETWEEN_RENAMINGS - now
    if wait > timedelta(0):
        raise RenamedTooSoon(retry_after=int(wait.total_seconds()) + 1)


@transaction.atomic
def set_language(*, reader: Reader, language: str) -> None:
    """Write to `reader` in `language`, and show them the desk in it.

    Raises LanguageUnknown.
    """
    if language not in dict(settings.LANGUAGES):
        raise LanguageUnknown
    reader.language = language
    reader.save(update_fields=["language"])
    UserProfile.objects.update_or_create(
        user=reader, defaults={"preferred_language": language}
    )


@transaction.atomic
def forget_unproved_password(*, reader: Reader) -> None:
    """Drop a password that was chosen before `reader`'s address was ever proved.

    Someone can sign up with another's address and a password of their own, and wait.
    When the owner of the address then signs in with a code, that password must not
    open the account that they have just made theirs.
    """
    if not EmailAddress.objects.filter(user=reader, verified=True).exists():
        forget_password(reader=reader)


@transaction.atomic
def forget_password(*, reader: Reader) -> None:
    """Let `reader` sign in with codes alone, until they set a password."""
    if reader.has_usable_password():
        reader.set_unusable_password()
        reader.save(update_fields=["password"])


def import_reader(
    *,
    name: str,
    avatar_file: BinaryIO | None = None,
    joined_at: datetime,
    reader: Reader | None = None,
) -> Reader:
    """Return a reader brought over from elsewhere, who cannot sign in.

    One who was brought over before, `reader`, is brought up to date. The name keeps its
    spelling. When it looks like one that is taken or reserved here, it is marked as
    disputed, for an editor to see. One who was erased here is left as they are.

    Raises NameRefused, PictureRefused or PictureTooLarge.
    """
    if reader is not None and reader.erased_at is not None:
        return reader
    name = names.imported_name(name)
    look = skeleton(name)
    picture = avatars.redraw(avatar_file) if avatar_file else None
    with transaction.atomic():
        if reader is None:
            reader = Reader()
            reader.set_unusable_password()
        if look != reader.skeleton:
            reader.skeleton = look
            reader.is_name_disputed = not names.is_free(name)
        reader.name = name
        reader.joined_at = joined_at
        pictures.replace_file(reader=reader, picture=picture)
        is_known = reader.pk is not None
        reader.save()
        if is_known:
            signals.reader_renamed.send(sender=Reader, reader_id=reader.pk)
    return reader


@transaction.atomic
def remove_unverified_readers(*, now: datetime) -> int:
    """Remove readers who never proved their address, and return how many.

    Their names and addresses are free again: nobody can keep one by half a sign-up.
    """
    abandoned = Reader.objects.filter(
        email__isnull=False,
        last_login__isnull=True,
        is_staff=False,
        joined_at__lt=now - UNVERIFIED_FOR,
    ).exclude(pk__in=EmailAddress.objects.filter(verified=True).values("user"))
    number = abandoned.count()
    abandoned.delete()
    return number
