"""In the desk: the transparency report with moderators, and what is given to the EU."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiwar.moderation import access, export_files, periods, report_files, selectors
from hiwar.moderation.figures import Period, Report
from hiwar.newsroom.selectors import get_paper

CSV: Final = "text/csv; charset=utf-8"


@require_safe
@never_cache
def desk_report(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period; to who leads moderators, also of each of them."""
    now = timezone.now()
    reader = access.moderator(request.user)
    leads = access.leads_moderators(reader)
    period = _period(request, now)
    return render(
        request,
        "moderation/desk_report.html",
        {
            "report": selectors.get_report(period=period, with_moderators=leads),
            "with_moderators": leads,
            "statements": selectors.count_for_database(period=period, now=now),
            "presets": periods.list_presets(today=_today(now)),
            "today": _today(now),
            "page_title": _("Transparency report"),
            "header_icon": "doc-full-inverse",
        },
    )


@require_safe
@never_cache
def desk_report_csv(request: HttpRequest) -> HttpResponse:
    found = _report(request)
    response = HttpResponse(report_files.report_csv(found), content_type=CSV)
    return _named(response, found.period, "moderation", "csv")


@require_safe
@never_cache
def desk_report_json(request: HttpRequest) -> HttpResponse:
    found = _report(request)
    response = JsonResponse(
        report_files.report_json(found), json_dumps_params={"ensure_ascii": False}
    )
    return _named(response, found.period, "moderation", "json")


@require_safe
@never_cache
def desk_statements(request: HttpRequest) -> HttpResponse:
    """Hand over the statements of a period for the Transparency Database, as a ZIP."""
    access.lead(request.user)
    now = timezone.now()
    period = _period(request, now)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        batches = selectors.list_for_database(period=period, now=now)
        for name, text in export_files.written(batches, period=period):
            archive.writestr(name, text)
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    return _named(response, period, "statements", "zip")


def _report(request: HttpRequest) -> Report:
    reader = access.moderator(request.user)
    return selectors.get_report(
        period=_period(request, timezone.now()),
        with_moderators=access.leads_moderators(reader),
    )


def _period(request: HttpRequest, now: datetime) -> Period:
    return periods.chosen(
        first=request.GET.get("from", ""),
        last=request.GET.get("to", ""),
        zone=_zone(),
        today=_today(now),
    )


def _named(
    response: HttpResponse, period: Period, what: str, ending: str
) -> HttpResponse:
    name = f"{what}-{period.first}-{period.last}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _zone() -> ZoneInfo:
    return ZoneInfo(get_paper().time_zone)


def _today(now: datetime) -> date:
    return now.astimezone(_zone()).date()
