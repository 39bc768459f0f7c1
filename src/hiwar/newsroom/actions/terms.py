"""Sections, topics and bylines: found by name or made, with names kept for bylines."""

from typing import Any, TypeVar

from django.db import transaction
from wagtail.models import Locale

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import ReservedName
from hiwar.kernel import changes
from hiwar.newsroom import selectors, topics
from hiwar.newsroom.models import Byline, Section, Topic

from .languages import get_locale

Term = TypeVar("Term", Section, Topic, Byline)


def find_or_make_section(*, language: str, name: str) -> Section:
    """Return the section of this name in this language, made if there is none."""
    return find_or_make(Section, locale=get_locale(language=language), name=name)


def find_or_make_topic(*, language: str, name: str) -> Topic:
    """Return the topic of this name in this language, made if there is none."""
    return find_or_make(Topic, locale=get_locale(language=language), name=name)


def find_or_make_byline(*, language: str, name: str) -> Byline:
    """Return the byline of this name in this language, made and reserved if needed."""
    return find_or_make(Byline, locale=get_locale(language=language), name=name)


def find_or_make(model: type[Term], *, locale: Locale, name: str) -> Term:
    """Return what `model` has of this name in `locale`, made if it has nothing."""
    known = model.objects.filter(locale=locale, name=name).order_by("id").first()
    return known or _make(model, locale, name)


@transaction.atomic
def _make(model: type[Term], locale: Locale, name: str) -> Term:
    slug = selectors.free_slug(model, locale=locale, name=name)
    term = model.objects.create(locale=locale, name=name, slug=slug)
    settle_term(term=term)
    return term


@transaction.atomic
def settle_term(*, term: Section | Topic | Byline) -> None:
    """Do what follows when a term was made or changed, by whatever way it came."""
    if isinstance(term, Byline):
        accounts.reserve_name(
            kind=ReservedName.Kind.BYLINE,
            source=f"byline:{term.pk}",
            name=term.name,
            bearer=term.reader,
        )
    changes.record(*topics.of(term))


@transaction.atomic
def settle_removal(*, thing: Any, pk: int) -> None:
    """Do what follows when something of the newsroom was deleted; `pk` was its id.

    A byline's name is given back, unless the same person's byline in another
    language still bears it.
    """
    thing.pk = pk
    if isinstance(thing, Byline):
        accounts.release_name(kind=ReservedName.Kind.BYLINE, source=f"byline:{pk}")
        for other in thing.get_translations().order_by("id"):
            settle_term(term=other)
    changes.record(*topics.of(thing))
