"""The desk's screen for people: who works for the paper, and who is invited to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    NotificationsSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.users.models import UserProfile

from hiwar.kernel.errors import Refusal

from . import access, actions, forms, selectors
from .models import Reader


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    access.check_may_manage_people(_reader(request))
    return _show_people(
        request, forms.Invitation(initial={"language": _reader(request).language})
    )


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    access.check_may_manage_people(_reader(request))
    form = forms.Invitation(request.POST)
    if not form.is_valid():
        return _show_people(request, form, status=422)
    try:
        reader = actions.invite(**form.cleaned_data, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show_people(request, form, status=refusal.status)
    messages.success(
        request, _("%(name)s has been sent an invitation.") % {"name": reader.name}
    )
    return redirect("hiwar_people")


@require_POST
def set_role(request: HttpRequest, uuid: UUID) -> HttpResponse:
    access.check_may_manage_people(_reader(request))
    reader = access.reader_to_manage(uuid=uuid)
    form = forms.RoleChoice(request.POST)
    if form.is_valid():
        _say(request, actions.set_role, reader=reader, role=form.cleaned_data["role"])
    return redirect("hiwar_people")


@require_POST
def deactivate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    access.check_may_manage_people(_reader(request))
    reader = access.reader_to_manage(uuid=uuid)
    _say(request, actions.deactivate_reader, reader=reader)
    return redirect("hiwar_people")


@require_POST
def reactivate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    access.check_may_manage_people(_reader(request))
    reader = access.reader_to_manage(uuid=uuid)
    _say(request, actions.reactivate_reader, reader=reader)
    return redirect("hiwar_people")


class Account(AccountView):
    """Wagtail's account page with what is Wagtail's alone.

    Name, address, picture, language and password are changed on the reader's own page.
    """

    def get_panels(self) -> list:
        profile = UserProfile.get_for_user(self.request.user)
        panels = [
            panel(self.request, self.request.user, profile)
            for panel in (NotificationsSettingsPanel, ThemeSettingsPanel)
        ]
        return [panel for panel in panels if panel.is_active()]


account = never_cache(require_admin_access(Account.as_view()))


def _say(request: HttpRequest, action, **arguments: object) -> None:
    """Do `action` and say what came of it on the next page."""
    try:
        action(**arguments)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The change has been saved."))


def _show_people(
    request: HttpRequest, form: forms.Invitation, *, status: int = 200
) -> HttpResponse:
    context = {
        "people": [
            (person, forms.RoleChoice(initial={"role": next(iter(person.roles), "")}))
            for person in selectors.list_people()
        ],
        "form": form,
        "page_title": _("People"),
        "header_icon": "group",
    }
    return render(request, "accounts/desk/people.html", context, status=status)


def _reader(request: HttpRequest) -> Reader:
    assert isinstance(request.user, Reader)
    return request.user
