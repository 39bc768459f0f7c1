"""What pages get: frozen facts, complete, so that no template can start a query.

`changes` names the topics of the change log on which a view depends, besides
`paper`, which every page shows.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class LinkView:
    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class PhotoView:
    """A picture in its sizes. `src` is the smallest, of which `width` and `height` are.

    `webp` and `jpeg` are sets for `srcset`; a logo's second set is PNG, for its edges.
    """

    src: str
    width: int
    height: int
    webp: str
    jpeg: str
    largest: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A part of a body: `paragraph`, `crosshead`, `quote`, `list` or `image`.

    `html`, `entries` and a crosshead's `text` are safe to show; `by` is plain.
    """

    kind: str
    html: str = ""
    text: str = ""
    by: str = ""
    is_ordered: bool = False
    entries: tuple[str, ...] = ()
    photo: PhotoView | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectionView:
    text: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class TranslationView:
    language: str
    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Teaser:
    id: int
    language: str
    headline: str
    standfirst: str
    path: str
    section: LinkView
    published_at: datetime
    updated_at: datetime | None
    photo: PhotoView | None
    bylines: tuple[str, ...]
    thread_key: str


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    id: int | None
    story: UUID
    language: str
    headline: str
    standfirst: str
    path: str
    section: LinkView
    topics: tuple[LinkView, ...]
    bylines: tuple[LinkView, ...]
    agency: str
    photo: PhotoView | None
    body: tuple[PartView, ...]
    published_at: datetime
    updated_at: datetime | None
    corrections: tuple[CorrectionView, ...]
    translations: tuple[TranslationView, ...]
    thread_key: str
    comments_mode: str
    # When it leaves the site by itself, whatever the scheduler does.
    expires_at: datetime | None
    changes: tuple[str, ...]

    @property
    def all_languages(self) -> tuple[TranslationView, ...]:
        """Every language that the story can be read in, this one first."""
        own = TranslationView(
            language=self.language, title=self.headline, path=self.path
        )
        return (own, *self.translations)


@dataclass(frozen=True, kw_only=True)
class FrontSection:
    section: LinkView
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, kw_only=True)
class FrontView:
    """The front page; no story stands on it twice."""

    lead: Teaser | None
    sections: tuple[FrontSection, ...]
    latest: tuple[Teaser, ...]
    changes: tuple[str, ...]

    @property
    def teasers(self) -> tuple[Teaser, ...]:
        """Every teaser on the page."""
        of_sections = (teaser for part in self.sections for teaser in part.teasers)
        lead = (self.lead,) if self.lead else ()
        return (*lead, *of_sections, *self.latest)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of teasers, newest first; `next` is the cursor of the one after it."""

    teasers: tuple[Teaser, ...]
    next: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermView:
    """A section, a topic or a byline; only a byline has words and a picture."""

    name: str
    path: str
    about: str = ""
    photo: PhotoView | None = None
    translations: tuple[TranslationView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StandingPageView:
    title: str
    path: str
    body: tuple[PartView, ...]
    translations: tuple[TranslationView, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LanguageView:
    code: str
    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Masthead:
    language: str
    name: str
    tagline: str
    logo: PhotoView | None
    navigation: tuple[LinkView, ...] = ()
    standing: tuple[LinkView, ...] = ()
    languages: tuple[LanguageView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddressView:
    """A line of a sitemap: a path, when it last changed, its other languages."""

    path: str
    changed_at: datetime | None
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ThreadTerms:
    """What a discussion has to know of the article that it is about."""

    key: str
    title: str
    path: str
    mode: str
    is_public: bool
    # The number of the section that it stands in, as a label.
    section: str
    opened_at: datetime
    closes_at: datetime | None
