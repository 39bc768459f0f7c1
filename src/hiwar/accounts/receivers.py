"""What accounts hear of signing in and out, from Django and from django-allauth."""

import logging
from typing import Any

from allauth.account import signals as allauth
from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from hiwar.kernel import http

from . import actions
from .models import Reader

log = logging.getLogger("hiwar.security")


@receiver(allauth.authentication_step_completed)
def a_code_proved_the_address(*, user: Reader, method: str, **_facts: Any) -> None:
    """Drop a password of whoever signed up with an address that is not theirs.

    Sent before the address is marked as proved, in the request that proves it.
    """
    if method == "code":
        actions.forget_unproved_password(reader=user)


@receiver(allauth.email_confirmed)
def an_address_was_proved(
    *, request: HttpRequest, email_address: EmailAddress, **_facts: Any
) -> None:
    """Drop such a password whatever else proved the address: a code for a new password.

    The owner need not set one after that. Only whoever types the code of a sign-up
    where they signed up keeps the password that they chose there.
    """
    where = request.resolver_match
    if where is None or where.url_name != "account_email_verification_sent":
        actions.forget_password(reader=email_address.user)


@receiver(user_logged_in)
def signed_in(*, request: HttpRequest, user: Reader, **_facts: Any) -> None:
    _note("signed in", request, user)


@receiver(user_logged_out)
def signed_out(*, request: HttpRequest, user: Reader | None, **_facts: Any) -> None:
    if user is not None:
        _note("signed out", request, user)


@receiver([allauth.password_changed, allauth.password_set, allauth.password_reset])
def password_changed(*, request: HttpRequest, user: Reader, **_facts: Any) -> None:
    _note("password changed", request, user)


@receiver(allauth.email_changed)
def address_changed(*, request: HttpRequest, user: Reader, **_facts: Any) -> None:
    _note("address changed", request, user)


def _note(event: str, request: HttpRequest, reader: Reader) -> None:
    """Write one line that names nobody to a stranger, and holds nothing typed."""
    log.info("%s: reader %s from %s", event, reader.uuid, http.address_hash(request))
