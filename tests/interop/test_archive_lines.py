"""What a line may be: each refusal names the line and the reason."""

import json

import pytest

from hiwar.accounts.models import Reader
from hiwar.interop.archive.importing import import_archive
from hiwar.interop.archive.refusals import ArchiveRefused, BadLine
from hiwar.newsroom.models import Article
from tests.interop.archives import (
    ARTICLE,
    COMMENT,
    GUEST,
    HEADER,
    NOW_HERE,
    READER,
    bring_in,
    line,
    lines,
)

pytestmark = pytest.mark.django_db

REMOVAL = {"rule": "spam", "explanation": "x", "at": "2017-02-18T09:00:00Z"}
PARAGRAPH = {"kind": "paragraph", "text": "It rained."}


def paragraph(text):
    return line(ARTICLE, body=[{"kind": "paragraph", "text": text}])


def part(**members):
    return line(ARTICLE, body=[members])


class TestALineThatIsNoJson:
    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            ("{", "not JSON"),
            ("salt.and.stone", "not JSON"),
            ("[1, 2]", "not a JSON object"),
            ('"reader"', "not a JSON object"),
            ('{"type": "reader", "type": "reader"}', "given twice"),
            ('{"type": NaN}', "not a value of JSON"),
            ('{"type": -Infinity}', "not a value of JSON"),
            ('{"type": ' + "9" * 6000 + "}", "not JSON"),
            ('{"a":' * 500 + "1" + "}" * 500, "nested too deeply"),
            ("[" * 100_000, "nested too deeply"),
            ('{"a":' * 12 + "1" + "}" * 12, "nested too deeply"),
            ('{"type": "\\ud800"}', "no text can hold"),
            ('{"\\u0000": 1}', "no text can hold"),
            ('{"type": "a\tb"}', "not JSON"),
        ],
    )
    def test_is_refused_with_its_number_and_the_reason(self, tmp_path, bad, reason):
        with pytest.raises(BadLine) as refused:
            bring_in(tmp_path, [*lines(), bad])

        assert str(refused.value).startswith("Line 4: ")
        assert reason in str(refused.value)

    def test_is_refused_when_it_is_not_utf_8(self, tmp_path):
        path = tmp_path / "archive.jsonl"
        path.write_bytes(line(HEADER).encode() + b'\n{"type": "\xff"}\n')

        with pytest.raises(BadLine, match=r"Line 2: It is not UTF-8\."):
            import_archive(path, now=NOW_HERE)

    def test_costs_little_however_many_keys_it_has(self, tmp_path):
        keys = {f"key{number}": 1 for number in range(200_000)}
        twice = json.dumps(keys)[:-1] + ', "key7": 2}'

        with pytest.raises(BadLine, match=r"“key7” is given twice\."):
            bring_in(tmp_path, [*lines(), twice])


class TestTheFirstLine:
    @pytest.mark.parametrize(
        "first",
        ["", "{}", "<rss>", line(READER), line(HEADER, format="other"), '{"type": 1}'],
    )
    def test_says_that_it_is_an_archive(self, tmp_path, first):
        with pytest.raises(ArchiveRefused):
            bring_in(tmp_path, [first])

    @pytest.mark.parametrize(
        ("members", "reason"),
        [
            ({"version": 2}, "version 2"),
            ({"version": True}, "whole number"),
            ({"time_zone": "Asia/Atlantis"}, "no time zone"),
            ({"time_zone": "../../etc/passwd"}, "no time zone"),
            ({"languages": "en"}, "list of strings"),
            ({"languages": ["en", "en"]}, "twice"),
            ({"languages": ["English, mostly"]}, "at most"),
            ({"editor": "Layal"}, "not a key"),
        ],
    )
    def test_is_as_strict_as_the_others(self, tmp_path, members, reason):
        with pytest.raises((ArchiveRefused, BadLine), match=reason):
            bring_in(tmp_path, [line(HEADER, **members)])


class TestALineOfAnArchive:
    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (line(READER, id="r8", nickname="salt"), "“nickname” is not a key"),
            (line(READER, id=8), "“id” must be a string"),
            (line(READER, id=""), "“id” must not be empty"),
            (line(READER, id="r" * 201), "at most 200 characters"),
            (line(READER, id="r8", name=None), "“name” must be a string"),
            (line(READER, id="r8", name="salt\u202e"), "turn the line"),
            (line(READER, id="r8", name="…"), "at least one letter"),
            (line(READER, id="r8", avatar="r7.png"), "under files/"),
            (line(READER, id="r8", avatar="files/../secret"), "under files/"),
            (line(READER, id="r8", avatar="/etc/passwd"), "under files/"),
            (line(READER, id="r8", joined_at="2011-05-02"), "must look like"),
            (line(READER, id="r8", joined_at="2011-05-02T09:00:00"), "must look like"),
            (line(READER, id="r8", joined_at="2011-13-02T09:00:00Z"), "no such time"),
            (line(READER, id="r8", joined_at="0001-01-01T00:00:00Z"), "no such time"),
            (line(READER, id="r8", joined_at=0), "must be a string"),
            (line(READER), "with the id “r7” already"),
            (line(COMMENT, article="a9"), "which no line before this one has"),
            (line(COMMENT, parent="c0"), "which no line before this one has"),
            (line(COMMENT, parent="c1"), "which no line before this one has"),
            (line(COMMENT, author={"reader": "r9"}), "which no line before"),
            (line(COMMENT, author={}), "“author.guest” is missing"),
            (line(COMMENT, author={"guest": "B", "reader": "r7"}), "not a key"),
            (line(COMMENT, author={"guest": "B", "guest_key": None}), "a string"),
            (line(COMMENT, author={"guest": " "}), "must not be empty"),
            (line(COMMENT, author={"guest": "\u200b"}), "of a guest is empty"),
            (line(COMMENT, author={"guest": "a\nb"}), "shown as a name"),
            (line(COMMENT, author="r7"), "must be an object"),
            (line(COMMENT, text=" \u200b"), "nothing to read"),
            (line(COMMENT, text="\x07 bell"), "cannot be kept"),
            (line(COMMENT, text="a" * 50_001), "at most 50000 characters"),
            (line(COMMENT, status="spam"), "must be one of: published"),
            (line(COMMENT, removal=REMOVAL), "Only a removed comment"),
            (line(COMMENT, status="removed", removal={"rule": "x"}), "is missing"),
            (line(COMMENT, votes=3), "“votes” is not a key"),
            ('{"type": "story", "id": "s1"}', "must be one of: reader"),
        ],
    )
    def test_is_refused_with_its_number_and_the_reason(self, tmp_path, bad, reason):
        with pytest.raises(BadLine) as refused:
            bring_in(tmp_path, [*lines(), bad])

        assert str(refused.value).startswith("Line 4: ")
        assert reason in str(refused.value)
        assert not Reader.objects.exists()
        assert not Article.objects.exists()

    def test_leaves_no_member_out_that_must_be_there(self, tmp_path):
        optional = {"photo", "updated_at", "avatar"}
        for value in (READER, ARTICLE, COMMENT):
            for key in value.keys() - optional:
                without = {k: v for k, v in value.items() if k != key}

                with pytest.raises(BadLine):
                    bring_in(
                        tmp_path, [line(HEADER), line(READER, id="x"), line(without)]
                    )


class TestAnArticlesLine:
    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (line(ARTICLE, language="fr"), "not among the languages"),
            (line(ARTICLE, slug="two words"), "letters, digits"),
            (line(ARTICLE, slug=""), "must not be empty"),
            (line(ARTICLE, slug="a" * 101), "at most 100"),
            (line(ARTICLE, published_at="2030-01-01T00:00:00Z"), "in the future"),
            (line(ARTICLE, published_at=None), "must be a string"),
            (line(ARTICLE, bylines=["A", "A"]), "anything twice"),
            (line(ARTICLE, bylines="A"), "list of strings"),
            (line(ARTICLE, topics=[1]), "list of strings"),
            (line(ARTICLE, headline="a" * 301), "at most 300"),
            (line(ARTICLE, comments="closed_"), "must be one of: open"),
            (line(ARTICLE, photo={"file": "files/a.jpg"}), "“photo.alt” is missing"),
            (line(ARTICLE, body={}), "must be a list"),
            (line(ARTICLE, body=["It rained."]), "must be an object"),
            (part(kind="video", text=""), "must be one of: paragraph"),
            (part(**PARAGRAPH, by="me"), "“body[0].by” is not a key"),
            (part(kind="list", ordered=1, items=[]), "must be true or false"),
            (part(kind="list", ordered=True, items=["<u>x</u>"]), "<u>"),
            (paragraph("<script>alert(1)</script>"), "<script>"),
            (paragraph("<img src=x onerror=alert(1)>"), "may not stand"),
            (paragraph("<em onclick=x>a</em>"), "may not stand"),
            (paragraph('<a href="javascript:alert(1)">a</a>'), "may link to"),
            (paragraph('<a href="JaVa&#115;cript:alert(1)">a</a>'), "may link to"),
            (paragraph('<a href="//evil.example/">a</a>'), "may link to"),
            (paragraph('<a href="/\\evil.example/">a</a>'), "may link to"),
            (paragraph('<a href="data:text/html,x">a</a>'), "may link to"),
            (paragraph('<a href="/x" rel="me">a</a>'), "may not stand"),
            (paragraph("<a>a</a>"), "may not stand"),
            (paragraph("<em>a"), "is not closed"),
            (paragraph("<em>a</strong>"), "closes nothing"),
            (paragraph("a</em>"), "closes nothing"),
            (paragraph("<em><em>a</em></em>"), "inside itself"),
            (paragraph("<em"), "has no end"),
            (paragraph("<!-- a -->"), "may not stand"),
        ],
    )
    def test_is_refused_with_the_reason(self, tmp_path, bad, reason):
        with pytest.raises(BadLine) as refused:
            bring_in(tmp_path, [line(HEADER), bad])

        assert reason in str(refused.value)

    @pytest.mark.parametrize(
        "text",
        [
            "2 < 3 and R&D",
            "I <3 you",
            "&lt;b&gt; is bold",
            '<a href="https://example.org/?a=1&amp;b=2"><strong>words</strong></a>',
            "<a href='/en/2017/02/16/story/'>here</a>",
            '<a href="mailto:desk@example.org">mail</a>',
            "<EM>loud</EM>",
        ],
    )
    def test_holds_text_with_three_kinds_of_tags(self, tmp_path, text):
        bring_in(tmp_path, [line(HEADER), paragraph(text)])

        assert Article.objects.get().body.raw_data[0]["value"] == text

    @pytest.mark.parametrize(
        ("other", "reason"),
        [
            ({"id": "a1", "story": "s2", "slug": "b"}, "with the id “a1” already"),
            ({"slug": "other"}, "The story “s1” has an article in “en” already"),
            ({"story": "s2"}, "has the slug “the-harbour-opens-again” already"),
        ],
    )
    def test_may_not_be_two_at_once(self, tmp_path, other, reason):
        second = line(ARTICLE, **{"id": "a2"} | other)

        with pytest.raises(BadLine) as refused:
            bring_in(tmp_path, [*lines(), second])

        assert reason in str(refused.value)


class TestAParent:
    def test_stands_under_the_same_article(self, tmp_path):
        second = line(ARTICLE, id="a2", story="s2", slug="other")
        answer = line(COMMENT, id="c2", article="a2", parent="c1", author=GUEST)

        with pytest.raises(BadLine, match=r"Line 6: .*another article"):
            bring_in(tmp_path, [*lines(second, line(COMMENT)), answer])
