"""The site's customs for each request, and refusals turned into answers."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hiwar.kernel import dates
from hiwar.kernel.errors import Refusal
from hiwar.kernel.kept import Made, kept
from hiwar.newsroom import selectors, topics

from . import errors

Answer = Callable[[HttpRequest], HttpResponse]


def site_time(get_response: Answer) -> Answer:
    """Write times and numbers as the paper's settings say, from here on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        customs = kept(("customs",), lambda: Made(_get_customs(), [topics.PAPER]))
        timezone.activate(customs.zone)
        dates.use(customs)
        return get_response(request)

    return middleware


def _get_customs() -> dates.Customs:
    paper = selectors.get_paper()
    zone = ZoneInfo(paper.time_zone)
    return dates.Customs(zone=zone, region=paper.region, digits=paper.digits)


def refusals(get_response: Answer) -> Answer:
    """Turn a refusal that no screen caught into an answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(
        request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return errors.refused(request, exception)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
