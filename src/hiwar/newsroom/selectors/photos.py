"""Pictures in the sizes that pages show."""

import logging

from django.db.models import QuerySet
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from hiwar.newsroom.models import Photo
from hiwar.newsroom.pictures import KINDS, filters

from .shapes import PhotoView

logger = logging.getLogger(__name__)


def with_renditions() -> QuerySet[Photo]:
    """Return pictures that come with all their sizes, in one query for all."""
    return Photo.objects.prefetch_related("renditions")


def photo_view(
    photo: Photo | None,
    kind: str,
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
) -> PhotoView | None:
    """Return `photo` as pages of this kind show it; None without one.

    Sizes are made in advance by a task; one that is missing is made here. A file
    that is gone or cannot be read is no reason to lose the page: it is logged.
    """
    if photo is None:
        return None
    shape = KINDS[kind]
    try:
        made = photo.get_renditions(*filters(shape))
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.exception("A picture could not be read")
        return None
    webp, other = (
        [made[spec] for spec in filters(shape) if spec.endswith(form)]
        for form in ("webp", shape.fallback)
    )
    return PhotoView(
        src=other[0].url,
        width=other[0].width,
        height=other[0].height,
        webp=_srcset(webp),
        jpeg=_srcset(other),
        largest=other[-1].url,
        alt=alt,
        caption=caption,
        credit=credit or photo.credit,
    )


def _srcset(renditions: list) -> str:
    """Return addresses by width; a small original gives the same width only once."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
