"""Making room for stories that come from elsewhere before the paper is founded."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Locale

from hiwar.kernel import changes
from hiwar.newsroom import topics
from hiwar.newsroom.models import Paper


@transaction.atomic
def make_room(*, languages: Iterable[str], time_zone: str) -> None:
    """Let a paper that has not been founded have these languages and this time zone.

    Addresses are dated in the paper's time: stories of an archive should stand under
    the days on which they appeared. A founded paper is left as its editor made it.
    """
    paper = Paper.objects.select_for_update().order_by("id").first() or Paper()
    if paper.is_founded:
        return
    if paper.pk is None or paper.time_zone != time_zone:
        paper.time_zone = time_zone
        paper.save()
        changes.record(topics.PAPER)
    for language in languages:
        Locale.objects.get_or_create(language_code=language)
