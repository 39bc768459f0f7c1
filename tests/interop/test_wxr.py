"""WXR as a stream: every version of it, and none of what XML can do to us."""

import time

import pytest

from hiwar.interop.wordpress import wxr
from hiwar.interop.wordpress.wxr import Channel, Item, WxrRefused, read

HEAD = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<rss version="2.0" xmlns:wp="{namespace}"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay</title>
<link>https://quay.example</link><wp:wxr_version>{version}</wp:wxr_version>"""


def write(folder, inside, *, version="1.2", doctype="", namespace=""):
    namespace = namespace or f"http://wordpress.org/export/{version}/"
    head = HEAD.format(version=version, doctype=doctype, namespace=namespace)
    path = folder / "blog.xml"
    path.write_text(f"{head}{inside}</channel></rss>", encoding="utf-8")
    return path


def items(path):
    return [thing for thing in read(path) if isinstance(thing, Item)]


class TestRead:
    @pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_knows_every_version_by_its_namespace(self, tmp_path, version, scheme):
        path = write(
            tmp_path,
            "<item><wp:post_id>7</wp:post_id><content:encoded>x</content:encoded></item>",
            version=version,
            namespace=f"{scheme}://wordpress.org/export/{version}/",
        )

        channel, item = read(path)

        assert isinstance(channel, Channel)
        assert channel.version == version
        assert (item.get("wp:post_id"), item.get("content:encoded")) == ("7", "x")

    def test_takes_categories_of_the_oldest_version(self, tmp_path):
        inside = (
            "<item><category>News</category>"
            '<category domain="category" nicename="news">News</category>'
            '<category domain="tag">Fog</category></item>'
        )

        (item,) = items(write(tmp_path, inside, version="1.0"))

        assert item.categories == (
            ("category", "News"),
            ("category", "News"),
            ("tag", "Fog"),
        )

    def test_reads_past_characters_that_xml_cannot_hold(self, tmp_path):
        (item,) = items(write(tmp_path, "<item><title>a\x0bb\x00c</title></item>"))

        assert item.get("title") == "abc"

    @pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
    def test_reads_what_its_first_line_says_it_is_written_in(self, tmp_path, encoding):
        path = write(tmp_path, "<item><title>café</title></item>")
        text = path.read_text(encoding="utf-8").replace("UTF-8", encoding)
        path.write_bytes(text.encode(encoding))

        assert items(path)[0].get("title") == "café"

    @pytest.mark.parametrize(
        "doctype",
        [
            '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]>',
            '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">',
            "<!DOCTYPE rss>",
        ],
    )
    def test_refuses_entities_and_document_types(self, tmp_path, doctype):
        path = write(tmp_path, "<item><title>x</title></item>", doctype=doctype)

        with pytest.raises(WxrRefused, match="entities or a document type"):
            items(path)

    def test_refuses_entities_that_were_never_declared(self, tmp_path):
        with pytest.raises(WxrRefused, match="not XML"):
            items(write(tmp_path, "<item><title>&b;</title></item>"))

    def test_refuses_a_post_without_end(self, tmp_path, monkeypatch):
        monkeypatch.setattr(wxr, "MOST_BYTES", 1024**2)
        path = write(tmp_path, f"<item><title>{'a' * 2 * 1024**2}</title></item>")

        with pytest.raises(WxrRefused, match="larger than any post"):
            items(path)

    def test_takes_many_posts_that_are_larger_together(self, tmp_path, monkeypatch):
        monkeypatch.setattr(wxr, "MOST_BYTES", 512 * 1024)
        one = f"<item><title>{'a' * 100_000}</title></item>"

        assert len(items(write(tmp_path, one * 20))) == 20

    def test_refuses_elements_without_bottom(self, tmp_path):
        path = write(tmp_path, "<item>" + "<a>" * 1_000 + "</a>" * 1_000 + "</item>")

        with pytest.raises(WxrRefused, match="nested too deeply"):
            items(path)

    @pytest.mark.parametrize(
        "text", ["", "<html/>", "<rss><channel/></rss>", "PK\x03\x04", "<rss><channel>"]
    )
    def test_refuses_what_is_no_export(self, tmp_path, text):
        path = tmp_path / "blog.xml"
        path.write_text(text)

        with pytest.raises(WxrRefused):
            items(path)

    def test_takes_time_by_the_length_of_the_file(self, tmp_path):
        words = "<title>Fog</title><content:encoded>It rained.</content:encoded>"
        item = f"<item>{words}</item>"

        def cost(number):
            path = write(tmp_path, item * number)
            begun = time.process_time()
            assert len(items(path)) == number
            return time.process_time() - begun

        cost(100)
        # Eight times as many cost 8 times as much, 64 times by the square. Other work
        # on the machine makes a run seem long, never short: the best counts.
        most = 24 * min(cost(500) for _ in range(5))
        assert any(cost(4_000) < most for _ in range(5))
