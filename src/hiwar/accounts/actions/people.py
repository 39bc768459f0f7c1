"""Those who work for the paper: invited, given roles, let go."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import letters
from hiwar.accounts.models import Reader, ReservedName
from hiwar.accounts.roles import Role
from hiwar.kernel import errors

from .links import issue_sign_in_link
from .readers import create_reader
from .reserved import release_name, reserve_name

INVITED_FOR: Final = timedelta(days=3)


class LastEditor(errors.Conflict):
    code = "last_editor"
    message = _("The paper needs an editor: make somebody else one first.")


class Deactivated(errors.Conflict):
    code = "deactivated"
    message = _("This account has been closed. Open it again first.")


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role, language: str, now: datetime
) -> Reader:
    """Ask the owner of `email` to work for the paper; return them as a reader.

    Someone who has an account already keeps it and its name. A link that signs them in
    once, within three days, is mailed to them in their language.

    Raises NameRefused, NameTaken, LanguageUnknown or Deactivated.
    """
    email = email.strip().lower()
    reader = Reader.objects.filter(email=email).first()
    if reader is None:
        reader = create_reader(
            name=name, email=email, language=language, is_for_staff=True, now=now
        )
    elif not reader.is_active:
        raise Deactivated
    give_role(reader=reader, role=role)
    token = issue_sign_in_link(reader=reader, life=INVITED_FOR, sent_to=email, now=now)
    letters.send_invitation(reader=reader, role=role, token=token)
    return reader


@transaction.atomic
def give_role(*, reader: Reader, role: Role) -> None:
    """Let `reader` do what `role` may, besides what they may already."""
    group, _is_new = Group.objects.get_or_create(name=role.value)
    reader.groups.add(group)
    _keep_standing(reader)


@transaction.atomic
def take_role(*, reader: Reader, role: Role) -> None:
    """End `reader`'s work as `role`. Someone without a role no longer has a badge.

    Raises LastEditor.
    """
    if role == Role.EDITOR:
        _check_not_last_editor(reader)
    reader.groups.remove(*Group.objects.filter(name=role.value))
    _keep_standing(reader)


@transaction.atomic
def set_role(*, reader: Reader, role: Role | None) -> None:
    """Let `role` be the only one that `reader` has, or let them have none.

    Raises LastEditor.
    """
    if role != Role.EDITOR:
        _check_not_last_editor(reader)
    if role is not None:
        give_role(reader=reader, role=role)
    for other in Role:
        if other != role:
            take_role(reader=reader, role=other)


@transaction.atomic
def deactivate_reader(*, reader: Reader) -> None:
    """Close `reader`'s account: sessions and links end at once. Comments stay.

    Raises LastEditor.
    """
    _check_not_last_editor(reader)
    reader.is_active = False
    reader.save(update_fields=["is_active"])
    reader.sign_in_links.all().delete()


@transaction.atomic
def reactivate_reader(*, reader: Reader) -> None:
    """Open `reader`'s account again."""
    reader.is_active = True
    reader.save(update_fields=["is_active"])


def _check_not_last_editor(reader: Reader) -> None:
    editors = Reader.objects.select_for_update().filter(
        is_active=True, groups__name=Role.EDITOR.value
    )
    ids = {editor.pk for editor in editors}
    if ids == {reader.pk}:
        raise LastEditor


def _keep_standing(reader: Reader) -> None:
    """Let badge and reserved name follow from the roles that `reader` has."""
    is_staff = reader.groups.filter(name__in=Role.values).exists()
    if is_staff != reader.is_staff:
        reader.is_staff = is_staff
        reader.save(update_fields=["is_staff"])
    source = f"reader:{reader.pk}"
    if is_staff:
        reserve_name(
            kind=ReservedName.Kind.STAFF, source=source, name=reader.name, bearer=reader
        )
    else:
        release_name(kind=ReservedName.Kind.STAFF, source=source)
