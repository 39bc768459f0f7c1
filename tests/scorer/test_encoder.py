"""What a text is about in numbers: the same, whatever was read before."""

import numpy as np
import pytest

from hiwar.scorer import encoder

TEXTS = [
    "The harbour was closed for a week.",
    "you are an idiot",
    "أغلق الميناء أسبوعا كاملا بسبب العاصفة",
    "a " * 300,
    "",
]


class TestEncode:
    def test_says_the_same_alone_and_among_many(self):
        fresh = encoder.Encoder(encoder.HERE)

        among = fresh.encode(TEXTS * 3)

        for place, text in enumerate(TEXTS):
            (alone,) = fresh.encode([text])
            assert among[place] == pytest.approx(alone, abs=1e-3)

    def test_forgets_pieces_when_there_are_too_many(self, monkeypatch):
        whole = encoder.Encoder(encoder.HERE).encode(TEXTS)
        monkeypatch.setattr(encoder, "_MOST_HELD", 40)
        small = encoder.Encoder(encoder.HERE)

        for _turn in range(3):
            again = np.vstack([small.encode([text]) for text in TEXTS])

            assert again == pytest.approx(whole, abs=1e-3)
