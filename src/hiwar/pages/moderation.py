"""How discussions are moderated, for everybody to see: rules, log, figures."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from hiwar.kernel import dates
from hiwar.moderation import periods, record, report_files, topics
from hiwar.moderation import selectors as moderation
from hiwar.moderation.figures import Period, Report
from hiwar.moderation.rules import RULES
from hiwar.newsroom import selectors

from .public import answer, public, publish

# How many removals stand on the first page.
LATEST: Final = 6
# Reports and notices are counted here, but not each of them is told of.
VALID_FOR: Final = timedelta(minutes=10)
A_DAY: Final = timedelta(days=1)
CSV: Final = "text/csv; charset=utf-8"


@public
def about(request: HttpRequest) -> HttpResponse:
    """The rules, who decides and how, and what it came to in twelve months."""
    now = timezone.now()
    zone = _zone()
    today = now.astimezone(zone).date()
    year = periods.twelve_months(today=today)
    period = Period(first=year.first, last=year.last, zone=zone)
    return answer(
        request,
        "pages/moderation.html",
        {
            "rules": [
                {"code": rule.code, "name": gettext(rule.name), "means": rule.sentence}
                for rule in RULES.values()
            ],
            "report": moderation.get_report(period=period),
            "months": _bars(moderation.list_months(period=period)),
            "moderators": moderation.count_moderators(),
            "head": record.head_of_day(today - A_DAY, zone=zone),
            "yesterday": today - A_DAY,
            "log": moderation.get_log(language=_language(), zone=zone, length=LATEST),
        },
        shows=[topics.OUTSIDE],
        valid_until=_valid_until(now),
    )


@public
def log(request: HttpRequest) -> HttpResponse:
    """Every removal, the newest first, without names and texts."""
    zone = _zone()
    page = request.GET.get("page", "")
    view = moderation.get_log(page=page, language=_language(), zone=zone)
    return answer(
        request,
        "pages/moderation_log.html",
        {"log": view},
        shows=[topics.OUTSIDE],
        valid_until=timezone.now() + VALID_FOR,
    )


@public
def report(request: HttpRequest) -> HttpResponse:
    """The transparency report of a period."""
    now = timezone.now()
    found = _report(request, now)
    context = {
        "report": found,
        "presets": periods.list_presets(today=_today(now)),
        "today": _today(now),
    }
    return answer(
        request,
        "pages/moderation_report.html",
        context,
        shows=[topics.OUTSIDE],
        valid_until=_valid_until(now),
    )


@public
def report_csv(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = _report(request, now)
    response = HttpResponse(report_files.report_csv(found), content_type=CSV)
    return _file(response, found, "csv", now)


@public
def report_json(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = _report(request, now)
    response = JsonResponse(
        report_files.report_json(found),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return _file(response, found, "json", now)


def _report(request: HttpRequest, now: datetime) -> Report:
    period = periods.chosen(
        first=request.GET.get("from", ""),
        last=request.GET.get("to", ""),
        zone=_zone(),
        today=_today(now),
    )
    return moderation.get_report(period=period)


def _file(
    response: HttpResponse, found: Report, ending: str, now: datetime
) -> HttpResponse:
    period = found.period
    name = f"moderation-{period.first}-{period.last}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return publish(response, shows=[topics.OUTSIDE], valid_until=_valid_until(now))


def _bars(months: tuple[tuple[date, int], ...]) -> list[dict[str, Any]]:
    """Return the months with how long each one's bar is, of a hundred."""
    most = max((number for _day, number in months), default=0)
    return [
        {
            "name": dates.month(day),
            "number": number,
            "length": round(100 * number / most) if most else 0,
        }
        for day, number in months
    ]


def _valid_until(now: datetime) -> datetime:
    """Return when the page is too old, or when another day begins."""
    tomorrow = datetime.combine(_today(now) + A_DAY, time(), _zone())
    return min(now + VALID_FOR, tomorrow)


def _zone() -> ZoneInfo:
    return ZoneInfo(selectors.get_paper().time_zone)


def _today(now: datetime) -> date:
    return now.astimezone(_zone()).date()


def _language() -> str:
    return get_language() or ""
