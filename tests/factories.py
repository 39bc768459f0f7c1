"""Plain functions that make what a test needs, with sensible values for the rest."""

import itertools
from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Guest
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, DiscussionRules
from hiwar.discussion.screening import Setting, Verdict
from hiwar.newsroom import actions as newsroom
from hiwar.newsroom import bodies
from hiwar.newsroom.models import Article, Edition, Paper

NOW = datetime(2017, 2, 16, 9, 22, tzinfo=UTC)

_numbers = itertools.count(1)


# --- accounts ----------------------------------------------------------------


def make_reader(
    *,
    name="",
    email=None,
    password=None,
    is_verified=True,
    language="",
    role=None,
    now=NOW,
):
    """Return a reader who may comment, unless told otherwise."""
    number = next(_numbers)
    reader = accounts.create_reader(
        name=name or f"Reader {number}",
        email=email or f"reader{number}@example.org",
        password=password,
        is_verified=is_verified,
        is_for_staff=role is not None,
        language=language,
        now=now,
    )
    if role is not None:
        accounts.give_role(reader=reader, role=role)
    return reader


def make_guest(*, name="Nadia", email="", now=NOW):
    return accounts.welcome_guest(name=name, email=email, now=now)


# --- newsroom ----------------------------------------------------------------


def make_locale(language="en"):
    return Locale.objects.get_or_create(language_code=language)[0]


def make_paper(**settings):
    """Return the paper, which appears in English and Arabic."""
    paper = Paper.objects.first() or Paper(is_founded=True, time_zone="Asia/Beirut")
    for name, value in settings.items():
        setattr(paper, name, value)
    paper.save()
    for language, name in (("en", "The Harbour Gazette"), ("ar", "جريدة المرفأ")):
        make_edition(language=language, name=name)
    return paper


def make_edition(*, language="en", name="The Harbour Gazette", **values):
    return Edition.objects.update_or_create(
        locale=make_locale(language), defaults={"name": name, **values}
    )[0]


def make_section(*, name="City", language="en"):
    make_locale(language)
    return newsroom.find_or_make_section(language=language, name=name)


def make_topic(*, name="Ferries", language="en"):
    make_locale(language)
    return newsroom.find_or_make_topic(language=language, name=name)


def make_byline(*, name="Dalia Haddad", language="en"):
    make_locale(language)
    return newsroom.find_or_make_byline(language=language, name=name)


def make_photo(*, title="Harbour", size=(1600, 1200), colour="teal", form="JPEG"):
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    name = f"{title}.{form.lower()}"
    return newsroom.import_photo(title=title, file=ContentFile(file.getvalue(), name))


def make_draft(*, headline="", language="en", section=None, body=(), **values):
    """Return an article that nobody has published yet, with a revision."""
    article = Article(
        locale=make_locale(language),
        section=section or make_section(language=language),
        headline=headline or f"Story {next(_numbers)}",
        body=bodies.from_archive(body),
        live=False,
        **values,
    )
    article.save()
    article.save_revision()
    return article


def make_article(*, headline="", language="en", published_at=NOW, **values):
    """Return a published article; `values` are those of an archived one."""
    entry = newsroom.ArchivedArticle(
        **{
            "story": None,
            "language": make_locale(language).language_code,
            "section": "City",
            "headline": headline or f"Story {next(_numbers)}",
            "published_at": published_at,
            **values,
        }
    )
    return newsroom.import_article(entry=entry, now=published_at)


def make_standing_page(*, language="en", slug="about", title="About", body=()):
    make_locale(language)
    return newsroom.write_standing_page(
        language=language, slug=slug, title=title, body=list(body)
    )


# --- discussion --------------------------------------------------------------


def make_thread(*, key="", mode="OPEN", now=NOW, **values):
    number = next(_numbers)
    return discussion.open_thread(
        key=key or f"article:{number}",
        mode=mode,
        **{
            "title": f"Story {number}",
            "address": f"/en/2017/02/16/story-{number}/",
            "opened_at": now,
            **values,
        },
    )


def make_rules(**values):
    """Lay down the rules of all discussions."""
    return DiscussionRules.objects.update_or_create(pk=1, defaults=values)[0]


def make_screening(name, *, verdict="HOLD", threshold=1, words="", section=""):
    """Set a rule of screening."""
    setting = Setting(verdict=Verdict(verdict), threshold=threshold, words=words)
    discussion.set_rule(section=section, name=name, setting=setting)


def make_comment(
    *, thread=None, author=None, text="It was so.", parent=None, now=NOW, **values
):
    """Return a posted comment, published unless screening holds it."""
    return discussion.post_comment(
        thread=thread or (parent.thread if parent else make_thread()),
        author=author or make_reader(),
        draft=discussion.Draft(
            **{
                "text": text,
                "language": "en",
                "parent": parent,
                "guest_name": getattr(author, "name", "")
                if isinstance(author, Guest)
                else "",
                **values,
            }
        ),
        now=now,
    )


def make_comments(*, thread, number, author=None, parent=None, now=NOW, guest=None):
    """Return many comments, a second apart, written the quick way."""
    author = author or (None if guest else make_reader())
    keys = [str(next(_numbers)) for _ in range(number)]
    parents = {} if parent is None else {"parent": parent.pk}
    entries = [
        discussion.ImportedComment(
            key=key,
            parent_key="parent" if parent else None,
            reader_id=author.pk if author else None,
            guest_id=guest.pk if guest else None,
            guest_name=guest.name if guest else "",
            text=f"Comment {key}.",
            language="en",
            posted_at=now + timedelta(seconds=place),
        )
        for place, key in enumerate(keys)
    ]
    ids = discussion.import_comments(thread=thread, entries=entries, ids=parents)
    found = Comment.objects.in_bulk(ids.values())
    return [found[ids[key]] for key in keys]
