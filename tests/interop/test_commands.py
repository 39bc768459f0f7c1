"""The commands: what they say, and how they end."""

import pytest
from click.testing import CliRunner

from hiwar.discussion.models import Comment
from hiwar.interop import commands
from hiwar.newsroom.models import Article
from tests.interop.archives import COMMENT, line, lines, write, write_zip

pytestmark = pytest.mark.django_db

WXR = """<?xml version="1.0"?>
<rss xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><link>https://blog.example</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<item><title>Hello</title><content:encoded>It rained.</content:encoded>
<wp:post_id>1</wp:post_id><wp:post_date_gmt>2017-02-16 09:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


class TestImportArchiveCommand:
    def test_reports_what_it_wrote(self, tmp_path):
        path = write(tmp_path, lines(line(COMMENT)))

        result = run(commands.import_, "archive", path)

        assert result.exit_code == 0
        assert "1  Comments written" in result.output
        assert Comment.objects.count() == 1

    def test_ends_with_one_sentence_and_code_1_for_a_bad_line(self, tmp_path):
        path = write(tmp_path, lines("{"))

        result = run(commands.import_, "archive", path)

        assert result.exit_code == 1
        assert result.stderr == "Error: Line 4: It is not JSON.\n"
        assert not Article.objects.exists()

    def test_says_which_lines_were_left(self, tmp_path):
        path = write(tmp_path, lines("{", line(COMMENT), line(COMMENT, parent="c9")))

        result = run(commands.import_, "archive", path, "--skip-bad-lines")

        assert result.exit_code == 0
        left = result.output.split("These lines were left:\n")[1].splitlines()
        assert [each.partition(":")[0] for each in left] == ["Line 4", "Line 6"]

    @pytest.mark.parametrize("name", ["nowhere.jsonl", "", "archive.zip"])
    def test_ends_with_one_sentence_and_code_1_without_an_archive(self, tmp_path, name):
        (tmp_path / "archive.zip").write_bytes(b"PK, it says")

        result = run(commands.import_, "archive", tmp_path / name)

        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1


class TestExportArchiveCommand:
    @pytest.mark.parametrize("name", ["out.jsonl", "out.zip"])
    def test_writes_what_can_be_imported_again(self, tmp_path, name):
        run(commands.import_, "archive", write_zip(tmp_path, lines(line(COMMENT))))

        result = run(commands.export, "archive", tmp_path / name)
        again = run(commands.import_, "archive", tmp_path / name)

        assert "in 4 lines" in result.output
        assert (result.exit_code, again.exit_code) == (0, 0)
        assert "3  Lines that say what is here already" in again.output

    def test_ends_with_code_1_when_there_is_nothing(self, tmp_path):
        result = run(commands.export, "archive", tmp_path / "out.jsonl")

        assert result.exit_code == 1
        assert not (tmp_path / "out.jsonl").exists()


class TestImportWordpressCommand:
    def test_reports_counts_of_all_kinds(self, tmp_path):
        path = tmp_path / "blog.xml"
        path.write_text(WXR)

        result = run(commands.import_, "wordpress", path)

        assert result.exit_code == 0
        assert "1  Posts that become articles" in result.output
        assert "0  Comments left out: spam" in result.output
        assert Article.objects.get().headline == "Hello"

    def test_writes_nothing_in_a_dry_run(self, tmp_path):
        path = tmp_path / "blog.xml"
        path.write_text(WXR)

        result = run(commands.import_, "wordpress", path, "--dry-run")

        assert result.exit_code == 0
        assert "1  Posts that become articles" in result.output
        assert not Article.objects.exists()

    @pytest.mark.parametrize(
        "text", ["", "{}", "<rss/>", WXR.replace("1.2<", "9.9<"), WXR[:-9]]
    )
    def test_ends_with_one_sentence_and_code_1_for_something_else(self, tmp_path, text):
        path = tmp_path / "blog.xml"
        path.write_text(text)

        result = run(commands.import_, "wordpress", path)

        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert not Article.objects.exists()

    def test_asks_for_a_language_that_the_paper_has(self, tmp_path):
        path = tmp_path / "blog.xml"
        path.write_text(WXR.replace("en-US", "fr"))

        refused = run(commands.import_, "wordpress", path)
        taken = run(commands.import_, "wordpress", path, "--language", "ar")

        assert refused.exit_code == 1
        assert "--language" in refused.stderr
        assert taken.exit_code == 0
        assert Article.objects.get().locale.language_code == "ar"

    def test_refuses_a_folder_of_pictures_that_is_not_there(self, tmp_path):
        path = tmp_path / "blog.xml"
        path.write_text(WXR)

        result = run(commands.import_, "wordpress", path, "--media", tmp_path / "no")

        assert result.exit_code == 1
