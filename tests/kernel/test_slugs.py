"""Headlines in addresses, in both scripts and in others."""

import random
import unicodedata

import pytest

from hiwar.kernel.text.slugs import LONGEST_SLUG, slugify


class TestSlugify:
    @pytest.mark.parametrize(
        ("headline", "slug"),
        [
            ("Storm hits the old harbour, again!", "storm-hits-the-old-harbour-again"),
            ("عاصفة تَضْرِبُ المـــيناء القديم", "عاصفة-تضرب-الميناء-القديم"),
            ("«الميناء» — 61 عاماً؟", "الميناء-61-عاما"),
            ("٦١ عاما", "٦١-عاما"),
            ("می\u200cشود", "می-شود"),
            ("Don’t go / don't stay", "dont-go-dont-stay"),
            ("ÉCOLE à Paris", "école-à-paris"),
            ("Nguyễn Thị", "nguyễn-thị"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("ガス と", "ガス-と"),
            ("İstanbul", "istanbul"),
            ("  --  50% off  --  ", "50-off"),
            ("ﬁre", "fire"),
            ("a\u200bb\u202e c", "ab-c"),
            ("../../etc/passwd?x=1#y", "etc-passwd-x-1-y"),
            ("<script>alert(1)</script>", "script-alert-1-script"),
        ],
    )
    def test_keeps_words_of_every_script(self, headline, slug):
        assert slugify(headline) == slug

    @pytest.mark.parametrize("headline", ["", " ", "...", "🔥🔥", "\u200b", "ـــ", "َ"])
    def test_is_never_empty(self, headline):
        assert slugify(headline) == "story"

    def test_ends_with_a_whole_word(self):
        slug = slugify("word " * 40)

        assert slug == "-".join(["word"] * 16)
        assert len(slug) <= LONGEST_SLUG

    def test_cuts_a_word_that_alone_is_too_long(self):
        assert slugify("x" * 500) == "x" * LONGEST_SLUG

    def test_holds_nothing_but_letters_digits_marks_and_hyphens(self):
        chance = random.Random(61)

        for _ in range(500):
            headline = "".join(
                chr(chance.choice((chance.randint(1, 0xD7FF), chance.randint(1, 255))))
                for _ in range(chance.randint(0, 60))
            )
            slug = slugify(headline)
            kinds = {unicodedata.category(char)[0] for char in slug.replace("-", "")}
            assert kinds <= set("LNM"), ascii(headline)
            assert 0 < len(slug) <= LONGEST_SLUG
            assert not slug.startswith("-")
            assert not slug.endswith("-")
            assert slugify(slug) == slug, ascii(headline)
