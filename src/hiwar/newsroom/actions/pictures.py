"""The sizes of pictures, made before the first reader asks for them."""

from hiwar.newsroom import bodies
from hiwar.newsroom.models import Article, Photo
from hiwar.newsroom.pictures import KINDS, filters


def make_renditions(*, photo: Photo, kinds: list[str]) -> None:
    """Make every size of `photo` that pages of these kinds show. Safe to repeat."""
    for kind in kinds:
        photo.get_renditions(*filters(KINDS[kind]))


def make_renditions_of(*, article_id: int) -> None:
    """Make the sizes of all pictures of an article, if it is still there.

    Not one transaction: cutting pictures takes long, and what is made can stay.
    """
    article = Article.objects.select_related("photo").filter(pk=article_id).first()
    if article is None:
        return
    if article.photo:
        make_renditions(photo=article.photo, kinds=["story", "teaser"])
    for photo in Photo.objects.filter(pk__in=bodies.photo_ids(article.body)):
        make_renditions(photo=photo, kinds=["story"])
