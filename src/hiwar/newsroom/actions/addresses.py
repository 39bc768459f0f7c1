"""An article's address: its first day and its slug, and all that it ever had."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from hiwar.kernel.text.slugs import slugify
from hiwar.newsroom.models import Article, ArticleAddress
from hiwar.newsroom.selectors import get_paper

LONGEST_SLUG = 100


@transaction.atomic
def settle_address(*, article: Article) -> ArticleAddress:
    """Give a published article the address that its slug asks for.

    The day is that of its first publication in the paper's time zone and never
    changes. A slug that another article has on that day gets a number; an address
    that the article had before becomes its current one again. Old ones stay.
    """
    owned = article.addresses.select_for_update().order_by("id")
    known = {(row.published_on, row.slug): row for row in owned}
    first = next(iter(known.values()), None)
    day = first.published_on if first else _day_in_site_time(article)
    wanted = article.slug or slugify(article.headline)

    row = next(filter(None, (_take(article, known, day, s) for s in _tries(wanted))))
    if not row.is_current:
        article.addresses.filter(is_current=True).update(is_current=False)
        article.addresses.filter(pk=row.pk).update(is_current=True)
    if article.slug != row.slug:
        article.slug = row.slug
        Article.objects.filter(pk=article.pk).update(slug=row.slug)
    return row


def _day_in_site_time(article: Article) -> date:
    return article.first_published_at.astimezone(ZoneInfo(get_paper().time_zone)).date()


def _tries(wanted: str) -> Iterator[str]:
    """Yield `wanted`, then `wanted-2`, `wanted-3` and so on."""
    yield wanted
    for number in count(2):
        ending = f"-{number}"
        yield wanted[: LONGEST_SLUG - len(ending)] + ending


def _take(
    article: Article,
    known: dict[tuple[date, str], ArticleAddress],
    day: date,
    slug: str,
) -> ArticleAddress | None:
    """Return the article's row for this address, made if it is free, else None."""
    if row := known.get((day, slug)):
        return row
    language = article.locale.language_code
    taken = ArticleAddress.objects.filter(
        language=language, published_on=day, slug=slug
    ).exists()
    if taken:
        return None
    try:
        # Another publication may take it between the question and the answer.
        with transaction.atomic():
            return ArticleAddress.objects.create(
                article=article,
                language=language,
                published_on=day,
                slug=slug,
                is_current=not known,
            )
    except IntegrityError:
        return None
