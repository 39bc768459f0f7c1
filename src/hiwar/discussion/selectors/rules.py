"""What posting and screening need to know."""

import re

from django.db.models import Exists, F, OuterRef, Value

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment, DiscussionRules, Thread
from hiwar.kernel.text.skeleton import skeleton, skeleton_words

DIGITS = re.compile(r"\d+")


def get_rules() -> DiscussionRules:
    """Return what an editor has set for all discussions, or what holds until then."""
    return DiscussionRules.objects.order_by("id").first() or DiscussionRules()


def has_been_published(*, guest: Guest | None) -> bool:
    """Return whether a comment of `guest` has been shown to everybody and still is."""
    return guest is not None and Comment.objects.filter(guest=guest).visible().exists()


def find_readers_in_name(*, thread: Thread, name: str) -> tuple[str, ...]:
    """Return names of readers who wrote in `thread` and may be readable in `name`.

    The database sorts out nearly all of them by their skeletons; the last word has
    `skeleton.contains_name`.
    """
    readings = (skeleton(name), *skeleton_words(name), skeleton(DIGITS.sub(" ", name)))
    wrote_here = Comment.objects.filter(thread=thread, reader=OuterRef("pk"))
    found = (
        Reader.objects.annotate(looked=Value(" ".join(readings)))
        .filter(Exists(wrote_here), looked__contains=F("skeleton"))
        .values_list("name", flat=True)
    )
    return tuple(found)
