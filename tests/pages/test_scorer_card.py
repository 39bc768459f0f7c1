"""The scorer's model card on the site: what a reader can hold against it."""

import re

import numpy as np
import pytest

from hiwar.scorer import Language, layer, model
from hiwar.scorer.evaluation import shipped
from tests.factories import make_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def show(client, language="en"):
    response = client.get(f"/{language}/moderation/scorer/")
    assert response.status_code == 200
    return response.content.decode()


class TestCard:
    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", ["does not detect hate speech", "must not be used", "mockery (Eng"]),
            ("ar", ["لا يجوز استعماله", "سخرية (الإنكليزية)", "أسوأ أخطائه"]),
        ],
    )
    def test_says_what_it_is_not_for_and_where_it_errs(self, client, language, said):
        page = show(client, language)

        assert all(words in page for words in said)
        # No name of the report's own is left where people read.
        assert not re.search(r"profanity_harmless|counter_speech|>mlma", page)

    def test_has_a_row_for_everything_that_was_measured(self, client):
        measured = shipped.read()
        rows = sum(
            len(part)
            for part in (
                measured["sources"],
                measured["hard"]["languages"],
                measured["hard"]["groups"],
                measured["kinds"],
            )
        )

        assert show(client).count('<th scope="row"') == rows

    def test_draws_both_languages_twice(self, client):
        page = show(client)

        assert page.count("<polyline") == 4
        assert " style=" not in page

    def test_says_how_little_few_cases_say(self, client):
        page = show(client)

        quotations = page.partition("quotations (English)")[2].partition("</tr>")[0]
        assert "0%" in quotations
        assert "(0–43)" in quotations

    def test_says_when_the_site_has_a_layer_of_its_own(self, client, settings):
        kinds = len(model.shipped().kinds)
        row = layer.see(np.zeros(kinds), 0.0, None, Language.ENGLISH)
        own = layer.Layer(
            model=layer.fingerprint(),
            until="2026-11-20",
            weights=np.zeros(len(row)),
            own=np.array([0.0, 1.0]),
            shipped=np.array([0.0, 1.0]),
        )
        before = show(client)

        layer.write(settings.DATA / layer.IN_USE, own)

        assert "2026-11-20" not in before
        assert "our moderators decided, up to <bdi>2026-11-20</bdi>" in show(client)
