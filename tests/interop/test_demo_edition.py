"""The demo edition is an archive like any other."""

import json
from pathlib import Path

import pytest

from hiwar import ops
from hiwar.discussion.models import Thread
from hiwar.interop.archive.importing import import_archive
from hiwar.newsroom.models import Article
from tests.interop.archives import NOW_HERE, in_order, take_out

pytestmark = pytest.mark.django_db

DEMO = Path(ops.__file__).parent / "demo"


class TestTheDemoEdition:
    def test_comes_in_and_goes_out_line_for_line(self, tmp_path):
        given = (DEMO / "archive.jsonl").read_text(encoding="utf-8").splitlines()

        report = import_archive(DEMO, now=NOW_HERE)

        assert report.survey.pictures_missing == 0
        assert in_order(take_out(tmp_path, name="out.zip")) == in_order(given)
        again = import_archive(tmp_path / "out.zip", now=NOW_HERE)
        assert set(again.written.values()) <= {0}

    def test_has_ids_that_no_other_archive_will_have(self):
        given = (DEMO / "archive.jsonl").read_text(encoding="utf-8").splitlines()

        members = [json.loads(each) for each in given]
        readers = [m["id"] for m in members if m["type"] == "reader"]
        keys = [m["author"].get("guest_key", "demo-") for m in members if "author" in m]
        assert all(name.startswith("demo-") for name in [*readers, *keys])

    def test_has_a_discussion_under_each_of_its_stories(self):
        import_archive(DEMO, now=NOW_HERE)

        threads = Thread.objects.filter(is_public=True)
        assert threads.count() == Article.objects.count()
        assert max(thread.number_of_comments for thread in threads) >= 24
