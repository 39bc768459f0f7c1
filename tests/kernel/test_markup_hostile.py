"""What people type in order to break the page."""

import random
import timeit
from html.parser import HTMLParser
from time import process_time
from urllib.parse import urlsplit

import pytest

from hiwar.kernel.text.characters import MOST_MARKS, TURNING, is_mark
from hiwar.kernel.text.markup import clean, looks_empty, plain, render
from hiwar.kernel.text.skeleton import contains_name, skeleton, skeleton_words

ALLOWED = {
    "p": {"dir"},
    "br": set(),
    "em": set(),
    "strong": set(),
    "blockquote": {"dir"},
    "ul": {"dir"},
    "ol": {"dir", "start"},
    "li": {"dir", "value"},
    "a": {"href", "rel"},
}

MARKUP = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<<script>script>alert(1)<</script>/script>",
    "<img src=x onerror=alert(1)>",
    "<img src=//evil.example/pixel.png>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://example.com" onclick="x()" style="x" target=_top>x</a>',
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import '//evil.example/x.css';</style>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onclick=1>",
    "</p></div></article><h1>Breaking</h1>",
    "<p dir=rtl class=badge>x</p><blockquote cite=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "*<em>*</em><script>*",
    "**<**script>alert(1)</script>",
    "`<script>`",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u2028<script>\u2029",
    "＜script＞alert(1)＜/script＞",
    "*\u0338<em>\u0338*",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }} {% debug %} ${7*7}",
    '[x"onmouseover="y](https://example.com/"onmouseover="z)',
    "[<img src=x onerror=y>](https://example.com)",
    "[x](https://example.com/'><script>alert(1)</script>)",
    "https://example.com/<script>alert(1)</script>",
    "https://example.com/'onmouseover='alert(1)",
    "https://example.com/&quot;onmouseover=&quot;x",
    "[[x](https://a.example)](https://b.example)",
    "[https://a.example](https://b.example)",
    "![x](https://evil.example/pixel.png)",
    "[x]: https://evil.example/\n\n[x]",
]

SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\x00script:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript://example.com/%0Aalert(1)",
    "http:javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "blob:https://example.com/x",
    "ftp://example.com/",
    "tel:+123",
    "//evil.example/",
    "\\\\evil.example\\",
    "/\\evil.example",
    "ｊａｖａｓｃｒｉｐｔ:alert(1)",
    "jav\u200bascript:alert(1)",
    "\u202ejavascript:alert(1)",
    "view-source:https://example.com",
    "intent://x#Intent;end",
    "httpss://example.com",
    "https:/example.com",
    "https:\\\\example.com",
]

PIECES = [
    *(
        "*",
        "**",
        "***",
        "_",
        "[",
        "]",
        "(",
        ")",
        "](",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "\\",
    ),
    *(
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n  ",
        " ",
        "\t",
        "&",
        "&lt;",
        "&amp;",
        ";",
        '"',
        "'",
    ),
    *("http://", "https://a.example", "mailto:a@b.example", "[a](https://b.example)"),
    *(
        "a",
        "word",
        "كلمة",
        "\u202e",
        "\u2067",
        "\u200f",
        "\u0301",
        "👨\u200d👩",
        "\x00",
    ),
    *(
        "<script>",
        "</p>",
        "<!--",
        "-->",
        "<a href=javascript:x>",
        "://",
        ":",
        "@",
        "\ud800",
    ),
    *("<em>", "</em>", "<br>", "<p dir=x>", "&#60;", "\u2028", "\ufffe", "]]>", "\\*"),
]

FAMILIES = {
    "stars": "*a",
    "opening stars": "*a ",
    "closing stars": "a* ",
    "strong": "**a ",
    "mixed stars": "*a **b ",
    "inner stars": "a**b*c",
    "brackets": "[",
    "empty brackets": "[]",
    "half links": "[a](",
    "open links": "[a](http://b ",
    "open long links": "[x](http://" + "a" * 50,
    "turned brackets": "](",
    "quotes": "> ",
    "quoted lines": "> a\n",
    "uneven quotes": ">> a\n> b\nc\n",
    "empty quotes": ">\n",
    "tabbed quotes": "\t>\t",
    "bullets": "- ",
    "bulleted lines": "- a\n",
    "deeper bullets": "  - a\n    - b\n",
    "lonely bullets": "-\n",
    "numbers": "1. a\n",
    "schemes": "http:",
    "addresses": "http://a.b ",
    "glued addresses": "http://",
    "bracketed addresses": "http://a((((",
    "mail": "mailto:a@b.c ",
    "colons": ":",
    "lines": "\n",
    "short lines": "a\n",
    "spaces": " ",
    "spaced": "  a",
    "marks": "\u0301",
    "unordered marks": "\u094d\u093c",
    "zalgo": "a\u0301\u0316\u0301\u0316\u0301\u0316",
    "overrides": "\u202e",
    "ticks": "`",
    "angles": "<",
    "tags": "<a><b>",
    "ampersands": "&",
    "entities": "&lt;",
    "backslashes": "\\",
    "underscores": "_a",
    "parentheses": "(",
    "ats": "@a.",
    "arabic": "كلمة *نص* ",
    "emoji": "👨\u200d👩\u200d👧",
    "figures": "4a@!",
    "single letters": "a b ",
}


class Elements(HTMLParser):
    """Collects the elements of a page, as a reader without mercy for errors."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.open = []
        self.others = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def elements(html):
    page = Elements()
    page.feed(html)
    page.close()
    assert page.open == []
    assert page.others == []
    return page.found


def assert_harmless(html):
    for tag, attributes in elements(html):
        assert attributes.keys() <= ALLOWED[tag]
        assert attributes.get("dir", "auto") in {"auto", "ltr", "rtl"}
        if tag == "a":
            assert attributes["rel"] == "nofollow ugc noopener"
            address = urlsplit(attributes["href"])
            assert address.scheme in {"http", "https", "mailto"}
            assert (address.scheme == "mailto") == (not address.netloc)
            assert "@" not in address.netloc
    assert clean(html) == html
    assert not TURNING.intersection(html)


class TestRender:
    @pytest.mark.parametrize("typed", MARKUP)
    def test_makes_no_element_but_its_own(self, typed):
        html = render(typed)

        assert_harmless(html)
        assert "<script" not in html.lower()
        assert "<img" not in html.lower()

    @pytest.mark.parametrize("scheme", SCHEMES, ids=ascii)
    @pytest.mark.parametrize(
        "form", ["[x]({})", "<{}>", "{}", "[{}](https://a.example)"]
    )
    def test_links_to_no_other_scheme(self, scheme, form):
        html = render(form.format(scheme))

        assert_harmless(html)
        targets = {
            attributes["href"] for tag, attributes in elements(html) if tag == "a"
        }
        assert all(urlsplit(target).hostname != "evil.example" for target in targets)

    def test_makes_no_link_of_any_scheme_but_three(self):
        for scheme in SCHEMES:
            assert ">x</a>" not in render(f"[x]({scheme})"), scheme

    def test_is_harmless_whatever_is_put_together(self):
        chance = random.Random(7)

        for _ in range(1500):
            typed = "".join(chance.choices(PIECES, k=chance.randint(1, 40)))
            html = render(typed)
            assert_harmless(html)
            assert isinstance(plain(html), str)

    def test_is_harmless_when_its_words_are_rendered_again(self):
        for typed in MARKUP:
            assert_harmless(render(plain(render(typed))))

    @pytest.mark.parametrize("control", sorted(TURNING), ids=ascii)
    def test_lets_nothing_turn_the_page(self, control):
        html = render(f"a{control}b [c{control}d](https://a.example) > {control}e")

        assert control not in html
        assert plain(html) == "ab cd > e"

    def test_caps_the_marks_on_a_letter(self):
        html = render("Z" + "\u0338\u0322\u0327\u0301" * 200 + " ok")

        assert sum(map(is_mark, html)) == MOST_MARKS

    def test_replaces_what_no_page_can_hold(self):
        assert "a\ufffdb\ufffdc" in render("a\x00b\ud800c")

    @pytest.mark.parametrize("family", FAMILIES)
    def test_never_nests_deep(self, family):
        found = elements(render(FAMILIES[family] * 200))

        quotes_and_lists = {"blockquote", "ul", "ol"}
        assert all(tag in ALLOWED for tag, _ in found)
        assert self._depth(FAMILIES[family] * 200, quotes_and_lists) <= 6

    @staticmethod
    def _depth(typed, tags):
        deepest = depth = 0
        html = render(typed)
        for part in html.split("<")[1:]:
            name = part.lstrip("/").split(">")[0].split(" ")[0]
            if name in tags:
                depth += -1 if part.startswith("/") else 1
                deepest = max(deepest, depth)
        return deepest


def fill(family, length):
    piece = FAMILIES[family]
    return (piece * (length // len(piece) + 1))[:length]


def cost(function, text):
    """Return the processor seconds that a call takes, at its best.

    Without the garbage collector, whose rounds grow with all that lives, not with
    this text.
    """
    return min(
        timeit.repeat(lambda: function(text), timer=process_time, repeat=3, number=1)
    )


READINGS = [
    *(render, skeleton, skeleton_words, looks_empty),
    lambda text: contains_name(text, "John"),
    lambda text: plain(render(text)),
]
NAMES = [
    "render",
    "skeleton",
    "skeleton_words",
    "looks_empty",
    "contains_name",
    "plain",
]


class TestCost:
    """What takes four times as long for twice as much is tried again, then refused.

    Tried five times, so that a busy machine does not fail it: what is quadratic fails
    each time.
    """

    @pytest.mark.parametrize("family", FAMILIES)
    @pytest.mark.parametrize("reading", READINGS, ids=NAMES)
    def test_grows_with_the_text(self, reading, family):
        short, long = fill(family, 5_000), fill(family, 10_000)

        for _ in range(5):
            before, after = cost(reading, short), cost(reading, long)
            # Below a few milliseconds the clock says nothing, and nobody suffers.
            if after < 0.005 or after < 2.5 * before:
                return
        pytest.fail(f"{before * 1000:.1f} ms grew to {after * 1000:.1f} ms")

    @pytest.mark.parametrize("family", FAMILIES)
    def test_of_the_longest_comment_is_small(self, family):
        # Measured at 5 to 40 ms; the limit is for slow and busy machines.
        assert cost(render, fill(family, 5_000)) < 0.4
