"""The ids that an export gives to what was made here, and finding it by them again.

They are made of random ids that the things have anyway, so that they stay the same,
are nobody else's, and need no row of their own. A comment has none: it is named by
its story and its number.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment
from hiwar.newsroom.models import Article

from .threads import ARTICLE, STORY

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_THING = re.compile(_UUID)
_ARTICLE = re.compile(rf"({_UUID})\.([a-z]{{2,3}}(?:-[a-z0-9]+)?)")
_COMMENT = re.compile(rf"({_UUID})\.(\d{{1,18}})")


def article_id(story: UUID, language: str) -> str:
    return f"{story}.{language}"


def comment_id(story: UUID, number: int) -> str:
    return f"{story}.{number}"


def find_readers(ids: Iterable[str]) -> dict[str, int]:
    """Return the readers that were made here and have these ids in exports."""
    return _find_by_uuid(Reader, ids)


def find_guests(keys: Iterable[str]) -> dict[str, int]:
    return _find_by_uuid(Guest, keys)


def find_articles(ids: Iterable[str]) -> dict[str, int]:
    wanted = [found for each in ids if (found := _ARTICLE.fullmatch(each))]
    rows = Article.objects.filter(
        translation_key__in={UUID(found[1]) for found in wanted}
    ).values_list("translation_key", "locale__language_code", "pk")
    numbers = {article_id(story, language): pk for story, language, pk in rows}
    return {f[0]: numbers[f[0]] for f in wanted if f[0] in numbers}


def find_stories(ids: Iterable[str]) -> dict[str, int]:
    """Return the first article of each of our own stories."""
    wanted = {UUID(each) for each in ids if _THING.fullmatch(each)}
    rows = (
        Article.objects.filter(translation_key__in=wanted)
        .order_by("-id")
        .values_list("translation_key", "pk")
    )
    return {str(story): pk for story, pk in rows}


def find_comments(ids: Iterable[str]) -> dict[str, int]:
    wanted = {f[0]: f for each in ids if (f := _COMMENT.fullmatch(each))}
    threads = dict(
        Comment.objects.filter(pk__in={int(f[2]) for f in wanted.values()}).values_list(
            "pk", "thread__key"
        )
    )
    stories = _stories_of(threads.values())
    return {
        given: int(found[2])
        for given, found in wanted.items()
        if stories.get(threads.get(int(found[2]), "")) == found[1]
    }


def _stories_of(keys: Iterable[str]) -> dict[str, str]:
    """Return the story of each thread that is one of ours."""
    articles = {
        int(number): key
        for key in keys
        if (number := key.removeprefix(ARTICLE)) != key and number.isdigit()
    }
    rows = Article.objects.filter(pk__in=articles).values_list("pk", "translation_key")
    found = {articles[pk]: str(story) for pk, story in rows}
    return found | {
        key: key.removeprefix(STORY) for key in keys if key.startswith(STORY)
    }


def _find_by_uuid(model: type[Reader | Guest], ids: Iterable[str]) -> dict[str, int]:
    wanted = {each for each in ids if _THING.fullmatch(each)}
    if not wanted:
        return {}
    rows = model.objects.filter(uuid__in=wanted).values_list("uuid", "pk")
    return {str(uuid): pk for uuid, pk in rows}
