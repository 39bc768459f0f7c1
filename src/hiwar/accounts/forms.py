"""The shape of what readers type: allauth's forms in our dress, and our own.

Who may do what is not asked here. What a rule says no to comes back as the error of
the field that it is about.
"""

from collections.abc import Callable

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import Refusal
from hiwar.kernel.forms import StrictForm
from hiwar.kernel.languages import own_name

from . import actions, names
from .roles import Role

# What is always written from left to right, whatever the page's direction.
_LEFT_TO_RIGHT = (forms.EmailInput, forms.PasswordInput)


def _languages() -> list[tuple[str, str]]:
    """Return the languages that we write in, each by its own name for itself."""
    codes = dict(settings.LANGUAGES)
    return [(code, own_name(code)) for code in codes]


def _what_passwords_need() -> str:
    return " ".join(password_validators_help_texts())


class LanguageSelect(forms.Select):
    """A choice among languages, each named in itself and marked as what it is."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"lang": str(value), "dir": "auto"}
        return option


what_passwords_need = lazy(_what_passwords_need, str)


def cleaned(rule: Callable[[], str]) -> str:
    """Return what `rule` does, its refusal as the error of a field."""
    try:
        return rule()
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal), code=refusal.code) from refusal


class Dressed(StrictForm):
    """A form whose labels say it all: no placeholders, addresses in their direction."""

    labels: dict = {}
    # Where to go on to, and the name of a button.
    beside = frozenset({REDIRECT_FIELD_NAME, "action_add"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget
            widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField) or isinstance(
                widget, _LEFT_TO_RIGHT
            ):
                widget.attrs["dir"] = "ltr"
            if name in self.labels:
                field.label = self.labels[name]


class SignIn(Dressed, allauth.LoginForm):
    labels = {
        "login": _("E-mail"),
        "remember": _("Keep me signed in on this device"),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The page has this link itself.
        self.fields["password"].help_text = ""


class SignUp(Dressed, allauth.SignupForm):
    labels = {"email": _("E-mail")}
    field_order = ["email", "name", "password1"]

    name = forms.CharField(
        label=_("Name shown with your comments"),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
        strip=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We send a code to it. It is never shown.")
        self.fields["password1"].help_text = _sentences(
            what_passwords_need(),
            _("It may stay empty: then you sign in with codes that we mail you."),
        )

    def clean_name(self) -> str:
        return cleaned(lambda: names.reader_name(self.cleaned_data["name"]))

    def try_save(self, request):
        """Create the reader; tell nobody but the owner of an address that it is taken.

        A taken address takes the same way and the same time as a free one.
        """
        try:
            reader = actions.create_reader(
                name=self.cleaned_data["name"],
                email=self.cleaned_data["email"],
                password=self.cleaned_data.get("password1") or None,
                language=get_language() or settings.LANGUAGE_CODE,
                now=timezone.now(),
            )
        except actions.EmailTaken:
            self.account_already_exists = True
            return super().try_save(request)
        return reader, None


class RequestLoginCode(Dressed, allauth.RequestLoginCodeForm):
    labels = {"email": _("E-mail")}


class ResetPassword(Dressed, allauth.ResetPasswordForm):
    labels = {"email": _("E-mail")}


class _Code(Dressed):
    labels = {"code": _("Code")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(
            {"dir": "ltr", "autocapitalize": "characters", "spellcheck": "false"}
        )


class ConfirmLoginCode(_Code, allauth.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCode(_Code, allauth.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCode(_Code, allauth.ConfirmPasswordResetCodeForm):
    pass


class LeavingCode(_Code):
    """The code that was mailed to whoever wants the account deleted."""

    code = forms.CharField(
        label=_("Code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class _NewPassword(Dressed):
    """The new password is typed once: whoever mistypes it can sign in with a code."""

    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
    }
    password2 = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].help_text = what_passwords_need()
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].help_text = ""


class ChangePassword(_NewPassword, allauth.ChangePasswordForm):
    pass


class SetPassword(_NewPassword, allauth.SetPasswordForm):
    pass


class ResetPasswordKey(_NewPassword, allauth.ResetPasswordKeyForm):
    pass


class Reauthenticate(Dressed, allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangeAddress(Dressed, allauth.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class Name(StrictForm):
    name = forms.CharField(
        label=_("Name shown with your comments"),
        help_text=_("Older comments show the new name too."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
        strip=False,
    )


class Language(StrictForm):
    language = forms.ChoiceField(
        label=_("Language of the mails you get"),
        choices=_languages,
        widget=LanguageSelect,
    )


class Picture(StrictForm):
    picture = forms.FileField(
        label=_("Choose a picture"),
        help_text=_("JPEG, PNG, WebP or GIF, up to 8 MB. It is shown round and small."),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}
        ),
    )


class Invitation(StrictForm):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Whoever has an account with this address keeps the name it has."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        strip=False,
    )
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role)
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=_languages,
        widget=LanguageSelect,
    )


class RoleChoice(StrictForm):
    role = forms.TypedChoiceField(
        label=_("Role"),
        choices=[*Role.choices, ("", _("none"))],
        coerce=Role,
        empty_value=None,
        required=False,
    )


def _sentences(*sentences: object) -> str:
    return " ".join(map(str, sentences))
