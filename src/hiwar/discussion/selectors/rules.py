"""What posting and screening need to know."""

import re
from collections.abc import Iterator
from functools import cache

from django.db.models import Exists, OuterRef

from hiwar.accounts.models import Reader
from hiwar.discussion import topics
from hiwar.discussion.models import Comment, DiscussionRules, Thread
from hiwar.kernel import prepared
from hiwar.kernel.kept import Made, kept
from hiwar.kernel.prepared import Given
from hiwar.kernel.text.skeleton import skeleton, skeleton_words

DIGITS = re.compile(r"\d+")

_RULES = prepared.Query(lambda: DiscussionRules.objects.order_by("id")[:1])


def get_rules() -> DiscussionRules:
    """Return what an editor has set for all discussions, or what holds until then."""
    return kept(
        ("rules",), lambda: Made(_RULES.first() or DiscussionRules(), [topics.PAPER])
    )


def find_readers_in_name(*, thread: Thread, name: str) -> tuple[str, ...]:
    """Return names of readers who wrote in `thread` and may be readable in `name`.

    The database finds them by their skeletons, at the same cost however many readers
    there are; the last word has `skeleton.contains_name`.
    """
    looks = sorted(set(looks_within(name)))
    if not looks:
        return ()
    # In one of few numbers of places, so that there are few queries to prepare.
    places = 1 << (len(looks) - 1).bit_length()
    looks += looks[-1:] * (places - len(looks))
    given = {_place(number): look for number, look in enumerate(looks)}
    return tuple(_readers_among(places).all(thread=thread.pk, **given))


def looks_within(name: str) -> Iterator[str]:
    """Yield what each run of words looks like, in every reading of `name`."""
    bare = DIGITS.sub(" ", name)
    for words in (skeleton(name).split(), skeleton_words(name), skeleton(bare).split()):
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                yield " ".join(words[start:end])


@cache
def _readers_among(places: int) -> prepared.Query[str]:
    wrote_here = Comment.objects.filter(thread=Given("thread"), reader=OuterRef("pk"))
    looks = [Given(_place(number)) for number in range(places)]
    return prepared.Query(
        lambda: Reader.objects.filter(
            Exists(wrote_here), skeleton__in=looks
        ).values_list("name", flat=True)
    )


def _place(number: int) -> str:
    return f"look{number}"
