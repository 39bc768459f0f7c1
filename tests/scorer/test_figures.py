"""What is measured of scores against labels."""

import pytest

from hiwar.scorer.evaluation import labelled
from hiwar.scorer.evaluation.figures import measure


class TestMeasure:
    def test_counts_ties_by_half(self):
        assert measure([0, 1], [0.5, 0.5]).roc_auc == 0.5
        assert measure([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).roc_auc == 0.75

    def test_finds_the_best_f1_and_its_threshold(self):
        figures = measure([1, 1, 0, 0], [0.9, 0.6, 0.7, 0.1])

        assert figures.f1_best == 0.8
        assert figures.f1_best_threshold == 0.6

    def test_does_not_part_rows_with_the_same_score(self):
        assert measure([1, 0, 0], [0.5, 0.5, 0.5]).f1_best == 0.5

    def test_counts_alarms_among_the_harmless_and_misses_among_the_toxic(self):
        figures = measure([0, 0, 0, 1, 1], [0.95, 0.1, 0.2, 0.85, 0.3])

        assert figures.false_alarms_at["0.9"] == pytest.approx(1 / 3, abs=1e-4)
        assert figures.misses_at["0.8"] == 0.5

    def test_counts_no_score_as_nothing_held(self):
        figures = measure([1, 0], [None, 0.2])

        assert figures.unscored == 1
        assert figures.roc_auc == 0

    def test_says_nothing_where_one_label_is_missing(self):
        assert measure([0, 0], [0.1, 0.2]).roc_auc is None


class TestLabelledFile:
    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            ("text\nhello\n", "no column label"),
            ("text,label\nhello,2\n", "line 2"),
            ("text,label\n", "no rows"),
        ],
    )
    def test_says_what_is_wrong(self, tmp_path, content, problem):
        file = tmp_path / "labelled.csv"
        file.write_text(content)

        with pytest.raises(labelled.NotLabelled, match=problem):
            labelled.read(file)
