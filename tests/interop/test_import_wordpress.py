"""WordPress files: what they show comes along, and is counted."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment, Thread
from hiwar.interop.archive.importing import import_archive
from hiwar.interop.models import ForeignId
from hiwar.interop.wordpress.importing import import_wordpress
from hiwar.newsroom.models import Article
from tests.interop.archives import NOW_HERE, picture, take_out

pytestmark = pytest.mark.django_db

ODDITIES = Path(__file__).parent / "data" / "oddities.wxr.xml"
# The file that authors of themes test against lies beside the checkout.
THEME_TEST = (
    Path(__file__).resolve().parents[3] / "shared/data/themeunittestdata.wordpress.xml"
)


def bring_in(path=ODDITIES, **options):
    return import_wordpress(path, now=NOW_HERE, **options)


def article(number):
    return Article.objects.get(pk=local_id("ARTICLE", f"post/{number}"))


def comment(number):
    return Comment.objects.get(pk=local_id("COMMENT", f"comment/{number}"))


def local_id(kind, ending):
    return ForeignId.objects.get(kind=kind, foreign_id__endswith=f"/{ending}").local_id


class TestImportWordpress:
    def test_counts_everything(self):
        report = bring_in()

        assert report.tally.numbers == Counter(
            articles=4,
            pages_with_comments=1,
            untitled=1,
            headlines_shortened=1,
            comments_published=6,
            comments_pending=1,
            comments_spam=1,
            comments_trash=1,
            comments_empty=1,
            comments_of_posts_left_out=1,
            pingbacks=1,
            trackbacks=1,
            parents_left_out=1,
            times_missing=1,
            posts_draft=1,
            posts_scheduled=1,
            posts_private=1,
            posts_protected=1,
            posts_untaken=1,
            pages=1,
            attachments=1,
            menu_items=1,
            pictures=0,
            pictures_missing=0,
        )
        assert report.bad_lines == ()
        assert report.written == {"reader": 1, "article": 5, "comment": 7}

    def test_makes_posts_articles(self):
        bring_in()

        fog = article(10)
        assert fog.headline == "Fog over the «bay» <3"
        assert fog.standfirst == "In short."
        assert fog.slug == "ضباب"
        assert fog.section.name == "Sea & Ships"
        assert [s.topic.name for s in fog.subjects.all()] == ["Weather", "Fog"]
        assert [a.byline.name for a in fog.authorships.all()] == ["Layal Haddad & Co"]
        assert [
            (p["type"], p["value"]) for p in fog.body.raw_data if p["type"] != "list"
        ] == [
            ("paragraph", "First line."),
            ("paragraph", "Second line with <strong>bold</strong>."),
            (
                "paragraph",
                'Last [sic] <a href="https://quay.example/harbour/">words</a>.',
            ),
        ]

    def test_takes_odd_titles_as_they_are(self):
        bring_in()

        assert article(11).headline == ""
        assert article(11).slug != ""
        assert article(12).headline == "عنوان من اليمين إلى اليسار"
        assert list(article(12).body.raw_data) == []
        long = article(13)
        assert len(long.headline) <= 300
        assert long.headline.endswith("…")
        assert long.body.raw_data[0]["value"].endswith("the end.")
        assert {article(12).slug, long.slug} == {"same", "same-13"}

    def test_puts_comments_under_their_posts_in_their_threads(self):
        bring_in()

        thread = Thread.objects.get(key=f"article:{article(10).pk}")
        shown = thread.comments.visible()
        assert {c.pk for c in shown} == {comment(n).pk for n in (2, 3, 5, 8, 9)}
        assert thread.number_of_comments == 5
        assert comment(3).parent == comment(2)
        assert comment(2).text == "A **first** comment.\nIts second line."
        assert comment(6).status == "PENDING"
        # Its parent was spam, whose own parent is shown.
        assert comment(5).parent == comment(2)
        assert comment(5).posted_at == article(10).first_published_at
        assert article(11).comments == "CLOSED"
        assert article(25).headline == "Guest book"

    def test_cuts_a_circle_of_answers(self):
        bring_in()

        parents = {comment(8).parent, comment(9).parent}
        assert None in parents
        assert parents & {comment(8), comment(9)}

    def test_shows_everyone_as_they_were_called(self):
        bring_in()

        assert comment(2).reader == Reader.objects.get(name="layal")
        assert comment(3).guest_name == "Nadia"
        assert comment(5).guest_name == "Anonymous"
        assert comment(8).guest_name == "layal (for the paper)"
        assert comment(9).guest_name == "Bashir the Florist"
        assert "nadia@example.org" not in str(list(Comment.objects.values()))

    def test_changes_nothing_the_second_time(self):
        bring_in()

        report = bring_in()

        assert set(report.written.values()) <= {0}
        assert (Article.objects.count(), Comment.objects.count()) == (5, 7)

    def test_reports_the_same_and_writes_nothing_in_a_dry_run(self):
        dry = bring_in(is_dry_run=True)

        assert not Article.objects.exists()
        assert not Reader.objects.exists()
        assert dry.written is None
        assert dry.tally.numbers == bring_in().tally.numbers

    def test_brings_pictures_when_their_files_are_given(self, tmp_path):
        uploads = tmp_path / "2012" / "03"
        uploads.mkdir(parents=True)
        (uploads / "harbour.png").write_bytes(picture())

        report = bring_in(media=tmp_path)

        fog = article(10)
        assert report.tally.numbers["pictures"] == 1
        assert fog.photo is not None
        assert fog.photo_alt == "boats at a quay"
        assert fog.photo_caption == "The harbour."

    def test_goes_out_and_in_again_unchanged(self, tmp_path):
        bring_in()
        out = take_out(tmp_path)

        again = import_archive(tmp_path / "out.jsonl", now=NOW_HERE)

        assert set(again.written.values()) <= {0}
        assert take_out(tmp_path) == out


@pytest.mark.skipif(
    not THEME_TEST.exists(),
    reason="the theme test file does not lie beside this checkout",
)
class TestTheThemeTestFile:
    def test_comes_in_whole_and_goes_out_unchanged(self, tmp_path):
        report = bring_in(THEME_TEST)

        numbers = report.tally.numbers
        assert report.bad_lines == ()
        assert (numbers["articles"], numbers["posts_protected"]) == (48, 1)
        assert (numbers["comments_published"], numbers["comments_pending"]) == (24, 2)
        assert (numbers["pingbacks"], numbers["trackbacks"]) == (2, 2)
        shown = sum(thread.number_of_comments for thread in Thread.objects.all())
        assert shown == 24
        out = take_out(tmp_path)
        again = import_archive(tmp_path / "out.jsonl", now=NOW_HERE)
        assert set(again.written.values()) <= {0}
        assert take_out(tmp_path) == out

    def test_keeps_the_thread_of_ten_levels(self):
        bring_in(THEME_TEST)

        chain = [comment(n) for n in (904, 905, 906, 907, 910, 911, 912, 913, 914, 915)]
        for above, below in pairwise(chain):
            assert (below.parent, below.root) == (above, chain[0])

    def test_loses_no_word_of_any_post(self):
        bring_in(THEME_TEST)
        source = THEME_TEST.read_text(encoding="utf-8")

        checked = 0
        for item in re.findall(r"<item>(.*?)</item>", source, re.DOTALL):
            number = re.search(r"post_id>(\d+)", item)[1]
            content = re.search(
                r"encoded><!\[CDATA\[(.*?)\]\]></content", item, re.DOTALL
            )
            came = ForeignId.objects.filter(foreign_id__endswith=f"/post/{number}")
            if content is None or not came.filter(kind="ARTICLE").exists():
                continue
            body = list(article(number).body.raw_data)
            lost = words(content[1]) - words(json.dumps(body, ensure_ascii=False))
            assert lost == set(), number
            checked += 1
        assert checked >= 48

    def test_breaks_no_page(self):
        bring_in(THEME_TEST)
        client = Client(raise_request_exception=True)

        for each in Article.objects.all():
            address = each.addresses.get(is_current=True)
            page = client.get(
                f"/en/{address.published_on:%Y/%m/%d}/{address.slug}/", follow=True
            )
            assert page.status_code == 200, each
            assert "<script>alert" not in page.content.decode()


def words(html):
    """Return the words that a reader sees; a tag within one does not part it."""
    html = re.sub(r"</?(?:su[bp]|b|i|em|strong)\b[^>]*>", "", html)
    html = re.sub(
        r"<!--.*?-->|\[/?(?:gallery|audio|caption)[^\]]*\]", " ", html, flags=re.S
    )
    text = re.sub(r"<[^>]*>", " ", html)
    return set(re.findall(r"[^\W\d_]{2,}", text.lower())) - {"nbsp", "amp", "lt", "gt"}
