"""Archives with pictures: a ZIP, a folder; and ZIPs that mean harm."""

import zipfile

import pytest
from django.core.files.storage import default_storage

from hiwar.accounts.models import Reader
from hiwar.interop.archive import sources
from hiwar.interop.archive.importing import import_archive
from hiwar.interop.archive.refusals import ArchiveRefused, BadLine
from hiwar.newsroom.models import Article, Photo
from tests.interop.archives import (
    ARTICLE,
    COMMENT,
    HEADER,
    NOW_HERE,
    READER,
    bring_in,
    line,
    lines,
    picture,
    write,
    write_zip,
)

pytestmark = pytest.mark.django_db

LEAD = {"file": "files/a.png", "alt": "boats", "caption": "", "credit": ""}


def bring_in_zip(path, **options):
    return import_archive(path, now=NOW_HERE, **options)


class TestAZip:
    def test_brings_the_pictures_along(self, tmp_path):
        given = [
            line(HEADER),
            line(READER, avatar="files/r7.png"),
            line(ARTICLE, photo=LEAD, body=[{"kind": "image"} | LEAD]),
        ]
        files = {"files/a.png": picture(), "files/r7.png": picture(colour="red")}

        bring_in_zip(write_zip(tmp_path, given, files=files))

        article = Article.objects.get()
        with default_storage.open(article.photo.file.name) as kept:
            assert kept.read() == picture()
        assert article.body.raw_data[0]["value"]["photo"] == article.photo_id
        assert Reader.objects.get().avatar.name.endswith(".webp")

    def test_makes_one_photo_of_the_same_bytes(self, tmp_path):
        other = LEAD | {"file": "files/b.png"}
        body = [{"kind": "image"} | other, {"kind": "image"} | LEAD]
        given = [line(HEADER), line(ARTICLE, photo=LEAD, body=body)]
        files = {"files/a.png": picture(), "files/b.png": picture()}

        bring_in_zip(write_zip(tmp_path, given, files=files))

        assert Photo.objects.count() == 1

    def test_brings_pictures_that_a_bare_file_did_not(self, tmp_path):
        given = [line(HEADER), line(ARTICLE, photo=LEAD)]
        bring_in(tmp_path, given)

        bring_in_zip(write_zip(tmp_path, given, files={"files/a.png": picture()}))

        assert Article.objects.get().photo is not None

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"GIF89a, it says",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            picture()[:40],
            picture(size=(200, 200), form="JPEG")[:300],
        ],
    )
    def test_is_refused_for_a_picture_that_is_none(self, tmp_path, content):
        given = [line(HEADER), line(ARTICLE, photo=LEAD)]
        path = write_zip(tmp_path, given, files={"files/a.png": content})

        with pytest.raises(BadLine, match=r"Line 2: .*not a picture"):
            bring_in_zip(path)

        assert not Article.objects.exists()

    def test_is_refused_for_a_picture_that_is_not_there(self, tmp_path):
        given = [line(HEADER), line(ARTICLE, photo=LEAD)]

        with pytest.raises(BadLine, match=r"Line 2: There is no picture"):
            bring_in_zip(write_zip(tmp_path, given))

    def test_is_refused_for_a_picture_that_is_huge(self, tmp_path, settings):
        settings.UPLOAD_LIMIT = 1024**2
        given = [line(HEADER), line(ARTICLE, photo=LEAD)]
        path = write_zip(tmp_path, given, files={"files/a.png": b"\0" * 5 * 1024**2})

        with pytest.raises(BadLine, match="larger than 1 MB"):
            bring_in_zip(path)

    def test_is_refused_for_a_picture_of_too_many_pixels(self, tmp_path, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
        given = [line(HEADER), line(ARTICLE, photo=LEAD)]
        path = write_zip(tmp_path, given, files={"files/a.png": picture(size=(20, 20))})

        with pytest.raises(BadLine, match="too many pixels"):
            bring_in_zip(path)

    def test_has_nothing_read_but_what_its_lines_name(self, tmp_path):
        files = {"../escaped.png": picture(), "files/../../also.png": b"x", "x": b"y"}

        bring_in_zip(write_zip(tmp_path, lines(), files=files))

        assert [
            *tmp_path.parent.rglob("escaped.png"),
            *tmp_path.rglob("also.png"),
        ] == []
        assert not Photo.objects.exists()

    def test_is_refused_when_far_too_much_comes_out(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sources, "HARMLESS", 1024**2)
        blanks = " " * 1024
        path = write_zip(tmp_path, [*lines(), *[blanks] * 20_000])

        with pytest.raises(ArchiveRefused, match="Far too much"):
            bring_in_zip(path)

    def test_is_refused_for_one_line_without_end(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sources, "LONGEST_LINE", 10_000)
        path = write_zip(tmp_path, [*lines(), "x" * 50_000, line(COMMENT)])

        with pytest.raises(BadLine, match=r"Line 4: It is too long"):
            bring_in_zip(path)

        report = bring_in_zip(path, skip_bad_lines=True)
        assert [bad.number for bad in report.bad_lines()] == [4]
        assert report.written["comment"] == 1

    def test_is_refused_for_too_many_files(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sources, "MOST_ENTRIES", 3)
        files = {f"files/{n}.png": b"" for n in range(3)}

        with pytest.raises(ArchiveRefused, match="too many files"):
            bring_in_zip(write_zip(tmp_path, lines(), files=files))

    def test_is_refused_without_lines(self, tmp_path):
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("files/a.png", picture())

        with pytest.raises(ArchiveRefused, match=r"no archive\.jsonl"):
            bring_in_zip(path)

    @pytest.mark.parametrize("damage", [slice(0, 200), slice(0, 2)])
    def test_is_refused_when_it_is_broken(self, tmp_path, damage):
        path = write_zip(tmp_path, lines(line(COMMENT)))
        path.write_bytes(path.read_bytes()[damage])

        with pytest.raises(ArchiveRefused, match="broken"):
            bring_in_zip(path)

    def test_is_refused_when_its_lines_are_broken(self, tmp_path):
        path = write_zip(
            tmp_path, lines(*(line(COMMENT, id=f"c{n}") for n in range(99)))
        )
        content = bytearray(path.read_bytes())
        content[400:420] = b"\xff" * 20
        path.write_bytes(content)

        with pytest.raises(ArchiveRefused, match="broken"):
            bring_in_zip(path)


class TestAFolder:
    def test_is_an_archive_with_its_pictures(self, tmp_path):
        write(tmp_path, [line(HEADER), line(ARTICLE, photo=LEAD)])
        (tmp_path / "files").mkdir()
        (tmp_path / "files" / "a.png").write_bytes(picture())

        import_archive(tmp_path, now=NOW_HERE)

        assert Article.objects.get().photo is not None

    def test_gives_nothing_that_lies_outside_of_it(self, tmp_path):
        inside = tmp_path / "inside"
        (inside / "files").mkdir(parents=True)
        (tmp_path / "secret.png").write_bytes(picture())
        (inside / "files" / "a.png").symlink_to(tmp_path / "secret.png")
        write(inside, [line(HEADER), line(ARTICLE, photo=LEAD)])

        with pytest.raises(BadLine, match="no picture"):
            import_archive(inside, now=NOW_HERE)

    def test_without_lines_is_refused(self, tmp_path):
        with pytest.raises(ArchiveRefused, match=r"no archive\.jsonl"):
            import_archive(tmp_path, now=NOW_HERE)
