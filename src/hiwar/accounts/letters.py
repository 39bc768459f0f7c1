"""The mails that readers get about their account, in their language, in both parts.

A letter is written once, as plain sentences; the two layouts beside it show them as
text and as HTML. No words of anybody else stand in a letter: a name or a browser's
boast in it would be a way to write to strangers under the paper's address.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .models import Reader
from .roles import Role


@dataclass(frozen=True, kw_only=True)
class Letter:
    """`code` and `link` each stand on a line of their own below the first paragraph."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    link: str = ""
    link_words: str = ""


def post(letter: Letter, *, to: str) -> None:
    """Send `letter` in the active language."""
    context = {"letter": letter, "site": site(), "origin": settings.ORIGIN}
    message = EmailMultiAlternatives(
        letter.subject,
        render_to_string("accounts/letter.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [to],
        # Machines that answer for people who are away leave this alone.
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(
        render_to_string("accounts/letter.html", context), "text/html"
    )
    message.send()


def send(kind: str, *, to: str, language: str, facts: Mapping[str, Any]) -> None:
    """Send the letter that allauth calls `kind` to the address `to` in `language`."""
    with translation.override(language):
        post(_LETTERS[kind](facts), to=to)


def send_invitation(*, reader: Reader, role: Role, token: str) -> None:
    """Ask `reader` to work for the paper, with the link that signs them in once."""
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        letter = Letter(
            subject=_("%(site)s would like you to work with it") % {"site": site()},
            paragraphs=(
                _("You have been invited to work for %(site)s. Your role: %(role)s.")
                % {"site": site(), "role": role.label},
                _("The link signs you in once, within three days."),
                _("If you do not know why you get this mail, you need do nothing."),
            ),
            link=_address("accounts:sign_in_link", token),
            link_words=_("Accept and sign in"),
        )
        post(letter, to=reader.email or "")


def send_leaving_code(*, reader: Reader, code: str) -> None:
    """Send `reader` the code that deletes their account."""
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        letter = Letter(
            subject=_("Your code to delete your account at %(site)s")
            % {"site": site()},
            paragraphs=(
                _(
                    "With this code you delete your account at %(site)s and all that"
                    " you wrote there. That cannot be undone."
                )
                % {"site": site()},
                _("Nobody from the paper will ever ask you for it."),
                _(
                    "If you did not ask for it, somebody else is signed in to your"
                    " account: set a new password, which signs them out."
                ),
            ),
            code=code,
        )
        post(letter, to=reader.email or "")


def site() -> str:
    """Return the host that readers type: how a mail names where it is from."""
    return urlsplit(settings.ORIGIN).netloc


def _address(name: str, *args: str) -> str:
    return settings.ORIGIN + reverse(name, args=args)


def _login_code(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your code to sign in to %(site)s") % {"site": site()},
        paragraphs=(
            _("With this code you can sign in now. It works for a few minutes, once."),
            _("Nobody from the paper will ever ask you for it."),
            _("If you did not ask for a code, you need do nothing."),
        ),
        code=facts["code"],
    )


def _confirm_address(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your code for %(site)s") % {"site": site()},
        paragraphs=(
            _(
                "With this code you show %(site)s that this address is yours. Type it"
                " in on the page that asks for it; it works for a few minutes, once."
            )
            % {"site": site()},
            _("If you did not ask for this, you need do nothing."),
        ),
        code=facts["code"],
    )


def _reset_code(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your code for a new password at %(site)s") % {"site": site()},
        paragraphs=(
            _("With this code you can set a new password. It works for a few minutes."),
            _("Nobody from the paper will ever ask you for it."),
            _(
                "If you did not ask for a new password, you need do nothing: the old"
                " one stays."
            ),
        ),
        code=facts["code"],
    )


def _has_account(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("You have an account at %(site)s already") % {"site": site()},
        paragraphs=(
            _(
                "Somebody, most likely you, wanted to create an account at %(site)s"
                " with this address. There is one already: you can sign in with a code"
                " that we mail you, or set a new password there."
            )
            % {"site": site()},
            _("If it was not you, you need do nothing."),
        ),
        link=_address("account_login"),
        link_words=_("Sign in"),
    )


def _has_no_account(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Signing in to %(site)s") % {"site": site()},
        paragraphs=(
            _(
                "Somebody, most likely you, wanted to sign in to %(site)s with this"
                " address. There is no account with it: you may have used another one."
            )
            % {"site": site()},
            _("If it was not you, you need do nothing."),
        ),
        link=_address("account_signup"),
        link_words=_("Create an account"),
    )


def _password_changed(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your password at %(site)s has been changed") % {"site": site()},
        paragraphs=(
            _(
                "The password of your account at %(site)s has been changed, and you"
                " have been signed out on all other devices."
            )
            % {"site": site()},
            _("If it was not you, set a new one at once."),
        ),
        link=_address("account_reset_password"),
        link_words=_("Set a new password"),
    )


def _email_changed(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your address at %(site)s has been changed") % {"site": site()},
        paragraphs=(
            _(
                "Your account at %(site)s now has the e-mail address %(new)s instead of"
                " %(old)s. Mails about it no longer come here."
            )
            % {"site": site(), "new": facts["to_email"], "old": facts["from_email"]},
            _("If it was not you, write to the paper at once."),
        ),
        link=settings.ORIGIN,
        link_words=site(),
    )


def _email_will_change(facts: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your address at %(site)s is to be changed") % {"site": site()},
        paragraphs=(
            _(
                "Somebody who is signed in to your account at %(site)s wants to change"
                " its e-mail address to %(new)s. The change counts once a code that was"
                " sent there has been typed in."
            )
            % {"site": site(), "new": facts["new"]},
            _("If it was not you, set a new password at once: that signs them out."),
        ),
        link=_address("account_reset_password"),
        link_words=_("Set a new password"),
    )


# By the names that allauth gives them.
_LETTERS: Final[dict[str, Callable[[Mapping[str, Any]], Letter]]] = {
    "account/email/login_code": _login_code,
    "account/email/email_confirmation": _confirm_address,
    "account/email/email_confirmation_signup": _confirm_address,
    "account/email/password_reset_code": _reset_code,
    "account/email/account_already_exists": _has_account,
    "account/email/unknown_account": _has_no_account,
    "account/email/password_changed": _password_changed,
    "account/email/password_reset": _password_changed,
    "account/email/password_set": _password_changed,
    "account/email/email_changed": _email_changed,
    "accounts/email_will_change": _email_will_change,
}
