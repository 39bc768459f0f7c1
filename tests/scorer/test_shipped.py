"""What ships: the weights, the report on them, and the card that tells it."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from hiwar.scorer import encoder, model
from hiwar.scorer.evaluation import card, own, shipped

DOCS = Path(__file__).parents[2] / "docs"
MOST_BYTES = 40_000_000


class TestWeights:
    def test_are_small_enough_and_only_numbers(self):
        files = [*encoder.HERE.glob("*.np[yz]")]

        assert model.FILE in files
        assert sum(file.stat().st_size for file in files) <= MOST_BYTES
        for file in files:
            if file.suffix == ".npz":
                with zipfile.ZipFile(file) as arrays:
                    assert all(name.endswith(".npy") for name in arrays.namelist())
            else:
                assert np.load(file, mmap_mode="r", allow_pickle=False).dtype == "u1"


class TestReport:
    def test_is_of_the_weights_that_ship(self):
        assert shipped.read()["model"] == own.fingerprint()

    def test_says_what_can_be_measured_again(self):
        told = shipped.read()["hard"]

        measured = own.hard_report().as_json()

        for kind in ("languages", "groups"):
            assert told[kind].keys() == measured[kind].keys()
            for name, figures in measured[kind].items():
                auc = told[kind][name]["roc_auc"]
                assert figures["roc_auc"] == pytest.approx(auc, abs=0.005)

    def test_stands_in_the_card(self):
        assert (DOCS / card.CARD).read_text("utf-8") == card.text(shipped.read())

    @pytest.mark.parametrize("language", ["en", "ar", "ar-Latn"])
    def test_is_well_above_chance_in_every_language(self, language):
        assert shipped.read()["hard"]["languages"][language]["roc_auc"] > 0.75

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_says_about_what_people_said(self, language):
        bins = shipped.read()["calibration"][language]
        rows = sum(one["rows"] for one in bins)

        off = sum(one["rows"] * abs(one["said"] - one["people"]) for one in bins) / rows

        assert off < 0.08


class TestHardCases:
    def test_are_at_least_three_hundred(self):
        assert len(own.hard_cases()) >= 300

    def test_are_not_among_what_was_trained_on(self):
        written = {
            line.partition("\t")[2].strip()
            for language in ("en", "ar")
            for line in (
                Path(encoder.__file__).parent / "training/written" / f"{language}.txt"
            )
            .read_text("utf-8")
            .splitlines()
        }

        assert not written & {case.text for case in own.hard_cases()}
