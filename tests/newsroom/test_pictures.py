"""Sizes of pictures: made in advance, around what matters, without a camera's notes."""

import io
from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from PIL import Image

from hiwar.newsroom import actions, pictures, tasks
from hiwar.newsroom.models import Rendition
from hiwar.newsroom.pictures import filters
from tests.accounts.pictures import half_and_half
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db

NUMBER = len(pictures.filters(pictures.KINDS["story"]))


def waiting():
    return DBTaskResult.objects.filter(task_path=tasks.make_renditions.module_path)


class TestMakeRenditions:
    def test_waits_until_after_publishing(self, paper):
        article = make_article(photo=make_photo())

        assert not Rendition.objects.exists()
        assert [task.args_kwargs["args"] for task in waiting()] == [[article.pk]]

    def test_is_not_asked_for_without_a_picture(self, paper):
        make_article(body=[{"kind": "paragraph", "text": "x"}])

        assert not waiting().exists()

    def test_makes_every_size_of_lead_and_body(self, paper):
        inside = make_photo(colour="navy")
        article = make_article(
            photo=make_photo(), body=[{"kind": "image", "photo": inside.pk}]
        )

        for _ in range(2):
            tasks.make_renditions.call(article.pk)

        teaser = len(pictures.filters(pictures.KINDS["teaser"]))
        assert article.photo.renditions.count() == NUMBER + teaser
        assert inside.renditions.count() == NUMBER

    def test_does_nothing_for_an_article_that_is_gone(self, paper):
        tasks.make_renditions.call(999_999)

        assert not Rendition.objects.exists()


class TestRendition:
    def _read(self, photo, spec):
        with photo.get_rendition(spec).file.open() as made:
            return made.read()

    def _cut(self, photo, cut):
        return Image.open(io.BytesIO(self._read(photo, f"{cut}|plain|format-jpeg")))

    def test_says_nothing_of_the_name_of_the_original(self, paper):
        """The original has all that the camera wrote, and is for the desk alone."""
        photo = make_photo()
        specs = [spec for kind in pictures.KINDS.values() for spec in filters(kind)]

        made = photo.get_renditions(*specs)

        secret = PurePosixPath(photo.file.name).stem
        pieces = {secret[n : n + 6] for n in range(len(secret) - 5)}
        names = [rendition.file.name for rendition in made.values()]
        assert len(set(names)) == len(specs)
        assert not [name for name in names for piece in pieces if piece in name]

    def test_leaves_out_what_the_camera_wrote(self, paper):
        drawn = half_and_half(orientation=6)
        photo = actions.import_photo(
            title="x", file=ContentFile(drawn.read(), "DSC_0042.jpg")
        )

        for spec in pictures.filters(pictures.KINDS["story"]):
            made = self._read(photo, spec)
            assert not Image.open(io.BytesIO(made)).getexif()
            assert b"Secret Camera" not in made
            assert b"somewhere at home" not in made

    def test_stands_upright(self, paper):
        drawn = half_and_half(orientation=6)
        photo = actions.import_photo(title="x", file=ContentFile(drawn.read(), "x.jpg"))

        upright = self._cut(photo, "width-460")

        # The camera was turned: what is above in the file is at the right.
        red, _green, blue = upright.getpixel((350, 200))[:3]
        assert red > 150 > blue

    def test_is_cut_around_the_focal_point(self, paper):
        picture = Image.new("RGB", (1200, 300), "white")
        picture.paste("red", (1000, 0, 1200, 300))
        drawn = io.BytesIO()
        picture.save(drawn, "PNG")
        photo = actions.import_photo(
            title="x", file=ContentFile(drawn.getvalue(), "x.png")
        )
        photo.focal_point_x, photo.focal_point_y = 1100, 150
        photo.focal_point_width = photo.focal_point_height = 50

        middle = self._cut(photo, "fill-320x213").getpixel((250, 100))

        assert middle[0] > 200
        assert middle[2] < 80
