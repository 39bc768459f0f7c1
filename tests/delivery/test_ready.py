"""An answer in each coding it travels in."""

import gzip

import brotli
import pytest

from hiwar.delivery.ready import accepted, make

BODY = ("<p>The night ferry stays. عبّارة الليل باقية.</p>" * 40).encode()
HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"public")]


def page(headers=HTML, body=BODY, status=200):
    return make(status, headers, body, topics=frozenset({"a"}), valid_until=None)


class TestAccepted:
    @pytest.mark.parametrize(
        ("header", "codings"),
        [
            ("", ("identity",)),
            ("gzip", ("gzip", "identity")),
            ("gzip, deflate, br", ("br", "gzip", "identity")),
            ("GZIP;q=0.2 , br; q=0", ("gzip", "identity")),
            ("*", ("br", "gzip", "identity")),
            ("*;q=0, gzip", ("gzip", "identity")),
            ("identity;q=1, *;q=0.000", ("identity",)),
            (",,;;q=,", ("identity",)),
        ],
    )
    def test_are_those_that_the_browser_takes(self, header, codings):
        assert accepted(header.encode()) == codings


class TestAPage:
    def test_is_the_same_in_all_codings(self):
        forms = page().forms

        assert forms["identity"].body == BODY
        assert gzip.decompress(forms["gzip"].body) == BODY
        assert brotli.decompress(forms["br"].body) == BODY
        for coding, form in forms.items():
            said = dict(form.headers)
            assert said[b"content-length"] == str(len(form.body)).encode()
            assert said.get(b"content-encoding", b"identity") == coding.encode()
            assert said[b"vary"] == b"Accept-Encoding"

    def test_has_its_head_as_it_is_sent(self):
        form = page().forms["gzip"]

        first, *lines = form.head.split(b"\r\n")

        assert first == b"HTTP/1.1 200 OK"
        assert lines == [*(n + b": " + v for n, v in form.headers), b""]

    def test_has_one_tag_that_follows_its_text(self):
        tags = {dict(form.headers)[b"etag"] for form in page().forms.values()}

        assert tags == {b"W/" + page().etag}
        assert page(body=BODY + b".").etag != page().etag

    def test_says_without_its_body_only_what_caches_need(self):
        headers = [*HTML, (b"content-language", b"en"), (b"vary", b"Accept")]

        short = page(headers).not_modified

        assert (short.status, short.body) == (304, b"")
        assert dict(short.headers) == {
            b"cache-control": b"public",
            b"vary": b"Accept, Accept-Encoding",
            b"etag": b"W/" + page().etag,
        }

    def test_is_not_packed_where_that_saves_nothing(self):
        assert set(page(body=b"short").forms) == {"identity"}
        assert set(page([(b"content-type", b"image/webp")]).forms) == {"identity"}

    def test_has_no_tag_when_it_is_not_there(self):
        gone = page(status=404)

        assert gone.etag == b""
        assert b"etag" not in dict(gone.forms["identity"].headers)
