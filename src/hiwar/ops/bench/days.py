"""Every day after the first: a copy of that day's rows, under other numbers.

The rows are those that the product's own actions wrote; only what tells one day from
another is changed: numbers, what refers to them, days. The database copies them by
itself, a day in a second, which is what a million articles ask for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Min, Model, QuerySet
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from hiwar.discussion.models import Comment, Thread
from hiwar.newsroom.models import Article, ArticleAddress, Authorship, Subject

from .dialects import dialect_of
from .words import FIRST_DAY

# Of these rows the path names another row, and a hash of it stands beside: the
# database cannot make that hash.
OF_CHILDREN: Final = ("authorships.item.byline", "subjects.item.topic")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of the first day: all of `model` between two numbers that `where` finds."""

    model: type[Model]
    first: int
    last: int
    number: int
    where: str = ""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def shift(self) -> int:
        """Return what to add to these numbers so that they follow all there are."""
        newest = self.model._default_manager.aggregate(last=Max("pk"))["last"]
        return newest - self.first + 1

    def copy(self, changes: Mapping[str, str]) -> None:
        """Insert the rows again, with the expressions in `changes` for some columns."""
        fields = self.model._meta.concrete_fields
        columns = [field.column for field in fields if field.column]
        values = [changes.get(column, f'"{column}"') for column in columns]
        names = ", ".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{self.table}" ({names})'  # noqa: S608 - names of ours
                f' SELECT {", ".join(values)} FROM "{self.table}"'
                f" WHERE id BETWEEN {self.first} AND {self.last}{self.where}"
                " ORDER BY id"
            )
            assert cursor.rowcount in {self.number, -1}
            # What is written next gets numbers behind these.
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [self.model]
            ):
                cursor.execute(statement)


class FirstDay:
    """All rows of the day that the others repeat."""

    def __init__(self) -> None:
        articles = Article.objects.filter(addresses__published_on=FIRST_DAY)
        ids = list(articles.values_list("pk", flat=True))
        keys = [f"article:{pk}" for pk in ids]
        threads = Thread.objects.filter(key__in=keys)
        self.articles = _rows(articles)
        self.addresses = _rows(ArticleAddress.objects.filter(article__in=ids))
        self.authorships = _rows(Authorship.objects.filter(article__in=ids))
        self.subjects = _rows(Subject.objects.filter(article__in=ids))
        self.revisions = _rows_about(Revision.objects.all(), ids)
        self.entries = _rows_about(IndexEntry.objects.all(), ids)
        references = ReferenceIndex.objects.exclude(model_path__in=OF_CHILDREN)
        quoted = ", ".join(f"'{path}'" for path in OF_CHILDREN)
        self.references = _rows_about(
            references, ids, where=f" AND model_path NOT IN ({quoted})"
        )
        self.references_of_children = list(
            _about(ReferenceIndex.objects.filter(model_path__in=OF_CHILDREN), ids)
        )
        self.threads = _rows(threads)
        has_comments = Comment.objects.filter(thread__in=threads, request_key=None)
        self.comments = _rows(has_comments) if has_comments.exists() else None

    def all(self) -> Iterator[Rows]:
        yield from (self.articles, self.addresses, self.authorships, self.subjects)
        yield from (self.revisions, self.entries, self.references, self.threads)
        if self.comments:
            yield self.comments


def days_written() -> int:
    last = ArticleAddress.objects.filter(published_on__gte=FIRST_DAY).aggregate(
        last=Max("published_on")
    )["last"]
    return (last - FIRST_DAY).days + 1 if last else 0


@transaction.atomic
def repeat(first: FirstDay, *, days_later: int) -> None:
    """Write the first day once more, as if it had been so many days later."""
    day = _Day(first, days_later)
    day.copy_articles()
    day.copy_what_belongs_to_them()
    day.copy_discussions()


class _Day:
    def __init__(self, first: FirstDay, days_later: int) -> None:
        self.first = first
        self.later = days_later
        self.dialect = dialect_of(connection.vendor)
        self.shifts = {rows.table: rows.shift() for rows in first.all()}

    def copy_articles(self) -> None:
        revision = self._shift(self.first.revisions)
        shift = self._shift(self.first.articles)
        self.first.articles.copy(
            {
                "id": f"id + {shift}",
                "translation_key": self.dialect.new_uuid(),
                "first_published_at": self._moment("first_published_at"),
                "last_published_at": self._moment("last_published_at"),
                "latest_revision_id": f"latest_revision_id + {revision}",
                "live_revision_id": f"live_revision_id + {revision}",
                "shown_under": self.dialect.replaced(
                    "shown_under",
                    "'\"article:' || id || '\"'",
                    f"'\"article:' || (id + {shift}) || '\"'",
                ),
            }
        )

    def copy_what_belongs_to_them(self) -> None:
        first, article = self.first, self._shift(self.first.articles)
        owner = {"article_id": f"article_id + {article}"}
        first.authorships.copy(owner | self._id(first.authorships))
        first.subjects.copy(owner | self._id(first.subjects))
        first.addresses.copy(
            {
                **owner,
                **self._id(first.addresses),
                "published_on": self.dialect.later(
                    "published_on", self.later, is_date=True
                ),
            }
        )
        about = {"object_id": f"CAST({self._article()} AS varchar(50))"}
        first.entries.copy(about | self._id(first.entries))
        first.references.copy(about | self._id(first.references))
        self._refer_to_children()
        first.revisions.copy(
            {
                **about,
                **self._id(first.revisions),
                "content": self.dialect.with_members("content", self._content()),
            }
        )

    def copy_discussions(self) -> None:
        first, article = self.first, self._shift(self.first.articles)
        number = "CAST(substr(key, 9) AS integer)"
        first.threads.copy(
            {
                **self._id(first.threads),
                "key": f"'article:' || ({number} + {article})",
                "address": f"replace(address, '{_path(FIRST_DAY)}', '{self._path()}')",
                "opened_at": self._moment("opened_at"),
                "last_comment_at": self._moment("last_comment_at"),
            }
        )
        if first.comments is None:
            return
        comment = self._shift(first.comments)
        first.comments.copy(
            {
                **self._id(first.comments),
                "thread_id": f"thread_id + {self._shift(first.threads)}",
                "parent_id": f"parent_id + {comment}",
                "root_id": f"root_id + {comment}",
                "posted_at": self._moment("posted_at"),
            }
        )

    def _content(self) -> dict[str, str]:
        """Return what a revision says otherwise than that of the first day."""
        article = self._article()
        table = self.first.articles.table
        key = f"(SELECT translation_key FROM {table} WHERE id = {article})"  # noqa: S608
        members = {
            "pk": article,
            "translation_key": self.dialect.uuid_in_words(key),
        }
        for name in ("first_published_at", "last_published_at"):
            members[name] = (
                f"replace(content ->> '{name}', '{FIRST_DAY}', '{self._date()}')"
            )
        for name, rows in (
            ("authorships", self.first.authorships),
            ("subjects", self.first.subjects),
        ):
            # Each article has one of both, in the same order.
            apart = rows.first - self.first.articles.first
            child = f"CAST(object_id AS integer) + {apart + self._shift(rows)}"
            members[f"{name}.0.pk"] = child
            members[f"{name}.0.article"] = article
        return members

    def _refer_to_children(self) -> None:
        """Write into Wagtail's index of references what the database cannot."""
        article = self._shift(self.first.articles)
        made = []
        for old in self.first.references_of_children:
            relation, child, field = old.content_path.split(".")
            rows = getattr(self.first, relation)
            path = f"{relation}.{int(child) + self._shift(rows)}.{field}"
            made.append(
                ReferenceIndex(
                    base_content_type_id=old.base_content_type_id,
                    content_type_id=old.content_type_id,
                    object_id=str(int(old.object_id) + article),
                    to_content_type_id=old.to_content_type_id,
                    to_object_id=old.to_object_id,
                    model_path=old.model_path,
                    content_path=path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(path),
                )
            )
        ReferenceIndex._default_manager.bulk_create(made)

    def _shift(self, rows: Rows) -> int:
        return self.shifts[rows.table]

    def _id(self, rows: Rows) -> dict[str, str]:
        return {"id": f"id + {self._shift(rows)}"}

    def _article(self) -> str:
        """Return the new number of the article that a row names in words."""
        return f"CAST(object_id AS integer) + {self._shift(self.first.articles)}"

    def _moment(self, column: str) -> str:
        return self.dialect.later(column, self.later, is_date=False)

    def _date(self) -> date:
        return FIRST_DAY + timedelta(days=self.later)

    def _path(self) -> str:
        return _path(self._date())


def _path(day: date) -> str:
    return f"/{day:%Y/%m/%d}/"


def _rows(found: QuerySet, *, where: str = "") -> Rows:
    ends = found.aggregate(first=Min("pk"), last=Max("pk"))
    return Rows(
        model=found.model,
        first=ends["first"],
        last=ends["last"],
        number=found.count(),
        where=where,
    )


def _rows_about(found: QuerySet, articles: list[int], *, where: str = "") -> Rows:
    article = ContentType.objects.get_for_model(Article).pk
    where += f" AND content_type_id = {article}"
    return _rows(_about(found, articles), where=where)


def _about(found: QuerySet, articles: list[int]) -> QuerySet:
    return found.filter(
        content_type=ContentType.objects.get_for_model(Article),
        object_id__in=[str(pk) for pk in articles],
    )
