"""What is quoted is not what is said."""

import pytest

from hiwar.scorer import quotation

STORY = (
    "Soldiers tortured and killed forty prisoners in the valley, witnesses said,"
    " and burned the village down before they left."
)


class TestCut:
    @pytest.mark.parametrize(
        ("text", "own"),
        [
            ("> all of them are dogs\nI disagree with this.", "I disagree with this."),
            (
                'He said "all of them are filthy dogs" and was rude.',
                "He said and was rude.",
            ),
            ("قال «كلهم كلاب ويجب ان يموتوا» وهذا عيب", "قال وهذا عيب"),
            ("You “genius” you.", "You “genius” you."),
        ],
    )
    def test_keeps_only_what_the_commenter_says(self, text, own):
        assert " ".join(quotation.cut(text).split()) == own

    def test_cuts_the_words_of_the_story(self):
        text = (
            "Tortured and killed forty prisoners in the valley, witnesses said."
            " Terrible, who answers for it?"
        )

        own = quotation.cut(text, STORY)

        assert own.split() == [",", ".", "Terrible,", "who", "answers", "for", "it?"]

    def test_keeps_every_place_where_it_was(self):
        text = 'Well, "you are a stupid dog" is no argument.'

        assert len(quotation.cut(text)) == len(text)

    def test_reads_a_comment_that_is_nothing_but_marked(self):
        text = '"you are a stupid dog and a liar"'

        assert quotation.cut(text) == text
