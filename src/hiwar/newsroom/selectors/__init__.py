"""Every read of the newsroom, as frozen dataclasses."""

from .articles import get_article_view, has_pictures
from .desk import find_public_path, list_failures, list_worked_on
from .front import get_front
from .paper import (
    get_masthead,
    get_paper,
    get_standing_page_view,
    list_languages,
    thread_key,
)
from .shapes import (
    AddressView,
    ArticleView,
    CorrectionView,
    FrontSection,
    FrontView,
    LanguageView,
    LinkView,
    Listing,
    Masthead,
    PartView,
    PhotoView,
    StandingPageView,
    Teaser,
    TermView,
    ThreadTerms,
    TranslationView,
)
from .sitemaps import count_sitemap_pages, list_addresses, list_recent
from .teasers import (
    find_article_of_thread,
    list_byline,
    list_newest,
    list_section,
    list_teasers,
    list_teasers_by_thread,
    list_topic,
)
from .terms import free_slug, get_term_view, list_sections, name_sections
from .threads import get_thread_terms, get_told, list_newest_thread_keys

__all__ = [
    "AddressView",
    "ArticleView",
    "CorrectionView",
    "FrontSection",
    "FrontView",
    "LanguageView",
    "LinkView",
    "Listing",
    "Masthead",
    "PartView",
    "PhotoView",
    "StandingPageView",
    "Teaser",
    "TermView",
    "ThreadTerms",
    "TranslationView",
    "count_sitemap_pages",
    "find_article_of_thread",
    "find_public_path",
    "free_slug",
    "get_article_view",
    "get_front",
    "get_masthead",
    "get_paper",
    "get_standing_page_view",
    "get_term_view",
    "get_thread_terms",
    "get_told",
    "has_pictures",
    "list_addresses",
    "list_byline",
    "list_failures",
    "list_languages",
    "list_newest",
    "list_newest_thread_keys",
    "list_recent",
    "list_section",
    "list_sections",
    "list_teasers",
    "list_teasers_by_thread",
    "list_topic",
    "list_worked_on",
    "name_sections",
    "thread_key",
]
