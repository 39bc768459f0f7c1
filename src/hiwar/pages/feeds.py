"""Atom and RSS: the newest of an edition, of a section, of a discussion.

Django's writers escape what they write; what XML cannot hold at all is taken out first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hiwar.discussion import access as discussion_access
from hiwar.discussion import selectors as threads
from hiwar.newsroom import access, selectors, topics

from .public import printable, public, publish

WRITERS: dict[str, type[Any]] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
LONGEST = 50


@dataclass(frozen=True, kw_only=True)
class Entry:
    title: str
    path: str
    html: str
    authors: str
    published_at: datetime
    updated_at: datetime


@public
def edition(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest stories of the paper in this language."""
    masthead = selectors.get_masthead(language=_language())
    return _stories(request, kind, title=masthead.name, path=reverse("pages:front"))


@public
def section(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The newest stories of one section."""
    found = access.section_to_read(language=_language(), slug=slug)
    masthead = selectors.get_masthead(language=_language())
    title = _("%(paper)s: %(section)s") % {
        "paper": masthead.name,
        "section": found.name,
    }
    return _stories(
        request,
        kind,
        title=title,
        path=reverse("pages:section", args=[slug]),
        section=found,
    )


def _stories(
    request: HttpRequest, kind: str, *, title: str, path: str, section: Any = None
) -> HttpResponse:
    teasers = selectors.list_newest(
        language=_language(), section=section, limit=LONGEST, now=timezone.now()
    )
    entries = [
        Entry(
            title=teaser.headline,
            path=teaser.path,
            html=escape(teaser.standfirst),
            authors=", ".join(teaser.bylines),
            published_at=teaser.published_at,
            updated_at=teaser.updated_at or teaser.published_at,
        )
        for teaser in teasers
    ]
    shows = [f"section:{section.pk}"] if section else [topics.front(_language())]
    return _answer(request, kind, title=title, path=path, entries=entries, shows=shows)


@public
def discussion(request: HttpRequest, published_on: date, slug: str) -> HttpResponse:
    """The newest comments under one story."""
    now = timezone.now()
    found = access.article_to_read(
        language=_language(), published_on=published_on, slug=slug, now=now
    )
    view = selectors.get_article_view(article=found, now=now)
    thread = discussion_access.thread_to_read(key=view.thread_key)
    entries = [
        Entry(
            title=_("%(name)s on “%(headline)s”")
            % {"name": comment.author.name, "headline": view.headline},
            path=reverse("permalink", args=[comment.id]),
            html=comment.html,
            authors=comment.author.name,
            published_at=comment.posted_at,
            updated_at=comment.posted_at,
        )
        for comment in threads.list_newest(thread=thread, limit=LONGEST)
    ]
    title = _("Comments on “%(headline)s”") % {"headline": view.headline}
    shows = [*view.changes, f"thread:{thread.pk}"]
    return _answer(
        request, "atom", title=title, path=view.path, entries=entries, shows=shows
    )


def _answer(
    request: HttpRequest,
    kind: str,
    *,
    title: str,
    path: str,
    entries: list[Entry],
    shows: list[str],
) -> HttpResponse:
    feed = WRITERS[kind](
        title=printable(title),
        link=settings.ORIGIN + path,
        description=printable(title),
        language=_language(),
        feed_url=settings.ORIGIN + request.path,
    )
    for entry in entries:
        feed.add_item(
            title=printable(entry.title),
            link=settings.ORIGIN + entry.path,
            description=printable(entry.html),
            author_name=printable(entry.authors) or None,
            unique_id=settings.ORIGIN + entry.path,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return publish(response, shows=shows)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
