"""What the fragments of a discussion need to know of the site."""

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from babel import Locale
from django import template
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hiwar.discussion.models import LONGEST_COMMENT
from hiwar.discussion.selectors import CommentView
from hiwar.kernel import dates

register = template.Library()

# So many comments are written out and kept, for when the page around them changes.
COMMENTS_KEPT = 4096


@register.simple_tag
def numbering_system() -> str:
    """Return the CLDR name of the digits here, for numbers that scripts write."""
    return dates.numbering_system()


@register.simple_tag
def plural_forms() -> dict[str, int]:
    """Return the plural forms of this language by CLDR name, each with a number."""
    of = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-").plural_form
    return {of(number): number for number in range(150, -1, -1)}


@register.simple_tag
def live_stream() -> str:
    """Return where the page hears that something on it has changed."""
    here = "" if settings.LIVE_ORIGIN == settings.ORIGIN else settings.LIVE_ORIGIN
    return f"{here}/live/"


@register.simple_tag
def longest_comment() -> int:
    return LONGEST_COMMENT


@register.simple_tag
def sign_in_and_back_to(address: str) -> str:
    """Return where one signs in to write: it ends in the discussion it began in."""
    query = urlencode({REDIRECT_FIELD_NAME: f"{address}#comments"})
    return f"{reverse('account_login')}?{query}"


@register.simple_tag
def address_of_any(name: str) -> str:
    """Return the address by that name with `{id}` for a comment's number."""
    return reverse(name, args=[0]).replace("/0/", "/{id}/")


@register.simple_tag
def said(comment: CommentView, is_open: bool, reply_on: str) -> SafeString:
    """Return a comment without its replies, as it stands on the page.

    `is_open` and `reply_on` say whether and where it can be answered.
    """
    alone = replace(comment, replies=(), number_of_replies=0, has_more_replies=False)
    return _said(alone, is_open, reply_on, get_language(), dates.customs())


@lru_cache(maxsize=COMMENTS_KEPT)
def _said(
    comment: CommentView,
    is_open: bool,
    reply_on: str,
    _language: str | None,
    _customs: dates.Customs,
) -> SafeString:
    context = {"comment": comment, "is_open": is_open, "reply_on": reply_on}
    return render_to_string("discussion/said.html", context)
