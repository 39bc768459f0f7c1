"""What search engines are told of a story: schema.org's NewsArticle as JSON-LD.

https://schema.org/NewsArticle, https://schema.org/Comment. Every address is whole.
"""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hiwar.discussion import selectors as discussion
from hiwar.kernel.text import markup
from hiwar.newsroom import selectors as newsroom

# What could end the script element or begin a comment in it.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def news_article(
    view: "newsroom.ArticleView",
    thread: "discussion.ThreadView",
    masthead: "newsroom.Masthead",
) -> SafeString:
    """Return the JSON-LD of a story and of the comments on this page of it."""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": view.headline,
        "description": view.standfirst,
        "url": _whole(view.path),
        "mainEntityOfPage": _whole(view.path),
        "inLanguage": view.language,
        "articleSection": view.section.name,
        "keywords": [topic.name for topic in view.topics],
        "datePublished": _iso(view.published_at),
        "dateModified": _iso(view.updated_at or view.published_at),
        "author": [
            {"@type": "Person", "name": byline.name, "url": _whole(byline.path)}
            for byline in view.bylines
        ]
        or [{"@type": "Organization", "name": view.agency or masthead.name}],
        "publisher": {"@type": "NewsMediaOrganization", "name": masthead.name},
        "commentCount": thread.number_of_comments,
        "comment": [
            entry for comment in thread.comments if (entry := _comment(comment))
        ],
    }
    if view.photo:
        document["image"] = [_whole(view.photo.largest)]
    if masthead.logo:
        document["publisher"]["logo"] = {
            "@type": "ImageObject",
            "url": _whole(masthead.logo.src),
        }
    return _escaped(
        {key: value for key, value in document.items() if value not in ("", [])}
    )


def _comment(comment: "discussion.CommentView") -> dict[str, Any] | None:
    """Return a shown comment with its shown replies; of a removed one its replies."""
    replies = [shown for reply in comment.replies if (shown := _comment(reply))]
    if comment.is_gone:
        return {"@type": "Comment", "comment": replies} if replies else None
    entry: dict[str, Any] = {
        "@type": "Comment",
        "author": {"@type": "Person", "name": comment.author.name},
        "text": markup.plain(comment.html),
        "dateCreated": _iso(comment.posted_at),
        "url": _whole(reverse("permalink", args=[comment.id])),
    }
    return {**entry, "comment": replies} if replies else entry


def _iso(value: Any) -> str:
    return value.isoformat(timespec="seconds")


def _whole(path: str) -> str:
    return path if "://" in path else settings.ORIGIN + path


def _escaped(document: dict[str, Any]) -> SafeString:
    text = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - no character of HTML is left in it
