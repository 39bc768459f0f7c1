"""Text in, scores out: the order that moderators count on."""

import pytest

from hiwar.scorer import score
from hiwar.scorer.evaluation import own
from hiwar.scorer.scoring import score_all

HARMLESS_AND_TOXIC = [
    (
        "I disagree with this article, the figures are wrong.",
        "You stupid fucking idiot.",
    ),
    ("The guest was killed in an air strike on Sunday.", "I will kill you, dog."),
    (
        "Muslims and Christians rebuilt the church together.",
        "Muslims are filthy animals.",
    ),
    ("This is fucking great, thank you!", "You are a fucking pig."),
    ("أختلف معك والأرقام غير صحيحة", "انت حمار يا كلب"),
    ("قتل مدنيون في غارة يوم الأحد", "اخرس يا حقير الله يلعنك"),
    ("كتير حلو هالمقال يسلمو", "شو هالبهايم يلعن ابوكم"),
    ("wallah kteer 7elo hal ma2al", "ya kalb ya 7mar ya ibn el sharmouta"),
]


class TestScore:
    @pytest.mark.parametrize(("harmless", "toxic"), HARMLESS_AND_TOXIC)
    def test_puts_the_toxic_above_the_harmless(self, harmless, toxic):
        assert score(toxic).toxicity > score(harmless).toxicity

    @pytest.mark.parametrize(
        ("plain", "hidden"),
        [
            ("you idiot", "you i d i o t"),
            ("you idiot", "you 1D10T"),
            ("fuck you", "f**k you"),
            ("يا حمار", "يا حـــمـــار"),
        ],
    )
    def test_is_the_same_however_a_word_is_hidden(self, plain, hidden):
        assert score(hidden).toxicity == pytest.approx(score(plain).toxicity, abs=0.02)

    @pytest.mark.parametrize(
        "text", ["Ты идиот", "tu es un idiot et je te déteste", "🙂", "", "   "]
    )
    def test_gives_no_score_to_what_it_does_not_know(self, text):
        assert score(text).toxicity is None
        assert score(text).values == {}

    def test_is_the_same_for_who_asks_for_high_ones_alone(self):
        for case in own.hard_cases():
            whole = score(case.text).toxicity
            asked = score(case.text, least=0.8).toxicity

            assert asked == whole or max(asked, whole) < 0.8, case.text

    def test_does_not_count_what_is_quoted(self):
        quoting = 'He shouted "you are all filthy pigs and should die" at the nurses.'
        saying = "You are all filthy pigs and should die, shouted he at the nurses."

        assert score(quoting).toxicity < score(saying).toxicity

    def test_does_not_count_the_words_of_the_story(self):
        story = "The soldiers called them filthy dogs and burned all of them alive."
        text = "The soldiers called them filthy dogs and burned all of them alive. Sad."

        assert score(text, story=story).toxicity < score(text).toxicity

    def test_says_which_words_moved_it_as_they_were_written(self):
        text = "Well, you are an 1D10T, sir."

        scored = score(text, explains=True)

        assert scored.moved[0].text == "1D10T"
        assert text[scored.moved[0].start : scored.moved[0].end] == "1D10T"

    def test_is_between_nothing_and_one(self):
        for text in ("kill " * 800, "!" * 3000 + "a", "كلب " * 500, "a" * 5000):
            for value in score(text).values.values():
                assert 0 <= value <= 1

    def test_is_the_same_alone_and_among_many(self):
        texts = [text for pair in HARMLESS_AND_TOXIC for text in pair] * 10

        among = [one.toxicity for one in score_all(texts)]

        assert among == pytest.approx(
            [score(text).toxicity for text in texts], abs=1e-3
        )
