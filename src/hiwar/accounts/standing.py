"""Whether a reader may take part: asked by every package in which readers write."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import errors

from .models import Reader


class AccountInactive(errors.NotAllowed):
    code = "account_inactive"
    message = _("This account has been closed.")


class EmailUnverified(errors.NotAllowed):
    code = "email_unverified"
    message = _(
        "Please confirm your e-mail address first, with the code we mailed you."
    )


def check_may_comment(reader: Reader) -> None:
    """Raise AccountInactive, or EmailUnverified before the address has been proved."""
    if not reader.is_active:
        raise AccountInactive
    if not EmailAddress.objects.filter(user_id=reader.pk, verified=True).exists():
        raise EmailUnverified
