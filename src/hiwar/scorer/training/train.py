"""Fit the model that ships: `python -m hiwar.scorer.training.train FOLDER`.

From the labelled comments in FOLDER to `shipped/model.npz`. The same data give the
same file on the same machine; rows of the test part are never looked at.
"""

import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy import sparse

from hiwar.scorer import arabizi, encoder, features, model, quotation
from hiwar.scorer.language import Language
from hiwar.scorer.preparation import Prepared, prepare
from hiwar.scorer.training import encoder as encoder_file
from hiwar.scorer.training import fit
from hiwar.scorer.training.sources import KINDS, Row, rows

logger = logging.getLogger(__name__)
Array = np.ndarray
_STRICTNESS: Final = 0.2
_MIX_STRICTNESS: Final = 2.0
# So many texts of each language tell how the sums of the encoder differ.
_SAMPLED: Final = 5_000
# Labels that only our own sentences carry are few: they are trusted less.
_WRITTEN_STRICTNESS: Final = 0.5


@dataclass
class Examples:
    """Rows with what the two parts of the model read of them."""

    rows: list[Row]
    forms: list[list[str]]
    labels: Array
    weights: Array
    encoded: Array

    def where(self, language: str, part: str) -> Array:
        return np.array(
            [row.part == part and language in ("", row.language) for row in self.rows]
        )


def main(folder: Path, out: Path = model.FILE) -> None:
    """Write the model fitted on the labelled comments of `folder` to `out`."""
    start = time.monotonic()
    found = rows(folder)
    prepared = [prepare(quotation.cut(row.text)) for row in found]
    if not (encoder.HERE / encoder.WEIGHTS).exists():
        encoder_file.make(encoder.HERE, _sample(found, prepared))
        logger.info("encoder made after %.0f s", _since(start))
    examples = read(found, prepared)
    logger.info("%s rows read after %.0f s", len(examples.rows), _since(start))
    train = examples.where("", "train")
    weights: dict[str, Array] = fit.network(
        examples.encoded[train], examples.labels[train], examples.weights[train]
    )
    network = _network_odds(weights, examples.encoded)
    logger.info("network fitted after %.0f s", _since(start))
    for language, of in ((Language.ENGLISH, "en"), (Language.ARABIC, "ar")):
        _fit_language(weights, examples, language, of, network)
    bare = Examples(
        examples.rows,
        [[arabizi.consonants(form) for form in forms] for forms in examples.forms],
        examples.labels,
        examples.weights,
        examples.encoded,
    )
    _fit_language(weights, bare, Language.ARABIZI, "ar", np.zeros_like(network))
    weights["kinds"] = np.array(KINDS)
    weights["hidden"] = weights["hidden"].astype(np.float16)
    np.savez_compressed(out, allow_pickle=False, **weights)
    logger.info("written to %s after %.0f s", out, _since(start))


def _sample(found: list[Row], prepared: list[Prepared]) -> dict[str, list[str]]:
    """Return some of the texts of each language, to see what they differ in."""
    texts: dict[str, list[str]] = {"en": [], "ar": []}
    for row, text in zip(found, prepared, strict=True):
        if row.part == "train" and text.words:
            texts[row.language].append(text.readable)
    return {language: of[:: -(-len(of) // _SAMPLED)] for language, of in texts.items()}


def read(found: list[Row], prepared: list[Prepared]) -> Examples:
    """Return rows of every source with what the model sees of them."""
    labels = [[row.labels.get(kind, np.nan) for kind in KINDS] for row in found]
    return Examples(
        rows=found,
        forms=[[word.form for word in text.words] for text in prepared],
        labels=np.array(labels, np.float32),
        weights=np.array([row.weight for row in found], np.float32),
        encoded=encoder.shipped().encode([text.readable for text in prepared]),
    )


def matrix(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Return the features of each text, a row each."""
    starts, places, values = [0], [], []
    for forms in texts:
        groups = features.of_text(forms)
        found = [place for group in groups for place in group]
        places += found
        values += [1 / features.length(len(found))] * len(found)
        starts.append(len(places))
    shape = (len(texts), features.BUCKETS)
    summed = sparse.csr_matrix((values, places, starts), shape=shape)
    summed.sum_duplicates()
    return summed


def _fit_language(
    weights: dict[str, Array],
    examples: Examples,
    language: Language,
    of: str,
    network: Array,
) -> None:
    train, tune = examples.where(of, "train"), examples.where(of, "tune")
    both = np.flatnonzero(train | tune)
    table = matrix([examples.forms[place] for place in both])
    linear = np.zeros((features.BUCKETS, len(KINDS)), np.float16)
    biases, mixes = np.zeros(len(KINDS), np.float32), []
    for column in range(len(KINDS)):
        labels = examples.labels[both, column]
        asked = ~np.isnan(labels)
        fitted = asked & train[both]
        added, bias = fit.regression(
            table[fitted],
            labels[fitted].astype(float),
            examples.weights[both][fitted].astype(float),
            strictness=_WRITTEN_STRICTNESS if column else _STRICTNESS,
        )
        linear[:, column], biases[column] = added, bias
        tuned = asked & tune[both]
        odds = np.column_stack(
            [table[tuned] @ added + bias, network[both][tuned, column]]
        )
        mix, constant = fit.regression(
            odds,
            labels[tuned].astype(float),
            examples.weights[both][tuned].astype(float),
            strictness=_MIX_STRICTNESS,
        )
        mixes.append([*np.maximum(mix, 0), constant])
    weights[f"linear_{language}"] = linear
    weights[f"bias_{language}"] = biases
    weights[f"mix_{language}"] = np.array(mixes, np.float32).T
    logger.info("%s: mixed as %s", language, np.round(mixes, 2).tolist())


def _network_odds(weights: dict[str, Array], encoded: Array) -> Array:
    hidden = np.maximum(encoded @ weights["hidden"] + weights["hidden_bias"], 0)
    odds: Array = hidden @ weights["out"] + weights["out_bias"]
    return odds


def _since(start: float) -> float:
    return time.monotonic() - start


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(Path(sys.argv[1]))
