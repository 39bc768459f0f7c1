"""Every write of the newsroom."""

from .addresses import settle_address
from .archive import ArchivedArticle, import_article, import_photo
from .desk import prepare_removal, register_actions, settle_removals
from .languages import NotALanguageOfThePaper, get_locale
from .paper import (
    Founding,
    PaperIsFounded,
    choose_lead,
    found_paper,
    write_standing_page,
)
from .pictures import make_renditions, make_renditions_of
from .publication import (
    publish,
    record_standing_page,
    settle_publication,
    settle_withdrawal,
    unpublish,
)
from .schedule import Report, publish_due
from .terms import (
    find_or_make_byline,
    find_or_make_section,
    find_or_make_topic,
    settle_removal,
    settle_term,
)
from .translation import adapt_copy, mark_up_to_date

__all__ = [
    "ArchivedArticle",
    "Founding",
    "NotALanguageOfThePaper",
    "PaperIsFounded",
    "Report",
    "adapt_copy",
    "choose_lead",
    "find_or_make_byline",
    "find_or_make_section",
    "find_or_make_topic",
    "found_paper",
    "get_locale",
    "import_article",
    "import_photo",
    "make_renditions",
    "make_renditions_of",
    "mark_up_to_date",
    "prepare_removal",
    "publish",
    "publish_due",
    "record_standing_page",
    "register_actions",
    "settle_address",
    "settle_publication",
    "settle_removal",
    "settle_removals",
    "settle_term",
    "settle_withdrawal",
    "unpublish",
    "write_standing_page",
]
