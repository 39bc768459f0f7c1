"""What people type in comments, and how it is shown."""

import pytest

from hiwar.kernel.text.markup import looks_empty, plain, render

REL = 'rel="nofollow ugc noopener"'


def shown(text):
    """Return what stands inside the only paragraph of a rendered text."""
    html = render(text)
    assert html.startswith('<p dir="auto">')
    assert html.endswith("</p>\n")
    assert html.count("<p") == 1
    return html.removeprefix('<p dir="auto">').removesuffix("</p>\n")


class TestRender:
    def test_makes_paragraphs_and_line_breaks(self):
        html = render("One\ntwo\n\n\nthree")

        assert html == '<p dir="auto">One<br>\ntwo</p>\n<p dir="auto">three</p>\n'

    @pytest.mark.parametrize(
        ("typed", "html"),
        [
            ("so *very* nice", "so <em>very</em> nice"),
            ("so **very** nice", "so <strong>very</strong> nice"),
            ("***very***", "<em><strong>very</strong></em>"),
            ("قال *نعم* أمس", "قال <em>نعم</em> أمس"),
            ("«*نعم*»", "«<em>نعم</em>»"),
            ("*over\ntwo lines*", "<em>over<br>\ntwo lines</em>"),
            ("**bold *and* so**", "<strong>bold <em>and</em> so</strong>"),
        ],
    )
    def test_emphasises_between_stars(self, typed, html):
        assert shown(typed) == html

    @pytest.mark.parametrize(
        "typed",
        [
            *("_harbourcat_ and __init__", "2*3*4", "f**k", "a * b * c"),
            *("¯\\_(ツ)_/¯", "\\*", "****", "*** *** ***", "**", "* * *", "---"),
            *("# no heading", "```", "`code`", "~~no~~", "| a | b |", "+ 5 degrees"),
            *("[x]: http-is-not-here", "![alt](picture)", "[a][b]", "[a]", "[](x)"),
            *(
                "1) one",
                "١. واحد",
                "-",
                "1.",
                "- ",
                "-5 degrees",
                "=====",
                "...",
                ":-)",
            ),
            *("www.example.com", "//example.com", "name@example.com", "https://"),
            *("http:example.com", "ftp://example.com/x", "- - - x"),
        ],
    )
    def test_shows_as_typed_what_is_not_markup(self, typed):
        assert shown(typed) == typed.strip()

    @pytest.mark.parametrize(
        ("typed", "html"),
        [
            ("&amp; &lt; &copy; &#65;", "&amp;amp; &amp;lt; &amp;copy; &amp;#65;"),
            ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
            (">50% say so", "&gt;50% say so"),
            (">:(", "&gt;:("),
            ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ],
    )
    def test_shows_signs_of_html_as_typed(self, typed, html):
        assert shown(typed) == html

    @pytest.mark.parametrize(
        "typed",
        [
            *("مُحَمَّدٌ قَالَ: كـلمة", "می\u200cخواهم برویم", "شہزادی کے لیے", "کتابِ نور"),
            *(
                "Nguyễn Thị Ánh ăn phở",
                "Rene\u0301e, e\u0323\u0302\u0301",
                "Привет, ёж",
            ),
            *(
                "שָׁלוֹם עֲלֵיכֶם",
                "क्\u200dषमा हिन्दी",
                "ガスト と ハ\u309a",
                "한국어",
                "ภาษาไทย น้ำ",
            ),
            *(
                "👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 👋🏽",
                "🏴\U000e0067\U000e0062\U000e007f",
            ),
            *("سعر \u200fA-1\u200e كذا", "\u061c-5", "non\u2060breaking\u202fspace"),
        ],
    )
    def test_keeps_every_script_byte_for_byte(self, typed):
        assert shown(typed) == typed

    def test_quotes_lines(self):
        html = render("> one\n> two")

        assert html == (
            '<blockquote dir="ltr">\n<p dir="auto">one<br>\ntwo</p>\n</blockquote>\n'
        )

    def test_ends_a_quote_where_its_marks_end(self):
        html = render("> You said so.\nI never did.")

        assert html == (
            '<blockquote dir="ltr">\n<p dir="auto">You said so.</p>\n</blockquote>\n'
            '<p dir="auto">I never did.</p>\n'
        )

    def test_ends_an_inner_quote_where_its_marks_end(self):
        html = render("> > first\n> second")

        inner = '<blockquote dir="ltr">\n<p dir="auto">first</p>\n</blockquote>'
        assert inner in html
        assert '<p dir="auto">second</p>\n</blockquote>' in html

    def test_quotes_three_deep_and_no_deeper(self):
        html = render("> > > > > deep")

        assert html.count("<blockquote") == 3
        assert '<p dir="auto">&gt; &gt; deep</p>' in html

    def test_makes_lists(self):
        assert render("- one\n- two") == (
            '<ul dir="ltr">\n<li dir="auto">one</li>\n<li dir="auto">two</li>\n</ul>\n'
        )

    def test_makes_a_list_below_a_line(self):
        html = render("I want:\n- one\n* two")

        assert html.startswith('<p dir="auto">I want:</p>\n<ul')
        assert html.count("<li") == 2

    def test_keeps_the_numbers_that_were_typed(self):
        html = render("2. two\n3. three\n7. seven")

        assert '<ol start="2" dir="ltr">' in html
        assert '<li dir="auto">three</li>' in html
        assert '<li value="7" dir="auto">seven</li>' in html

    def test_nests_lists_three_deep_and_no_deeper(self):
        html = render("\n".join("  " * depth + f"- d{depth}" for depth in range(6)))

        assert html.count("<ul") == 3
        assert "- d5" in html

    def test_lets_nothing_typed_disappear(self):
        typed = "* * *\n-\n> \n1.\n\n- a\n-\n- b\n\n[x]: y\n\n***"

        words = plain(render(typed))

        assert [words.count(sign) for sign in ("* * *", "[x]: y", "***")] == [1, 1, 1]
        assert "- a" in words
        assert "- b" in words

    def test_says_the_direction_of_blocks_of_blocks(self):
        html = render("> اقتباس\n\n- أول\n- second\n\n1. One\n\n2. اثنان")

        assert '<blockquote dir="rtl">\n<p dir="auto">اقتباس' in html
        assert '<ul dir="rtl">\n<li dir="auto">أول</li>\n<li dir="auto">second' in html
        assert '<ol dir="ltr">\n<li dir="ltr">\n<p dir="auto">One</p>' in html
        assert '<li dir="rtl">\n<p dir="auto">اثنان</p>' in html

    @pytest.mark.parametrize("nothing", ["", " ", "\n\n", "\t\n"])
    def test_of_nothing_is_nothing(self, nothing):
        assert render(nothing) == ""

    def test_takes_any_end_of_line(self):
        assert render("a\r\nb\rc") == render("a\nb\nc")


class TestLinks:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("see https://example.com/a.", "https://example.com/a"),
            ("(https://example.com/a)", "https://example.com/a"),
            ("https://example.com/a_(b),", "https://example.com/a_(b)"),
            ("**https://example.com/**", "https://example.com/"),
            ("<https://example.com>", "https://example.com"),
            ("«http://example.com/x»؟", "http://example.com/x"),
            ("اقرأ http://example.com/x، ثم", "http://example.com/x"),
            ("HTTP://EXAMPLE.COM/", "HTTP://EXAMPLE.COM/"),
            ("https://example.com:8443/_a_*b*", "https://example.com:8443/_a_*b"),
            ("mailto:desk@example.com!", "mailto:desk@example.com"),
        ],
    )
    def test_are_made_of_bare_addresses(self, typed, address):
        html = shown(typed)

        assert f'<a href="{address}" {REL}>{address}</a>' in html
        assert html.count("<a ") == 1

    @pytest.mark.parametrize(
        ("typed", "html"),
        [
            (
                "[the report](https://example.com/r?a=1&b=2)",
                f'<a href="https://example.com/r?a=1&amp;b=2" {REL}>the report</a>',
            ),
            (
                "[*is* it](http://a.example)",
                f'<a href="http://a.example" {REL}><em>is</em> it</a>',
            ),
            (
                "**[x](mailto:a@example.com)**",
                f'<strong><a href="mailto:a@example.com" {REL}>x</a></strong>',
            ),
            (
                "[ويكي](https://example.com/a_(b))",
                f'<a href="https://example.com/a_(b)" {REL}>ويكي</a>',
            ),
            (
                "[مقال](https://example.com/مق)",
                f'<a href="https://example.com/%D9%85%D9%82" {REL}>مقال</a>',
            ),
        ],
    )
    def test_have_words(self, typed, html):
        assert shown(typed) == html

    @pytest.mark.parametrize(
        ("typed", "host"),
        [
            ("[bank.example](https://evil.example/)", "evil.example"),
            ("[https://bank.example/](https://evil.example/)", "evil.example"),
            ("[https://evil.example/a](https://evil.example/b)", "evil.example"),
            ("[see bank.example now](https://evil.example/)", "evil.example"),
            ("[ｂａｎｋ．ｅｘａｍｐｌｅ](https://evil.example/)", "evil.example"),
            ("[*bank*.example](https://evil.example/)", "evil.example"),
            ("[bank\u200f.example](https://evil.example/)", "evil.example"),
            ("[bank。example](https://evil.example/)", "evil.example"),
            ("[bank.ex\u200bample](https://evil.example/)", "evil.example"),
            ("[bank\u202e.example\u202c](https://evil.example/)", "evil.example"),
            ("[me@bank.example](mailto:you@evil.example)", "you@evil.example"),
            ("[my bank](https://раураl.com/)", "xn--l-7sba6dbr.com"),
            ("https://раураl.com/", "xn--l-7sba6dbr.com"),
        ],
    )
    def test_name_their_host_where_the_words_could_lie(self, typed, host):
        assert shown(typed).endswith(f"</a> ({host})")

    @pytest.mark.parametrize(
        "typed",
        [
            "[example.com](https://example.com/)",
            "[https://example.com/a](https://example.com/a/)",
            "[example.com/a](https://example.com/a)",
            "[a@example.com](mailto:a@example.com)",
            "[It rained. Again](https://example.com/)",
            "[the report, 2017](https://example.com/)",
            "https://пример.рф/",
            "https://موقع.example/",
        ],
    )
    def test_name_no_host_where_they_do_not(self, typed):
        assert shown(typed).endswith("</a>")

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("[ ](https://example.com)", "https://example.com"),
            ("[\u200b](https://example.com)", "https://example.com"),
            ("[x](https://example.com\\@evil.example/)", "https://example.com"),
            ("blob:https://example.com/", "https://example.com/"),
        ],
    )
    def test_show_the_bare_address_where_words_fail(self, typed, words):
        assert f'<a href="{words}" {REL}>{words}</a>' in render(typed)

    @pytest.mark.parametrize(
        "typed",
        [
            "https://bank.example@evil.example/",
            "https://user:pass@evil.example/",
            "[x](https://bank.example@evil.example/)",
            "http://example.com:99999/",
            "http://example.com:x/",
            "http:///example.com",
            "http://./",
            "http://[::1",
            "xhttp://example.com",
            "[x](http:example.com)",
            "[x](//example.com)",
            "[x](/path)",
            "[x](example.com)",
            "http://1.2.3.400/",
            "https://a.exampleكلمة/",
            "[x](mailto:a@example.com?bcc=b@example.com)",
        ],
    )
    def test_are_not_made_of_what_is_doubtful(self, typed):
        assert "<a " not in render(typed)


class TestPlain:
    @pytest.mark.parametrize(
        "typed",
        [
            "One\ntwo\n\nthree",
            "> quoted\n\nmine",
            "> > deep\n\n> less",
            "- one\n- two\n  - inner\n- three\n\nafter",
            "3. three\n4. four\n9. nine",
            "> - one\n> - two",
            "1 < 2 & 3 > 2 &amp; <b>",
            "قال:\n\n> نعم\n\n- أول\n- ثان",
            "_harbourcat_ https://example.com/?a=1&b=2",
        ],
    )
    def test_is_what_was_typed_where_that_is_readable(self, typed):
        assert plain(render(typed)) == typed

    def test_is_without_stars_and_addresses_behind_words(self):
        words = plain(render("**So** *it* [is](https://example.com/)"))

        assert words == "So it is"

    def test_names_the_host_that_the_page_names(self):
        words = plain(render("[bank.example](https://evil.example/)"))

        assert words == "bank.example (evil.example)"

    def test_of_nothing_is_nothing(self):
        assert plain("") == ""


class TestLooksEmpty:
    @pytest.mark.parametrize(
        "text",
        [
            *("", " \n\t", "\u00a0\u3000", "\u200b\u2060\ufeff", "\u00ad\u200e\u202e"),
            *("\u3164", "\u2800", "\uffa0", "\u0301", "> \n>\n> >", "\ufe0f", "\u034f"),
        ],
    )
    def test_is_true_where_nothing_would_be_seen(self, text):
        assert looks_empty(text)

    @pytest.mark.parametrize(
        "text", ["a", ".", "🔥", "> a", "-", "ك", "***", "\u200bx"]
    )
    def test_is_false_where_something_would(self, text):
        assert not looks_empty(text)
