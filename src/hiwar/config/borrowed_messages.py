"""Sentences of Django, Wagtail and django-allauth that we put into words ourselves.

Our pages show them, and a catalogue of theirs has no translation, or one that does
not belong on a newspaper's page: words for another thing, broken grammar, invisible
characters. Our catalogue is asked before theirs, so it is enough to have them in it;
this module, which nobody imports, lets `scripts/messages.py` collect them. Arabic was
gone through when it was written; what another language lacks belongs here too.
"""

from typing import Final

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

DJANGO: Final = (
    _("Constraint “%(name)s” is violated."),
    _("Enter a valid email address."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be too similar to your other personal information."),
)

ALLAUTH: Final = (
    _("A user is already registered with this email address."),
    _("Be patient, you are sending too many requests."),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Password"),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Please type your current password."),
    _("Primary email address set."),
    _("The email address and/or password you specified are not correct."),
    _("This email address is already associated with this account."),
    _("Too many failed login attempts. Try again later."),
    _(
        "Unable to confirm %(email)s because it is already confirmed by a different"
        " account."
    ),
    _("You have confirmed %(email)s."),
)

WAGTAIL: Final = (
    _("%(model_name)s scheduled for publishing"),
    _("%(model_name)s scheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s unscheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s unscheduled from publishing"),
    _("Anyone"),
    _("Anyone can edit this %(model_name)s"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Autosave is <span>paused</span>"),
    _("Available in %(translations_total)s locales"),
    _("Cancelled by %(cancelled_by)s"),
    _("Edit this %(object)s"),
    _("Home"),
    _("Live"),
    _("Locale"),
    _("Locale: "),
    _("Locked by"),
    _(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for'
        " more information on how content metrics are calculated."
    ),
    _("Select all snippets in listing"),
    _("Settings"),
    _("Switch locales"),
    _("The setting could not be saved due to errors."),
    _("This data explained"),
    _("Unlocked"),
    _("live"),
    _("live + draft"),
    _("live + in moderation"),
    _("live + scheduled"),
    _("locale"),
)

COUNTED: Final = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    ngettext_lazy("Used %(usage_count)s time", "Used %(usage_count)s times"),
)
