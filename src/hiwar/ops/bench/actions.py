"""What is written by the product's own actions: one day, and the long discussions."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from hiwar import ops
from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Guest, Reader
from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Thread
from hiwar.newsroom import actions as newsroom
from hiwar.newsroom.models import Article, Photo
from hiwar.ops import staff

from . import words

LANGUAGE: Final = "en"
# What a bench paper is known by. No editor would call theirs so.
NAME: Final = "Made up for measuring"
PICTURES: Final = ("boats.jpg", "market.jpg")
COMMENTS_AT_ONCE: Final = 5_000


@transaction.atomic
def found(*, now: datetime) -> None:
    """Found the paper, with its people and its pictures."""
    newsroom.found_paper(
        founding=newsroom.Founding(
            names={LANGUAGE: NAME},
            sections=[{LANGUAGE: name} for name in words.SECTIONS],
        )
    )
    staff.hire(name="Editor", role=Role.EDITOR, now=now)
    for number in range(words.READERS):
        accounts.import_reader(name=f"reader.number.{number}", joined_at=now)
    for number in range(words.GUESTS):
        accounts.welcome_guest(name=f"Guest {number}", now=now)
    for name in PICTURES:
        content = (Path(ops.__file__).parent / "demo" / "files" / name).read_bytes()
        photo = newsroom.import_photo(
            title=name, file=ContentFile(content, name=name), credit="The bench"
        )
        newsroom.make_renditions(photo=photo, kinds=["story", "teaser"])


@transaction.atomic
def write_first_day(*, articles: int, comments: int, now: datetime) -> None:
    """Write the day that all the others repeat."""
    shares = words.shares(comments, among=articles)
    for number, share in enumerate(shares):
        told = words.story(number, day=words.FIRST_DAY)
        article = _import(told, number, now)
        if share:
            write_comments(article=article, number=share)


@transaction.atomic
def write_discussion(*, number: int, now: datetime) -> None:
    """Write the story `discussion-of-N`, with a discussion of exactly N comments."""
    told = words.story(number, day=words.DAY_OF_DISCUSSIONS, paragraphs=12)
    told["slug"] = slug_of_discussion(number)
    write_comments(article=_import(told, number, now), number=number)


def slug_of_discussion(number: int) -> str:
    return f"discussion-of-{number}"


@transaction.atomic
def write_comments(*, article: Article, number: int) -> None:
    """Write so many comments on `article`, in steps that memory can hold."""
    thread = Thread.objects.get(key=f"article:{article.pk}")
    people = _People()
    moment = article.first_published_at
    assert moment is not None
    said = list(words.remarks(number, of=article.headline, since=moment))
    ids: dict[str, int] = {}
    for begin in range(0, number, COMMENTS_AT_ONCE):
        part = range(begin, min(begin + COMMENTS_AT_ONCE, number))
        entries = [_entry(place, said, people) for place in part]
        ids |= discussion.import_comments(thread=thread, entries=entries, ids=ids)


class _People:
    """The numbers that the readers and guests have here."""

    def __init__(self) -> None:
        readers = Reader.objects.filter(name__startswith="reader.number.")
        self.readers = list(readers.order_by("id").values_list("pk", flat=True))
        guests = Guest.objects.order_by("id").values_list("pk", "name")
        self.guests = list(guests[: words.GUESTS])


def _entry(
    place: int, said: Sequence[words.Remark], people: _People
) -> discussion.ImportedComment:
    remark = said[place]
    guest_id, guest_name = (
        (None, "") if remark.guest is None else people.guests[remark.guest]
    )
    return discussion.ImportedComment(
        key=str(place),
        parent_key=None if remark.parent is None else str(remark.parent),
        reader_id=None if remark.reader is None else people.readers[remark.reader],
        guest_id=guest_id,
        guest_name=guest_name,
        text=remark.text,
        language=LANGUAGE,
        posted_at=remark.posted_at,
    )


def _import(told: dict, number: int, now: datetime) -> Article:
    photos = Photo.objects.order_by("id")
    photo = photos[number % len(PICTURES)]
    entry = newsroom.ArchivedArticle(
        story=None,
        language=LANGUAGE,
        photo=photo,
        photo_alt="What is to be seen",
        photo_caption="A picture that many stories share",
        photo_credit="The bench",
        **told,
    )
    return newsroom.import_article(entry=entry, now=now)
