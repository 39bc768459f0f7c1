"""Public pages: each puts story and thread together, and is the same for everybody."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiwar.discussion import access as discussion_access
from hiwar.discussion import selectors as discussion
from hiwar.kernel.errors import NotFound
from hiwar.kernel.kept import Made, kept
from hiwar.newsroom import access, selectors, topics

from . import structured
from .discussed import ON_LISTS, UNDER_STORIES, list_discussed
from .public import answer, public


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send to the edition in the language that the browser prefers."""
    spoken = [language for language, _ in selectors.list_languages()]
    preferred = get_language_from_request(request)
    language = preferred if preferred in spoken else spoken[0]
    response = redirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "public, no-cache"
    return response


@public
def front(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    view = selectors.get_front(language=_language(), now=now)
    counts = discussion.count_comments(keys={t.thread_key for t in view.teasers})
    discussed = list_discussed(language=_language(), now=now)
    return answer(
        request,
        "pages/front.html",
        {"front": view, "counts": counts.by_key, "discussed": discussed.stories},
        shows=[*view.changes, *counts.changes, *discussed.changes],
        valid_until=now + ON_LISTS,
    )


@public
def article(request: HttpRequest, published_on: date, slug: str) -> HttpResponse:
    """A story with its discussion. An old address leads to the newest one."""
    now = timezone.now()
    try:
        view = find_article(_language(), published_on, slug, now)
    except access.ArticleMoved as moved:
        response = redirect(moved.path, permanent=True)
        response["Cache-Control"] = "public, no-cache"
        return response
    masthead = selectors.get_masthead(language=_language())
    thread = discussion.get_thread_view(
        thread=discussion_access.thread_to_read(key=view.thread_key),
        order=request.GET.get("order", ""),
        page=request.GET.get("page", ""),
        now=now,
    )
    discussed = list_discussed(language=_language(), now=now)
    return answer(
        request,
        "pages/article.html",
        {
            "article": view,
            "thread": thread,
            "answering": _find_answered(request, thread),
            "discussed": discussed.stories,
            "masthead": masthead,
            "structured": structured.news_article(view, thread, masthead),
            "section_path": view.section.path,
        },
        shows=[*view.changes, *thread.changes, *discussed.changes],
        valid_until=_first(now + UNDER_STORIES, ahead(thread.closes_at, now)),
    )


def find_article(
    language: str, published_on: date, slug: str, now: datetime
) -> selectors.ArticleView:
    """Return a published article; refuses as `access.article_to_read` does."""

    def make() -> Made:
        found = access.article_to_read(
            language=language, published_on=published_on, slug=slug, now=now
        )
        view = selectors.get_article_view(article=found, now=now)
        return Made(view, [topics.PAPER, *view.changes], view.expires_at)

    return kept(("article", language, published_on, slug), make)


def _find_answered(request: HttpRequest, thread: Any) -> Any:
    """Return the comment that `?reply=` names, for the composer without a script."""
    try:
        comment_id = int(request.GET.get("reply", ""))
        comment = discussion_access.comment_to_read(comment_id=comment_id)
    except (ValueError, NotFound):
        return None
    if comment.thread_id != thread.id:
        return None
    return discussion.get_comment_view(comment=comment)


@public
def replies(request: HttpRequest, comment_id: int) -> HttpResponse:
    """All replies to a first comment, when they are too many for its story's page."""
    now = timezone.now()
    root = discussion_access.first_comment_to_read(comment_id=comment_id)
    view = discussion.get_replies_view(
        root=root, page=request.GET.get("page", ""), now=now
    )
    story = selectors.find_article_of_thread(
        key=root.thread.key, language=_language(), now=now
    )
    if story is None:
        raise NotFound
    return answer(
        request,
        "pages/replies.html",
        {"view": view, "story": story},
        shows=[*view.thread.changes, f"article:{story.id}"],
        valid_until=ahead(view.thread.closes_at, now),
    )


@require_safe
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Send to the page on which a comment stands, and to the comment there."""
    comment = discussion_access.comment_to_read(comment_id=comment_id)
    language = comment.language
    story = selectors.find_article_of_thread(
        key=comment.thread.key, language=language, now=timezone.now()
    )
    if story is None:
        raise NotFound
    page = discussion.page_of(comment=comment)
    query = f"?page={page}" if page else ""
    response = HttpResponseRedirect(f"{story.path}{query}#comment-{comment.pk}")
    response["Cache-Control"] = "public, no-cache"
    return response


@public
def section(request: HttpRequest, slug: str) -> HttpResponse:
    found = access.section_to_read(language=_language(), slug=slug)
    return _listing(request, found, selectors.list_section, "section")


@public
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = access.topic_to_read(language=_language(), slug=slug)
    return _listing(request, found, selectors.list_topic, "topic")


@public
def byline(request: HttpRequest, slug: str) -> HttpResponse:
    found = access.byline_to_read(language=_language(), slug=slug)
    return _listing(request, found, selectors.list_byline, "byline")


def _listing(request: HttpRequest, term: Any, select: Any, kind: str) -> HttpResponse:
    now = timezone.now()
    before = request.GET.get("before", "")
    listing = select(**{kind: term}, before=before, now=now)
    counts = discussion.count_comments(keys={t.thread_key for t in listing.teasers})
    discussed = list_discussed(language=_language(), now=now)
    return answer(
        request,
        "pages/listing.html",
        {
            "kind": kind,
            "term": selectors.get_term_view(term=term),
            "listing": listing,
            "before": before,
            "counts": counts.by_key,
            "discussed": discussed.stories,
        },
        shows=[*listing.changes, *counts.changes, *discussed.changes],
        valid_until=now + ON_LISTS,
    )


@public
def standing(request: HttpRequest, slug: str) -> HttpResponse:
    page = access.standing_page_to_read(language=_language(), slug=slug)
    view = selectors.get_standing_page_view(page=page)
    return answer(
        request, "pages/standing.html", {"standing": view}, shows=view.changes
    )


@require_safe
@never_cache
def me(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, for the corner of pages that are the same for everybody."""
    reader = request.user
    if not reader.is_authenticated:
        return JsonResponse({"reader": None})
    avatar = reader.avatar.url if reader.avatar else static("pages/icons/reader.svg")
    return JsonResponse({"reader": {"name": reader.name, "avatar": avatar}})


@public
def robots(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        "pages/robots.txt",
        {
            "sitemap": settings.ORIGIN + reverse("sitemap"),
            "news": settings.ORIGIN + reverse("sitemap-news"),
        },
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    response = redirect(static("pages/icons/favicon.png"), permanent=True)
    response["Cache-Control"] = "public, max-age=86400"
    return response


def ahead(moment: datetime | None, now: datetime) -> datetime | None:
    """Return `moment` unless it has passed."""
    return moment if moment and moment > now else None


def _first(*moments: datetime | None) -> datetime | None:
    return min(filter(None, moments), default=None)


def _language() -> str:
    return get_language() or ""
