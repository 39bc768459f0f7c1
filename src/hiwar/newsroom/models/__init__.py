"""What editors make: the paper, its sections and people, pictures, articles."""

from .article import (
    Article,
    ArticleAddress,
    Authorship,
    Correction,
    PublishingFailure,
    Subject,
)
from .paper import (
    Edition,
    EditionSection,
    NavigationLink,
    Paper,
    StandingPage,
)
from .photo import Photo, Rendition
from .terms import Byline, Section, Topic

__all__ = [
    "Article",
    "ArticleAddress",
    "Authorship",
    "Byline",
    "Correction",
    "Edition",
    "EditionSection",
    "NavigationLink",
    "Paper",
    "Photo",
    "PublishingFailure",
    "Rendition",
    "Section",
    "StandingPage",
    "Subject",
    "Topic",
]
