"""An answer in each coding it travels in."""

import gzip

import brotli
import pytest

from hiwar.delivery.ready import accepted, make

BODY = ("<p>The night ferry stays. عبّارة الليل باقية.</p>" * 40).encode()
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public")]


def page(headers=HTML, body=BODY, status="200 OK"):
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
        assert accepted(header) == codings


class TestAPage:
    def test_is_the_same_in_all_codings(self):
        forms = page().forms

        assert forms["identity"][1] == BODY
        assert gzip.decompress(forms["gzip"][1]) == BODY
        assert brotli.decompress(forms["br"][1]) == BODY
        for coding, (headers, body) in forms.items():
            said = dict(headers)
            assert said["Content-Length"] == str(len(body))
            assert said.get("Content-Encoding", "identity") == coding
            assert said["Vary"] == "Accept-Encoding"

    def test_has_one_tag_that_follows_its_text(self):
        tags = {dict(headers)["ETag"] for headers, _ in page().forms.values()}

        assert tags == {"W/" + page().etag}
        assert page(body=BODY + b".").etag != page().etag

    def test_says_without_its_body_only_what_caches_need(self):
        headers = [*HTML, ("Content-Language", "en"), ("Vary", "Accept")]

        said = dict(page(headers).not_modified)

        assert said == {
            "Cache-Control": "public",
            "Vary": "Accept, Accept-Encoding",
            "ETag": "W/" + page().etag,
        }

    def test_is_not_packed_where_that_saves_nothing(self):
        assert set(page(body=b"short").forms) == {"identity"}
        assert set(page([("Content-Type", "image/webp")]).forms) == {"identity"}

    def test_has_no_tag_when_it_is_not_there(self):
        gone = page(status="404 Not Found")

        assert gone.etag == ""
        assert "ETag" not in dict(gone.forms["identity"][0])
