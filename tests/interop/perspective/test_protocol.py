"""What Perspective's clients ask, and what they are answered."""

import pytest

from hiwar.interop.perspective.protocol import Wrong, analyze, suggest


def request(text="You are a stupid idiot. Thanks for the report.", **fields):
    return {
        "comment": {"text": text},
        "requestedAttributes": {"TOXICITY": {}},
        **fields,
    }


class TestAnalyze:
    def test_answers_with_a_score_for_each_attribute_asked_for(self):
        asked = {
            "TOXICITY": {},
            "THREAT": {},
            "PROFANITY": {"scoreType": "PROBABILITY"},
        }

        answer = analyze(request(requestedAttributes=asked))

        assert set(answer["attributeScores"]) == set(asked)
        for scores in answer["attributeScores"].values():
            assert scores["summaryScore"]["type"] == "PROBABILITY"
            assert 0 <= scores["summaryScore"]["value"] <= 1
        assert answer["languages"] == ["en"]
        assert answer["detectedLanguages"] == ["en"]

    def test_scores_each_sentence_where_spans_are_asked_for(self):
        text = "You are a stupid idiot. Thanks for the report."

        answer = analyze(request(text, spanAnnotations=True))

        spans = answer["attributeScores"]["TOXICITY"]["spanScores"]
        assert [text[s["begin"] : s["end"]].strip() for s in spans] == [
            "You are a stupid idiot.",
            "Thanks for the report.",
        ]
        first, second = (span["score"]["value"] for span in spans)
        assert first > second

    def test_gives_one_span_otherwise(self):
        answer = analyze(request("Thanks"))

        (span,) = answer["attributeScores"]["TOXICITY"]["spanScores"]
        assert (span["begin"], span["end"]) == (0, 6)

    def test_leaves_out_what_is_below_the_threshold(self):
        asked = {"TOXICITY": {"scoreThreshold": 1.0}}

        assert analyze(request(requestedAttributes=asked))["attributeScores"] == {}

    def test_gives_the_clients_token_back(self):
        assert analyze(request(clientToken="c1"))["clientToken"] == "c1"

    def test_reads_html_without_its_tags(self):
        plain = analyze(request("You idiot"))
        html = analyze(request(comment={"text": "<b>You</b> idiot", "type": "HTML"}))

        def score(answer):
            return answer["attributeScores"]["TOXICITY"]["summaryScore"]

        assert score(html) == score(plain)

    @pytest.mark.parametrize(
        ("fields", "error_type"),
        [
            ({"comment": {"text": "  "}}, "COMMENT_EMPTY"),
            ({"comment": {}}, "COMMENT_EMPTY"),
            ({"comment": {"text": "a" * 20_481}}, "COMMENT_TOO_LONG"),
            ({"languages": ["fr"]}, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"),
            (
                {"comment": {"text": "Ты идиот"}},
                "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            ),
        ],
    )
    def test_names_the_error_as_perspective_does(self, fields, error_type):
        with pytest.raises(Wrong) as caught:
            analyze(request(**fields))

        error = caught.value.as_json()["error"]
        assert error["code"] == 400
        assert error["status"] == "INVALID_ARGUMENT"
        assert error["details"][0]["errorType"] == error_type

    @pytest.mark.parametrize(
        "fields",
        [
            {"requestedAttributes": {}},
            {"requestedAttributes": {"ATTACK_ON_AUTHOR": {}}},
            {"requestedAttributes": {"TOXICITY": {"scoreType": "RAW"}}},
            {"requestedAttributes": {"TOXICITY": {"scoreThreshold": "high"}}},
            {"unheardOf": 1},
            {"languages": "en"},
        ],
    )
    def test_refuses_what_it_cannot_answer(self, fields):
        with pytest.raises(Wrong):
            analyze(request(**fields))

    @pytest.mark.parametrize("payload", [None, [], "text", 3])
    def test_refuses_what_is_no_object(self, payload):
        with pytest.raises(Wrong):
            analyze(payload)


class TestSuggest:
    def test_accepts_and_keeps_nothing(self):
        asked = request(clientToken="c2")
        del asked["requestedAttributes"]
        scores = {"TOXICITY": {"summaryScore": {"value": 1}}}

        answer = suggest(asked | {"attributeScores": scores})

        assert answer == {"detectedLanguages": ["en"], "clientToken": "c2"}
