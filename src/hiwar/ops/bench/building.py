"""`hiwar bench build`, step by step; each is one transaction and is done once."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from hiwar.discussion.models import Comment
from hiwar.kernel import changes
from hiwar.newsroom.models import Article, ArticleAddress, Edition
from hiwar.ops import folder, start, worker

from . import actions, days
from .words import DAY_OF_DISCUSSIONS

ARTICLES_A_DAY: Final = 100

# Told how many articles there are now.
Progress = Callable[[int], object]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How large the paper shall be, and how much of it is one day."""

    articles: int
    comments: int
    thread_sizes: Sequence[int] = ()
    articles_a_day: int = ARTICLES_A_DAY

    @property
    def a_day(self) -> int:
        return min(self.articles, self.articles_a_day)

    @property
    def days(self) -> int:
        return self.articles // self.a_day

    @property
    def comments_a_day(self) -> int:
        return self.comments // self.days

    def check(self) -> None:
        """Raise Unusable when days would not come out even."""
        if self.articles % self.a_day or self.comments % self.days:
            raise folder.Unusable(
                _(
                    "More than %(a_day)d articles come in days of %(a_day)d, with the"
                    " same number of comments each day: other numbers, please."
                )
                % {"a_day": self.articles_a_day}
            )


def prepare() -> None:
    """Make what `hiwar up` would make first, and let tables be filled quickly.

    Raises Unusable on a paper that is not made up.
    """
    _check_is_ours()
    start.prepare_database()
    start.prepare_statics()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # What keeps a real paper through a power cut: here nothing can be lost.
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -400000")


def build(plan: Plan, *, now: datetime, progress: Progress) -> None:
    """Fill the database as `plan` says, from where an earlier build has stopped.

    Raises Unusable on a paper that is not made up, or for a plan that does not
    continue what is there.
    """
    plan.check()
    _check_is_ours()
    if start.is_empty():
        actions.found(now=now)
    if not days.days_written():
        actions.write_first_day(
            articles=plan.a_day, comments=plan.comments_a_day, now=now
        )
    _do_tasks()
    _repeat_days(plan, progress)
    for number in plan.thread_sizes:
        if not _has_discussion(number):
            actions.write_discussion(number=number, now=now)
    _do_tasks()
    _settle()


def _repeat_days(plan: Plan, progress: Progress) -> None:
    first = days.FirstDay()
    comments = first.comments.number if first.comments else 0
    if (first.articles.number, comments) != (plan.a_day, plan.comments_a_day):
        raise folder.Unusable(
            _(
                "This paper was begun with %(articles)d articles and %(comments)d"
                " comments a day: its other days are like the first."
            )
            % {"articles": first.articles.number, "comments": comments}
        )
    for later in range(days.days_written(), plan.days):
        progress(later * plan.a_day)
        days.repeat(first, days_later=later)
    progress(days.days_written() * plan.a_day)


def _check_is_ours() -> None:
    """Let only a database pass that is empty, or that was filled by this."""
    if "newsroom_edition" not in connection.introspection.table_names():
        return
    if Edition.objects.filter(name=actions.NAME).exists() or start.is_empty():
        return
    raise folder.Unusable(
        _(
            "There is a real paper in %(folder)s or its database. A paper for"
            " measuring needs a folder of its own: --data."
        )
        % {"folder": settings.DATA}
    )


def _do_tasks() -> None:
    """Do what was left for later: the search index, the sizes of pictures."""
    logging.getLogger("django_tasks").setLevel(logging.ERROR)
    worker_id = worker.new_id()
    hand = worker.make(worker_id)
    while task := DBTaskResult.objects.ready().first():
        task.claim(worker_id)
        hand.run_task(task)


def _settle() -> None:
    """Tell what is kept ready elsewhere that everything may have changed."""
    changes.record("paper")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _has_discussion(number: int) -> bool:
    return ArticleAddress.objects.filter(
        language=actions.LANGUAGE,
        published_on=DAY_OF_DISCUSSIONS,
        slug=actions.slug_of_discussion(number),
    ).exists()


def count() -> tuple[int, int]:
    """Return how many articles and comments there are."""
    return Article.objects.count(), Comment.objects.count()
