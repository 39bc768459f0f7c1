"""A reader's own pages, and the page behind a sign-in link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from hiwar.kernel import http
from hiwar.kernel.errors import NotAllowed, Refusal, TooSoon

from . import actions, forms, leaving, selectors
from .models import Reader

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    return _show_profile(request)


@never_cache
@login_required
@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    form = forms.Name(request.POST)
    if not form.is_valid():
        return _show_profile(request, name_form=form, status=422)
    try:
        actions.rename_reader(
            reader=_reader(request), name=form.cleaned_data["name"], now=timezone.now()
        )
    except Refusal as refusal:
        return _refuse(request, refusal, form, "name", name_form=form)
    messages.success(request, _("Your name has been changed."))
    return redirect("accounts:profile")


@never_cache
@login_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    form = forms.Language(request.POST)
    if not form.is_valid():
        return _show_profile(request, language_form=form, status=422)
    language = form.cleaned_data["language"]
    actions.set_language(reader=_reader(request), language=language)
    with translation.override(language):
        messages.success(request, _("From now on we write to you in this language."))
        return redirect("accounts:profile")


@never_cache
@login_required
@require_POST
def set_avatar(request: HttpRequest) -> HttpResponse:
    form = forms.Picture(request.POST, request.FILES)
    if not form.is_valid():
        return _show_profile(request, picture_form=form, status=422)
    try:
        actions.set_avatar(reader=_reader(request), upload=form.cleaned_data["picture"])
    except Refusal as refusal:
        return _refuse(request, refusal, form, "picture", picture_form=form)
    messages.success(request, _("Your picture has been saved."))
    return redirect("accounts:profile")


@never_cache
@login_required
@require_POST
def remove_avatar(request: HttpRequest) -> HttpResponse:
    actions.remove_avatar(reader=_reader(request))
    messages.success(request, _("Your picture has been removed."))
    return redirect("accounts:profile")


@never_cache
@login_required
@require_POST
def send_leaving_code(request: HttpRequest) -> HttpResponse:
    """Mail the code that is asked for before an account is deleted."""
    reader = _reader(request)
    try:
        leaving.send_code(reader=reader, session=request.session, now=timezone.now())
    except TooSoon as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:leave")


@never_cache
@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """Say what goes with an account; delete it for whoever types the code."""
    if request.method != "POST":
        return _show_leaving(request, forms.LeavingCode())
    reader, now = _reader(request), timezone.now()
    form = forms.LeavingCode(request.POST)
    if not form.is_valid():
        return _show_leaving(request, form, status=422)
    try:
        leaving.check_code(
            session=request.session, typed=form.cleaned_data["code"], now=now
        )
        actions.erase_reader(reader=reader, now=now)
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return _show_leaving(request, form, status=refusal.status)
    logout(request)
    return render(request, "accounts/left.html")


@sensitive_variables("token")
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it uses the link up, so that no preview can."""
    if request.method == "POST":
        return _use_link(request, token)
    link = selectors.find_sign_in_link(token=token, now=timezone.now())
    if link is None:
        return _show_link(request, status=actions.LinkDead.status)
    return _show_link(request, link=link, status=200)


@never_cache
def desk_sign_in(request: HttpRequest) -> HttpResponse:
    """Send whoever knocks at the desk to the one place where people sign in.

    Someone who is signed in and comes here may not enter: they are told so, instead
    of being sent to and fro.
    """
    wanted = http.safe_path(
        request.GET.get(REDIRECT_FIELD_NAME), default=reverse("wagtailadmin_home")
    )
    if not request.user.is_authenticated:
        query = urlencode({REDIRECT_FIELD_NAME: wanted})
        return redirect(f"{reverse('account_login')}?{query}")
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise NotAllowed
    return redirect(wanted)


def _reader(request: HttpRequest) -> Reader:
    assert isinstance(request.user, Reader)
    return request.user


def too_many(request: HttpRequest) -> HttpResponse:
    """Refuse on behalf of django-allauth, whose limits all count by the minute."""
    raise TooSoon(retry_after=60)


def _use_link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        reader = actions.use_sign_in_link(token=token, now=timezone.now())
    except actions.LinkDead as dead:
        return _show_link(request, status=dead.status)
    # Django gives the session a new key here, and empties it if it was another's.
    login(request, reader, backend=_BACKEND)
    if reader.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _show_link(request: HttpRequest, *, status: int, **context: object) -> HttpResponse:
    response = render(request, "accounts/sign_in_link.html", context, status=status)
    # The address is a secret: links that lead away from here must not tell it.
    response["Referrer-Policy"] = "same-origin"
    return response


def _show_leaving(
    request: HttpRequest, form: forms.LeavingCode, *, status: int = 200
) -> HttpResponse:
    reader = _reader(request)
    context = {
        "reader": reader,
        "form": form,
        "has_code": leaving.has_code(session=request.session, now=timezone.now()),
    }
    return render(request, "accounts/leave.html", context, status=status)


def _refuse(
    request: HttpRequest, refusal: Refusal, form: Form, field: str, **shown: Form
) -> HttpResponse:
    form.add_error(field, str(refusal))
    response = _show_profile(request, status=refusal.status, **shown)
    if isinstance(refusal, TooSoon):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _show_profile(
    request: HttpRequest, *, status: int = 200, **bound: Form
) -> HttpResponse:
    reader = _reader(request)
    context = {
        "reader": reader,
        "avatar": selectors.avatar_url(reader),
        "name_form": forms.Name(initial={"name": reader.name}),
        "language_form": forms.Language(
            initial={"language": reader.language or translation.get_language()}
        ),
        "picture_form": forms.Picture(),
        # A refused form is answered from an address that shows nothing by itself.
        "same_page": reverse("accounts:profile"),
    }
    return render(request, "accounts/profile.html", context | bound, status=status)
