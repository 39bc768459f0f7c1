import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from hiwar.accounts import actions, selectors, signals
from hiwar.accounts.actions import avatars
from tests.accounts.pictures import (
    HTML,
    SVG,
    a_gif_that_says,
    a_picture,
    a_png_that_says,
    half_and_half,
)
from tests.factories import make_reader


def shown(drawn):
    return Image.open(io.BytesIO(drawn))


class TestRedraw:
    @pytest.mark.parametrize(
        ("kind", "mode"),
        [
            ("JPEG", "RGB"),
            ("JPEG", "L"),
            ("JPEG", "CMYK"),
            ("PNG", "RGBA"),
            ("PNG", "P"),
            ("PNG", "1"),
            ("PNG", "I;16"),
            ("PNG", "LA"),
            ("WEBP", "RGB"),
            ("GIF", "P"),
        ],
    )
    def test_makes_a_square_webp_of_every_kind(self, kind, mode):
        drawn = avatars.redraw(a_picture(kind, mode=mode, colour=None))

        assert shown(drawn).format == "WEBP"
        assert shown(drawn).size == (256, 256)

    def test_takes_the_middle(self):
        picture = Image.new("RGB", (900, 300), (220, 0, 0))
        picture.paste((0, 0, 220), (300, 0, 600, 300))
        upload = io.BytesIO()
        picture.save(upload, "PNG")

        drawn = shown(avatars.redraw(upload)).convert("RGB")

        for corner in ((5, 5), (250, 5), (5, 250), (250, 250)):
            red, _green, blue = drawn.getpixel(corner)
            assert blue > red

    def test_turns_the_picture_upright(self):
        drawn = shown(avatars.redraw(half_and_half(orientation=3))).convert("RGB")

        red, _green, blue = drawn.getpixel((128, 10))
        assert blue > red

    def test_keeps_what_can_be_seen_through(self):
        drawn = avatars.redraw(a_picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))

        assert shown(drawn).convert("RGBA").getpixel((128, 128))[3] == 0

    def test_keeps_sixteen_bits_of_grey_apart(self):
        drawn = avatars.redraw(a_picture("PNG", mode="I;16", colour=128 * 256))

        grey = shown(drawn).convert("L").getpixel((128, 128))
        assert 120 < grey < 136

    def test_drops_all_metadata(self):
        profile = b"\0" * 128

        drawn = avatars.redraw(half_and_half(icc_profile=profile))

        assert b"Secret Camera" not in drawn
        assert b"somewhere at home" not in drawn
        assert b"EXIF" not in drawn
        assert b"ICCP" not in drawn
        assert not shown(drawn).getexif()

    @pytest.mark.parametrize(
        "trailer",
        [HTML, SVG, b"<?php system($_GET['c']); ?>", b"PK\x03\x04" + b"\0" * 60],
        ids=["html", "svg", "php", "zip"],
    )
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
    def test_leaves_a_second_file_behind_that_hid_in_a_picture(self, kind, trailer):
        polyglot = io.BytesIO(a_picture(kind).getvalue() + trailer)

        drawn = avatars.redraw(polyglot)

        assert trailer not in drawn
        assert shown(drawn).format == "WEBP"

    def test_leaves_a_script_behind_that_hid_in_a_comment(self):
        picture = a_picture("JPEG", comment=HTML)

        assert b"script" not in avatars.redraw(picture)

    def test_takes_a_picture_that_is_drawn_in_layers(self):
        upload = io.BytesIO()
        Image.new("RGB", (600, 600), "teal").save(upload, "JPEG", progressive=True)

        assert shown(avatars.redraw(upload)).size == (256, 256)

    def test_refuses_one_in_layers_without_end(self):
        """A file of 8 MB would keep a processor for minutes."""
        upload = io.BytesIO()
        Image.new("L", (600, 600), "gray").save(upload, "JPEG", progressive=True)
        head, first, layer, *rest = upload.getvalue().split(b"\xff\xda")
        layers = [head, first, *[layer] * 200, *rest]

        with pytest.raises(avatars.PictureRefused):
            avatars.redraw(io.BytesIO(b"\xff\xda".join(layers)))

    def test_is_refused_while_others_are_drawn(self, monkeypatch):
        monkeypatch.setattr(avatars, "SECONDS_TO_WAIT", 0)
        with avatars._one_at_a_time, pytest.raises(avatars.TooManyPictures):
            avatars.redraw(a_picture("PNG"))

        assert avatars.redraw(a_picture("PNG"))

    def test_shows_the_first_frame_of_a_moving_picture(self):
        frames = [Image.new("RGB", (90, 90), c) for c in ("red", "blue", "green")]
        upload = io.BytesIO()
        frames[0].save(upload, "GIF", save_all=True, append_images=frames[1:])

        drawn = shown(avatars.redraw(upload))

        assert getattr(drawn, "n_frames", 1) == 1
        red, _green, blue = drawn.convert("RGB").getpixel((128, 128))
        assert red > blue

    @pytest.mark.parametrize(
        "upload",
        [
            SVG,
            HTML,
            b"",
            b"GIF89a/*<script>alert(1)</script>*/=1;",
            b"\xff\xd8\xff\xe0" + HTML,
            b"\x89PNG\r\n\x1a\n" + HTML,
            b"RIFF\x24\0\0\0WEBPVP8 " + HTML,
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
            b"push graphic-context\nviewbox 0 0 640 480\n",
            b"%PDF-1.4\n",
            b"BM" + b"\0" * 100,
        ],
        ids=[
            "svg",
            "html",
            "",
            "gif",
            "jpeg",
            "png",
            "webp",
            "eps",
            "mvg",
            "pdf",
            "bmp",
        ],
    )
    def test_refuses_what_is_no_picture(self, upload):
        with pytest.raises(avatars.PictureRefused):
            avatars.redraw(io.BytesIO(upload))

    @pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA", "PDF"])
    def test_refuses_pictures_of_other_kinds(self, kind):
        with pytest.raises(avatars.PictureRefused):
            avatars.redraw(a_picture(kind, size=(64, 64)))

    def test_refuses_an_archive(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as opened:
            opened.writestr("picture.png", a_picture("PNG").getvalue())

        with pytest.raises(avatars.PictureRefused):
            avatars.redraw(archive)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
    def test_refuses_half_a_picture(self, kind):
        noise = Image.effect_noise((300, 300), 90).convert("RGB")
        whole = io.BytesIO()
        noise.save(whole, kind)

        with pytest.raises(avatars.PictureRefused):
            avatars.redraw(io.BytesIO(whole.getvalue()[: len(whole.getvalue()) // 2]))

    @pytest.mark.parametrize(
        "upload",
        [
            a_png_that_says(4_001, 4_000),
            a_png_that_says(30_000, 30_000),
            a_png_that_says(2_000_000_000, 2_000_000_000),
            a_gif_that_says(65_535, 65_535),
        ],
        ids=["over", "bomb", "absurd", "gif"],
    )
    def test_refuses_a_huge_one_from_its_header(self, upload):
        with pytest.raises((avatars.PictureTooLarge, avatars.PictureRefused)):
            avatars.redraw(upload)

    def test_refuses_a_file_over_eight_megabytes(self):
        upload = io.BytesIO(a_picture().getvalue() + b"\0" * avatars.LARGEST_FILE)

        with pytest.raises(avatars.PictureTooLarge):
            avatars.redraw(upload)


@pytest.mark.django_db
class TestSetAvatar:
    @pytest.fixture(autouse=True)
    def _own_media(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

    def test_keeps_the_picture_under_a_name_that_says_nothing(self):
        reader = make_reader(name="rima")

        actions.set_avatar(reader=reader, upload=a_picture())

        reader.refresh_from_db()
        assert reader.avatar.name.startswith("avatars/")
        assert "rima" not in reader.avatar.name
        assert selectors.avatar_url(reader) == f"/media/{reader.avatar.name}"

    def test_deletes_the_old_file_once_committed(
        self, django_capture_on_commit_callbacks
    ):
        reader = make_reader()
        actions.set_avatar(reader=reader, upload=a_picture())
        reader.refresh_from_db()
        old = reader.avatar.name

        with django_capture_on_commit_callbacks(execute=True):
            actions.set_avatar(reader=reader, upload=a_picture("PNG"))
            assert default_storage.exists(old)

        reader.refresh_from_db()
        assert not default_storage.exists(old)
        assert default_storage.exists(reader.avatar.name)

    def test_tells_that_the_reader_looks_different(self):
        told = []

        def hear(reader_id, **kwargs):
            told.append(reader_id)

        signals.reader_renamed.connect(hear)
        reader = make_reader()

        actions.set_avatar(reader=reader, upload=a_picture())
        actions.remove_avatar(reader=reader)
        actions.remove_avatar(reader=reader)

        signals.reader_renamed.disconnect(hear)
        assert told == [reader.pk, reader.pk]
        reader.refresh_from_db()
        assert selectors.avatar_url(reader) is None

    def test_leaves_the_old_one_when_the_new_one_is_refused(self):
        reader = make_reader()
        actions.set_avatar(reader=reader, upload=a_picture())
        reader.refresh_from_db()
        old = reader.avatar.name

        with pytest.raises(avatars.PictureRefused):
            actions.set_avatar(reader=reader, upload=io.BytesIO(SVG))

        reader.refresh_from_db()
        assert reader.avatar.name == old
        assert default_storage.exists(old)
