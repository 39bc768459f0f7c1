"""What came of a WordPress file, told at the end of it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

# In the order in which they are told.
LABELS = {
    "articles": _("Posts that become articles"),
    "pages_with_comments": _("Pages that become articles, for their comments' sake"),
    "comments_published": _("Comments, published"),
    "comments_pending": _("Comments, waiting for review"),
    "untitled": _("Articles without a headline, shown as “Untitled”"),
    "headlines_shortened": _("Headlines shortened; the whole one begins the story"),
    "pictures": _("Pictures"),
    "pictures_missing": _("Pictures left out, because their files were not given"),
    "posts_draft": _("Left out: drafts and posts waiting for review"),
    "posts_scheduled": _("Left out: scheduled posts"),
    "posts_private": _("Left out: private posts"),
    "posts_protected": _("Left out: posts with a password"),
    "posts_trash": _("Left out: posts in the trash"),
    "posts_untaken": _("Left out: posts that no archive can hold"),
    "pages": _("Left out: pages"),
    "attachments": _("Left out as such: attachments"),
    "menu_items": _("Left out: menu items"),
    "other_items": _("Left out: items of other kinds"),
    "comments_spam": _("Comments left out: spam"),
    "comments_trash": _("Comments left out: in the trash"),
    "pingbacks": _("Comments left out: pingbacks"),
    "trackbacks": _("Comments left out: trackbacks"),
    "comments_other": _("Comments left out: of other kinds"),
    "comments_empty": _("Comments left out: nothing to read in them"),
    "comments_too_long": _("Comments left out: too long"),
    "comments_of_posts_left_out": _("Comments left out with their posts or pages"),
    "parents_left_out": _("Replies moved up, because what they answer was left out"),
    "times_missing": _("Times that were missing and were taken from their post"),
}
# Told even when there are none: whoever asks looks for these.
ALWAYS = frozenset(
    {
        "articles",
        "comments_published",
        "comments_pending",
        "comments_spam",
        "comments_trash",
        "pingbacks",
        "trackbacks",
    }
)


@dataclass(kw_only=True)
class Tally:
    """How many there were of everything, by the names of LABELS."""

    numbers: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, number: int = 1) -> None:
        self.numbers[name] += number

    def lines(self) -> list[tuple[str, int]]:
        return [
            (str(label), self.numbers[name])
            for name, label in LABELS.items()
            if self.numbers[name] or name in ALWAYS
        ]
