"""How django-allauth meets our readers: where it asks, and what we answer."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from hiwar.kernel import http

from . import letters, selectors
from .models import Reader

log = logging.getLogger("hiwar.security")


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count; IPv6 ones they count by their /64."""
        address = http.client_address(request)
        if not address:
            raise PermissionDenied
        return address

    def is_safe_url(self, url: str) -> bool:
        """Say whether a sign-in may lead to `url`: to a path of ours, nowhere else."""
        return bool(url) and http.safe_path(url, default="") == url

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a letter of ours in the language of whoever gets it."""
        reader = context.get("user") or selectors.find_reader_by_email(email)
        letters.send(
            template_prefix,
            to=email,
            language=getattr(reader, "language", "")
            or get_language()
            or settings.LANGUAGE_CODE,
            facts=context,
        )

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Send a code to an address, and word of it to the one it is to replace."""
        super().send_confirmation_mail(request, emailconfirmation, signup)
        address = emailconfirmation.email_address
        if address.user.email and address.user.email != address.email:
            self.send_mail(
                "accounts/email_will_change",
                address.user.email,
                {"user": address.user, "new": address.email},
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Reader,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # Without its reader the letter to an old address would find no language.
        super().send_notification_mail(
            template_prefix, user, {**(context or {}), "user": user}, email
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        # It writes to three rows one by one: all of them, or none.
        with transaction.atomic():
            return super().confirm_email(request, email_address)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        if self.request.user.is_authenticated:
            return reverse("accounts:profile")
        return super().get_email_verification_redirect_url(email_address)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log.info("sign-in failed from %s", http.address_hash(request))

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        # Failed attempts are counted for an account *and* an address: by the account
        # alone anybody could keep its owner out. The host that allauth would count by
        # is written by the sender.
        return f"{credentials.get('email', '').lower()}:{http.address_hash(request)}"
