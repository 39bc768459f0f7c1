"""The site's own layer: fitted, measured, read again, and never in the way."""

import dataclasses
import io
import logging

import numpy as np
import pytest

from hiwar.scorer import layer, score
from hiwar.scorer.training.layer import Decided, TooFew, train

from .decided import texts

SNEER = "How sweet that you have an opinion on the theatre."
OATH = "Damn, that was a fucking brilliant report."


def decided(labelled):
    return [
        Decided(text=text, is_removed=is_removed, day="2026-11-20")
        for text, is_removed in labelled
    ]


@pytest.fixture(scope="module")
def trained():
    return train(decided(texts()))


@pytest.fixture
def place(tmp_path):
    """Where the layer in use is looked for."""
    file = tmp_path / layer.IN_USE
    layer.follow(lambda: file)
    yield file
    layer.follow(None)


class TestTrain:
    def test_learns_what_this_newsroom_minds(self, trained):
        assert trained.is_better
        assert trained.whole.own.roc_auc > trained.whole.shipped.roc_auc + 0.1
        assert trained.between[0] <= trained.gain <= trained.between[1]

    def test_measures_on_the_newest_fifth_alone(self, trained):
        assert trained.whole.own.rows == (trained.removed + trained.kept) // 5
        assert sum(each.own.rows for each in trained.languages.values()) == (
            trained.whole.own.rows
        )

    def test_never_measures_on_words_that_it_learnt_from(self):
        labelled = list(texts())
        again = [(text.upper(), is_removed) for text, is_removed in labelled[:100]]

        found = train(decided([*labelled, *again]))

        assert found.removed + found.kept == len(labelled)

    def test_finds_nothing_where_there_is_nothing_to_learn(self):
        labelled = [(text, turn % 7 < 3) for turn, (text, _is) in enumerate(texts())]

        assert not train(decided(labelled)).is_better

    def test_finds_the_same_again(self, trained, tmp_path):
        files = [tmp_path / "one.npz", tmp_path / "two.npz"]
        layer.write(files[0], trained.layer)
        layer.write(files[1], train(decided(texts())).layer)

        assert files[0].read_bytes() == files[1].read_bytes()

    def test_keeps_the_scale(self, trained):
        """As many texts reach a threshold as by the shipped score."""
        shipped = trained.whole.shipped
        own = trained.whole.own

        def held(figures):
            harmless = figures.rows - figures.toxic
            hits = figures.toxic * (1 - figures.misses_at["0.8"])
            return hits + harmless * figures.false_alarms_at["0.8"]

        assert held(own) == pytest.approx(held(shipped), abs=own.rows * 0.08)

    def test_refuses_with_too_few_and_says_how_many_there_are(self):
        with pytest.raises(TooFew) as caught:
            train(decided(list(texts())[:50]))

        few = caught.value
        assert (few.removed, few.kept, few.needed) == (25, 25, 150)

    def test_refuses_where_one_period_says_nothing(self):
        labelled = sorted(texts(), key=lambda one: one[1])

        with pytest.raises(TooFew) as caught:
            train(decided(labelled))

        assert caught.value.are_newest


class TestLayer:
    def test_scores_without_a_restart_and_goes_again(self, trained, place):
        before = score(SNEER).toxicity, score(OATH).toxicity

        layer.write(place, trained.layer)
        with_it = score(SNEER), score(OATH)
        place.unlink()

        assert with_it[0].toxicity > before[0]
        assert with_it[1].toxicity < before[1]
        assert (score(SNEER).toxicity, score(OATH).toxicity) == before

    def test_says_which_words_moved_its_own_score(self, trained, place):
        def moved():
            return {word.text for word in score(OATH, explains=True).moved}

        before = moved()
        layer.write(place, trained.layer)

        assert "fucking" in before
        assert "fucking" not in moved()

    def test_leaves_the_other_scores_alone(self, trained, place):
        before = score(OATH).values

        layer.write(place, trained.layer)

        after = score(OATH).values
        assert {**after, "toxicity": 0} == {**before, "toxicity": 0}

    @pytest.mark.parametrize(
        "change",
        [
            {"model": "0" * 64},
            {"weights": np.zeros(3)},
            {"weights": np.zeros((2, 2))},
            {"weights": np.array([{"a": "pickle"}], dtype=object)},
            {"own": np.array([0.0, np.nan])},
            {"own": np.zeros(41)},
            {"shipped": np.zeros(1)},
            {"until": np.array(["a", "b"])},
        ],
    )
    def test_that_does_not_fit_is_left_aside(self, trained, place, change, caplog):
        before = score(SNEER)

        layer.write(place, dataclasses.replace(trained.layer, **change))

        assert score(SNEER) == before
        assert "hiwar scorer train" in caplog.text

    @pytest.mark.parametrize("cut", [0, 1, 100, 2000])
    def test_that_is_damaged_is_left_aside(self, trained, place, cut, caplog):
        before = score(SNEER)
        layer.write(place, trained.layer)

        place.write_bytes(place.read_bytes()[:cut])
        with caplog.at_level(logging.WARNING):
            scores = [score(SNEER) for _turn in range(3)]

        assert scores == [before] * 3
        assert len(caplog.records) == 1

    def test_that_is_another_kind_of_file_is_left_aside(self, place):
        before = score(SNEER)
        place.parent.mkdir()
        array = io.BytesIO()
        np.save(array, np.zeros(4))

        for content in (b"hello", array.getvalue()):
            place.write_bytes(content)
            assert score(SNEER) == before
