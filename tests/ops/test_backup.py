"""The whole paper in one file, and back."""

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hiwar.ops import backup as whole
from hiwar.ops.folder import Unusable
from tests import papers

from .server import Paper, own_database, run

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(
        "os.environ.get('DATABASE_URL')", reason="PostgreSQL has pg_dump"
    ),
]

NOW = datetime(2017, 2, 16, 11, 22, tzinfo=UTC)
ADD_A_READER = """
from django.utils import timezone
from hiwar.accounts.actions import create_reader
create_reader(name={name!r}, email={name!r} + "@example.org", now=timezone.now())
"""
LIST_READERS = """
import json
from hiwar.accounts.models import Reader
print(json.dumps(sorted(Reader.objects.values_list("name", flat=True))))
"""


def readers(paper):
    return json.loads(paper.ask(LIST_READERS))


def put_picture(paper, name="ferry.webp", content=b"picture"):
    (paper.data / "media" / "images").mkdir(parents=True, exist_ok=True)
    (paper.data / "media" / "images" / name).write_bytes(content)


@pytest.fixture(scope="module")
def _kept(_prepared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    with papers.copied(_prepared, folder) as paper:
        put_picture(paper)
        paper.ask(ADD_A_READER.format(name="Before"))
        path = folder / "backup.zip"
        done = paper.run("backup", path)
        assert done.returncode == 0, done.stderr
        yield paper, path


@pytest.fixture
def paper(_kept, tmp_path):
    """A paper with a reader named Before and a picture."""
    with papers.copied(_kept[0], tmp_path) as paper:
        yield paper


@pytest.fixture
def backup(_kept, tmp_path):
    """A backup of that paper."""
    return Path(shutil.copy(_kept[1], tmp_path / "backup.zip"))


class TestBackup:
    def test_holds_database_pictures_and_secret_for_its_owner_only(self, backup):
        with zipfile.ZipFile(backup) as archive:
            names = set(archive.namelist())

        assert names == {"hiwar.sqlite3", "secret", "media/images/ferry.webp"}
        assert backup.stat().st_mode & 0o777 == 0o600

    def test_is_made_while_people_write(self, paper, tmp_path):
        with paper.running():
            done = paper.run("backup", tmp_path / "backup.zip")

        assert done.returncode == 0

    def test_does_not_replace_a_file(self, paper, backup):
        before = backup.read_bytes()

        done = paper.run("backup", backup)

        assert done.returncode == 1
        assert "File exists" in done.stderr
        assert backup.read_bytes() == before

    def test_leaves_no_half_a_file_behind(self, settings, tmp_path):
        settings.DATA = tmp_path / "gone"
        path = tmp_path / "backup.zip"

        with pytest.raises(Unusable, match=r"cannot be written: No such file"):
            whole.write(path)

        assert not path.exists()


class TestRestore:
    def test_brings_back_what_was(self, paper, backup):
        paper.ask(ADD_A_READER.format(name="After"))
        put_picture(paper, "later.webp")
        secret = (paper.data / "secret").read_text()

        done = paper.run("restore", backup)

        assert done.returncode == 0, done.stderr
        assert "After" not in readers(paper)
        assert "Before" in readers(paper)
        pictures = paper.data / "media" / "images"
        assert [path.name for path in pictures.iterdir()] == ["ferry.webp"]
        assert (paper.data / "secret").read_text() == secret

    def test_sets_aside_what_was_there(self, paper, backup):
        paper.ask(ADD_A_READER.format(name="After"))

        paper.run("restore", backup)

        (kept,) = paper.data.glob("before-*")
        assert "After" in readers(Paper(kept, {}))

    def test_sets_aside_pictures_that_no_database_names(self, paper, backup):
        put_picture(paper, "orphan.webp")
        (paper.data / "hiwar.sqlite3").unlink()

        paper.run("restore", backup)

        (kept,) = paper.data.glob("before-*")
        assert (kept / "media" / "images" / "orphan.webp").exists()

    def test_makes_a_paper_on_a_new_machine(self, backup, tmp_path):
        with own_database() as database:
            fresh = Paper(tmp_path / "fresh", database)

            done = fresh.run("restore", backup)

            assert done.returncode == 0, done.stderr
            assert "Before" in readers(fresh)
            with fresh.running("--no-demo") as server:
                assert server.answers()

    def test_is_refused_while_the_paper_runs(self, paper, backup):
        with paper.running():
            done = paper.run("restore", backup)

        assert done.returncode == 1
        assert "already running" in done.stderr

    @pytest.mark.parametrize(
        "members",
        [
            {},
            {"secret": "x"},
            {"hiwar.sqlite3": "not a database", "secret": "x"},
            {"hiwar.sqlite3": "x", "secret": "x", "../evil": "x"},
            {"hiwar.sqlite3": "x", "secret": "x", "media/../../evil": "x"},
            {"hiwar.sqlite3": "x", "secret": "x", "/etc/evil": "x"},
        ],
    )
    def test_refuses_what_is_not_a_backup_and_changes_nothing(
        self, settings, tmp_path, members
    ):
        settings.DATA = tmp_path / "paper"
        settings.DATA.mkdir()
        path = tmp_path / "strange.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

        with pytest.raises(Unusable):
            whole.restore(path, now=NOW)

        assert list(settings.DATA.iterdir()) == []
        assert not list(tmp_path.rglob("evil"))

    @pytest.mark.parametrize("offset", [40, 400, 4000])
    def test_refuses_a_damaged_file_in_a_sentence(
        self, settings, tmp_path, backup, offset
    ):
        settings.DATA = tmp_path / "fresh"
        settings.DATA.mkdir()
        content = bytearray(backup.read_bytes())
        content[offset : offset + 30] = b"\xff" * 30
        backup.write_bytes(content)

        with pytest.raises(Unusable):
            whole.restore(backup, now=NOW)

        assert list(settings.DATA.iterdir()) == []

    def test_says_that_a_file_is_missing(self, tmp_path):
        done = run("restore", tmp_path / "nothing.zip", "--data", tmp_path / "paper")

        assert done.returncode == 1
        assert "nothing.zip cannot be read: No such file or directory." in done.stderr
