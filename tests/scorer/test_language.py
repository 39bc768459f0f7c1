"""Which language a comment is scored in, and which gets no score."""

import pytest

from hiwar.scorer.language import Language, route


class TestRoute:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("idiot", "en"),
            ("Great article, thanks!", "en"),
            ("The minister said in 2020 that 5 of the 7 men left", "en"),
            ("wallah this is a great article", "en"),
            ("انت حمار", "ar"),
            ("شو هالحكي يا زلمة", "ar"),
            ("ﻓﺘﺎﺓ ﻋﺰﺑﺎﺀ ﺗﻨﺎﻡ", "ar"),
            ("ya kalb enta 7mar", "ar-Latn"),
            ("inta 7ayawan", "ar-Latn"),
            ("w la shi kteer hilo hayda", "ar-Latn"),
            ("این روزنامه خیلی بد است", "und"),
            ("یہ اخبار بہت برا ہے", "und"),
            ("ئەم ڕۆژنامەیە زۆر خراپە", "und"),
            ("tu es un idiot", "und"),
            ("du bist ein Idiot", "und"),
            ("Bu gazete çok kötü bir", "und"),
            ("este periódico es una basura", "und"),
            ("Ты идиот", "und"),
            ("这篇文章很糟糕", "und"),
            ("🙂🙂 123", "und"),
            ("", "und"),
        ],
    )
    def test_knows_the_language(self, text, language):
        assert route(text) == Language(language)

    def test_is_not_misled_by_an_address(self):
        assert route("هذا الخبر https://example.org/a/long/address/in/latin") == "ar"
