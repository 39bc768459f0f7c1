"""The standing pages that a new paper begins with, and what they say at first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class FirstPage:
    """A page without texts waits, unpublished, for the paper to write it."""

    slug: str
    title: str | Promise
    texts: tuple[str | Promise, ...] = ()


PAGES = (
    FirstPage(
        slug="about",
        title=_("About"),
        texts=(
            _(
                "We report in more than one language, and under each story there is a"
                " discussion."
            ),
            _(
                "Everyone may take part, with an account or as a guest. Moderators take"
                " down what breaks the rules and say why."
            ),
        ),
    ),
    FirstPage(slug="imprint", title=_("Imprint")),
    FirstPage(
        slug="privacy",
        title=_("Privacy"),
        texts=(
            _(
                "Reading sets no cookie and tells no other site that you were here."
                " There is no advertising and no tracking on our pages."
            ),
            _(
                "Who comments gives a name, which is shown, and may give an e-mail"
                " address, which is never shown. A cookie lets a guest be known again"
                " as the same guest; another keeps a reader signed in."
            ),
            _(
                "An account can be changed at any time, and a comment can be withdrawn"
                " by its author."
            ),
        ),
    ),
    FirstPage(slug="contact", title=_("Contact")),
)
