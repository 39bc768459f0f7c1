"""Setting up a paper: the one screen of the newsroom outside the desk."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hiwar.kernel.errors import NotAllowed

from . import actions, forms, selectors


@login_required
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Ask for the paper's name, logo, languages, time zone and sections, once."""
    if not request.user.has_perm("newsroom.change_paper"):
        raise NotAllowed
    if selectors.get_paper().is_founded:
        return redirect("wagtailadmin_home")
    if request.method == "GET":
        return _show(request, forms.Founding(), HTTPStatus.OK)
    form = forms.Founding(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    cleaned = form.cleaned_data
    actions.found_paper(
        founding=actions.Founding(
            names={code: cleaned[f"name_{code}"] for code in cleaned["languages"]},
            sections=form.named_sections(),
            time_zone=cleaned["time_zone"],
            logo=cleaned["logo"],
        )
    )
    return redirect("wagtailadmin_home")


def _show(
    request: HttpRequest, form: forms.Founding, status: HTTPStatus
) -> HttpResponse:
    return render(request, "newsroom/found.html", {"form": form}, status=status)
