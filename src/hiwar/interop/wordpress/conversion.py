"""A WordPress file as lines of an archive, and a tally of all that was in it.

What WordPress shows to everybody comes along: published posts that are not yet to
come, their approved comments, and comments that wait for review. A page comes only
if it is discussed, as an article: the archive format knows no pages.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hiwar.interop.archive import entries, parsing, writing
from hiwar.interop.archive.refusals import BadLine

from . import wxr
from .content import to_parts
from .discussions import Discussion
from .media import Media
from .moments import moment_of, moment_of_feed
from .plain import name, plain, shortened, slug
from .report import Tally
from .runs import Look, to_html
from .wxr import Channel, Item

_NOT_IN_LOGINS: Final = re.compile(r"[<>]")
UNCATEGORIZED: Final = "uncategorized"
_LEFT_OUT: Final = {
    "draft": "posts_draft",
    "pending": "posts_draft",
    "auto-draft": "posts_draft",
    "future": "posts_scheduled",
    "private": "posts_private",
    "trash": "posts_trash",
}
_ITEMS: Final = {"attachment": "attachments", "nav_menu_item": "menu_items"}
LONGEST_ORIGIN: Final = 120


@dataclass(kw_only=True)
class Conversion:
    """What is known while a file is read; `language` is that of its posts."""

    zone: tzinfo
    now: datetime
    language: str = ""
    media: Media = field(default_factory=Media)
    tally: Tally = field(default_factory=Tally)
    channel: Channel = field(default_factory=Channel)
    discussion: Discussion = field(init=False)
    # Which addresses are taken: (day, slug).
    addresses: set[tuple[str, str]] = field(default_factory=set)

    @property
    def origin(self) -> str:
        """Return what tells the ids of this blog from those of others."""
        parts = urlsplit(self.channel.link)
        origin = f"{parts.netloc}{parts.path}".strip("/") or "wordpress"
        if len(origin) > LONGEST_ORIGIN:
            return hashlib.sha256(origin.encode()).hexdigest()
        return origin


def convert(path: Path, conversion: Conversion) -> Iterator[str]:
    """Yield the lines of the archive that says what the file at `path` says.

    Raises WxrRefused, also for a language that the paper does not have.
    """
    if conversion.media.folder is not None:
        for item in wxr.read(path):
            if isinstance(item, Item):
                conversion.media.learn(item)
    for thing in wxr.read(path):
        if isinstance(thing, Channel):
            yield _begin(thing, conversion)
        else:
            yield from _item(thing, conversion)
    tally = conversion.tally
    tally.count("pictures", len(conversion.media.found))
    tally.count("pictures_missing", len(conversion.media.missing))


def _begin(channel: Channel, conversion: Conversion) -> str:
    conversion.channel = channel
    conversion.language = _language(channel, conversion.language)
    with translation.override(conversion.language):
        anonymous = _("Anonymous")
    conversion.discussion = Discussion(
        origin=conversion.origin,
        base=channel.link,
        zone=conversion.zone,
        tally=conversion.tally,
        anonymous=anonymous,
    )
    header = entries.Header(
        time_zone=str(conversion.zone), languages=[conversion.language]
    )
    return writing.line(header, conversion.zone)


def _language(channel: Channel, wanted: str) -> str:
    """Return the language of the posts: what was asked for, or what the file says."""
    spoken = [code for code, _name in settings.LANGUAGES]
    said = channel.language.lower().replace("_", "-")
    for code in (wanted, said, said.split("-")[0]) if not wanted else (wanted,):
        if code in spoken:
            return code
    raise wxr.WxrRefused(
        _("The language “%(code)s” is none of the paper's: say one with --language."),
        code=wanted or channel.language,
    )


def _item(item: Item, conversion: Conversion) -> Iterator[str]:
    kind = item.get("wp:post_type") or "post"
    if kind not in {"post", "page"}:
        conversion.tally.count(_ITEMS.get(kind, "other_items"))
        return
    published_at = _published_at(item, conversion)
    reason = _why_left_out(item, kind, published_at, conversion)
    article = None
    if published_at and not reason:
        article = _article(item, published_at, conversion)
    if article is None:
        conversion.tally.count(reason or "posts_untaken")
        conversion.discussion.leave_out(item)
        return
    conversion.tally.count("articles" if kind == "post" else "pages_with_comments")
    yield writing.line(article, conversion.zone)
    yield from conversion.discussion.lines(item, article)


def _why_left_out(
    item: Item, kind: str, published_at: datetime | None, conversion: Conversion
) -> str:
    """Return under which name a post is counted that does not come along."""
    status = item.get("wp:status")
    if status != "publish":
        return _LEFT_OUT.get(status, "other_items")
    if item.get("wp:post_password"):
        return "posts_protected"
    if kind == "page" and not conversion.discussion.is_read(item):
        return "pages"
    is_to_come = published_at is not None and published_at > conversion.now
    return "posts_scheduled" if is_to_come else ""


def _published_at(item: Item, conversion: Conversion) -> datetime | None:
    found = moment_of(
        item.get("wp:post_date_gmt"), item.get("wp:post_date"), zone=conversion.zone
    )
    return found or moment_of_feed(item.get("pubDate"))


def _updated_at(item: Item, published_at: datetime, zone: tzinfo) -> datetime | None:
    changed_at = moment_of(
        item.get("wp:post_modified_gmt"), item.get("wp:post_modified"), zone=zone
    )
    return changed_at if changed_at and changed_at > published_at else None


def _article(
    item: Item, published_at: datetime, conversion: Conversion
) -> entries.Article | None:
    """Return the article that says what a post says; None if no archive can hold it."""
    pictures = conversion.media.of_post(item.get("wp:post_id"))
    body = to_parts(
        item.get("content:encoded"), base=conversion.channel.link, pictures=pictures
    )
    headline = plain(item.get("title"))
    if len(headline) > parsing.LONGEST_HEADLINE:
        body.insert(0, {"kind": "paragraph", "text": to_html([(headline, Look())])})
        headline = shortened(headline, parsing.LONGEST_HEADLINE)
        conversion.tally.count("headlines_shortened")
    if not headline:
        conversion.tally.count("untitled")
    section, topics = _terms(item, conversion.language)
    given = f"{conversion.origin}/post/{item.get('wp:post_id')}"
    article = entries.Article(
        id=given,
        story=given,
        language=conversion.language,
        section=section,
        headline=headline,
        standfirst=plain(item.get("excerpt:encoded")),
        slug=_free_slug(item, headline, published_at, conversion),
        published_at=published_at,
        updated_at=_updated_at(item, published_at, conversion.zone),
        bylines=_bylines(item, conversion.channel),
        agency="",
        topics=topics,
        photo=_lead(item, conversion.media),
        body=body,
        comments="open" if item.get("wp:comment_status") != "closed" else "closed",
    )
    try:
        parsing.parse_line(writing.line(article, conversion.zone))
    except BadLine:
        return None
    return article


def _free_slug(
    item: Item, headline: str, published_at: datetime, conversion: Conversion
) -> str:
    wanted = slug(item.get("wp:post_name"), headline)
    day = published_at.astimezone(conversion.zone).date().isoformat()
    free = wanted
    if (day, free) in conversion.addresses:
        number = f"-{item.get('wp:post_id')}"
        free = wanted[: parsing.LONGEST_SLUG - len(number)] + number
    conversion.addresses.add((day, free))
    return free


def _terms(item: Item, language: str) -> tuple[str, list[str]]:
    """Return the section, and the topics: an article has but one section.

    The first category is the section, `Uncategorized` only where there is no other;
    further ones are topics, before the tags.
    """
    categories = _named(item, {"category"})
    tags = _named(item, {"post_tag", "tag"})
    proper = [c for c in categories if c.lower() != UNCATEGORIZED] or categories
    if not proper:
        with translation.override(language):
            proper = [_("News")]
    topics = dict.fromkeys([*proper[1:], *tags])
    topics.pop(proper[0], None)
    return proper[0], list(topics)


def _named(item: Item, domains: set[str]) -> list[str]:
    names = (name(term) for domain, term in item.categories if domain in domains)
    return list(dict.fromkeys(filter(None, names)))


def _bylines(item: Item, channel: Channel) -> list[str]:
    login = _NOT_IN_LOGINS.sub("", item.get("dc:creator")).strip()
    byline = name(channel.authors.get(login, login))
    return [byline] if byline else []


def _lead(item: Item, media: Media) -> entries.Picture | None:
    number = item.metas.get("_thumbnail_id", "")
    attachment = media.attachments.get(number)
    file = media.find(attachment.address, number) if attachment else None
    if file is None or attachment is None:
        return None
    caption = plain(attachment.caption)
    return {"file": file, "alt": attachment.alt, "caption": caption, "credit": ""}
