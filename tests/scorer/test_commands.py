"""What one types to measure and to score."""

import csv
import json

import pytest
from click.testing import CliRunner

from hiwar.scorer import files
from hiwar.scorer.commands import scorer


@pytest.fixture
def labelled_file(tmp_path):
    file = tmp_path / "labelled.csv"
    rows = [
        ("You stupid idiot, shut up.", 1, "en", "insult", 0.9),
        ("Thank you for the report.", 0, "en", "thanks", 0.1),
        ("انت حمار يا كلب", 1, "ar", "insult", 0.7),
        ("شكرا على التقرير", 0, "ar", "thanks", 0.2),
    ]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["text", "label", "language", "group", "perspective"])
        writer.writerows(rows)
    return file


def run(*arguments):
    return CliRunner().invoke(scorer, list(map(str, arguments)))


class TestEvaluate:
    def test_answers_machines_by_group_and_language(self, labelled_file):
        report = json.loads(run("evaluate", labelled_file, "--json").output)

        assert report["all"]["roc_auc"] == 1
        assert report["all"]["f1_best"] == 1
        assert report["groups"]["thanks"]["false_alarms_at"]["0.5"] == 0
        assert set(report["languages"]) == {"en", "ar"}

    def test_answers_people_with_a_table(self, labelled_file):
        output = run("evaluate", labelled_file).output

        assert "language ar" in output
        assert "insult" in output

    def test_says_what_is_wrong_with_a_file(self, tmp_path):
        file = tmp_path / "wrong.csv"
        file.write_text("text\nhello\n")

        result = run("evaluate", file)

        assert result.exit_code == 1
        assert "no column label" in result.output


class TestScore:
    def test_writes_a_row_for_each_of_a_file(self, labelled_file, tmp_path):
        out = tmp_path / "scored.csv"

        run("score", "--file", labelled_file, "--out", out)

        rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
        assert [row["language"] for row in rows] == ["en", "en", "ar", "ar"]
        assert float(rows[0]["toxicity"]) > float(rows[1]["toxicity"])

    def test_scores_in_order_however_many_share_the_work(self, labelled_file, tmp_path):
        many = tmp_path / "many.csv"
        head, *rows = labelled_file.read_text("utf-8").splitlines()
        many.write_text("\n".join([head, *rows * 200]), "utf-8")

        for processes in (1, 2):
            files.score_file(many, tmp_path / f"{processes}.csv", processes=processes)

        shared = (tmp_path / "2.csv").read_text("utf-8")
        assert shared == (tmp_path / "1.csv").read_text("utf-8")
        assert len(shared.splitlines()) == 801

    def test_says_which_words_moved_it(self):
        answer = json.loads(run("score", "You stupid idiot").output)

        assert answer["words"][0]["text"] in {"stupid", "idiot"}


class TestThreshold:
    @pytest.mark.parametrize("asked", [("--held", "50%"), ("--was", "0.6")])
    def test_holds_as_many_as_before(self, labelled_file, asked):
        output = run("threshold", labelled_file, *asked).output

        assert "holds 2 of 4 comments" in output

    def test_wants_to_know_how_many(self, labelled_file):
        assert run("threshold", labelled_file).exit_code == 2
