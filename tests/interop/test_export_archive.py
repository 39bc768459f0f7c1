"""What went in comes out, line for line."""

import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiwar.accounts import actions as accounts
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.interop.archive.refusals import ArchiveRefused, NothingPublished
from hiwar.interop.models import ForeignId
from hiwar.newsroom import actions as newsroom
from hiwar.newsroom.models import Article, Paper
from tests.factories import NOW, make_guest, make_reader
from tests.interop.archives import (
    ARTICLE,
    COMMENT,
    GUEST,
    HEADER,
    READER,
    bring_in,
    in_order,
    line,
    lines,
    picture,
    take_out,
    write_zip,
)
from tests.interop.test_archive_zip import bring_in_zip

pytestmark = pytest.mark.django_db

WORDS = {"alt": "boats", "caption": "At dawn.", "credit": "L. H."}


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def backwards(value):
    return json.dumps(dict(reversed(value.items())), ensure_ascii=False)


def without(value, *keys):
    return line({k: v for k, v in value.items() if k not in keys})


class TestExportArchive:
    def test_gives_back_every_line_as_it_came(self, tmp_path):
        removal = {"rule": "x", "explanation": "y", "at": "2017-02-18T09:00:00+02:00"}
        given = lines(
            line(ARTICLE, id="a2", language="ar", slug="ميناء", comments="closed"),
            line(
                ARTICLE, id="a3", story="s3", slug="c", topics=[], body=[], bylines=[]
            ),
            line(ARTICLE, id="a4", story="s4", slug="d", headline="", agency=""),
            line(COMMENT),
            line(COMMENT, id="c2", parent="c1", author=GUEST, status="withdrawn"),
            line(COMMENT, id="c3", parent="c2", author={"guest": "far.bank........"}),
            line(COMMENT, id="c4", status="removed", removal=removal),
            line(COMMENT, id="c5", status="removed"),
            line(COMMENT, id="c6", status="pending", text="حوار\n\n> اقتباس\n\n- أ"),
            line(READER, id="r8", name="أبو سليم 61"),
        )

        bring_in(tmp_path, given)

        assert in_order(take_out(tmp_path)) == in_order(given)

    @pytest.mark.parametrize(
        "odd",
        [
            compact(COMMENT),
            json.dumps(COMMENT | {"text": "حوار"}),
            backwards(COMMENT),
            line(COMMENT, author={"guest_key": "g4", "guest": "Bashir"}),
            line(COMMENT, posted_at="2017-02-16T09:22:00Z"),
            line(COMMENT, posted_at="2017-02-16T09:22Z"),
            line(COMMENT, posted_at="2017-02-16T14:52:00.120+05:30"),
            line(COMMENT, posted_at="2017-02-16T09:22:00.000001+00:00"),
            line(COMMENT, posted_at="1899-02-16T09:22:00+02:22"),
            line(COMMENT, text="one\r\ntwo\r\n"),
            line(COMMENT, text="one\rtwo\n \n"),
            line(COMMENT, text="  indented"),
            line(COMMENT, author={"guest": "Bashir "}),
            line(
                COMMENT,
                status="removed",
                removal={"at": "2017-02-18T07:00:00Z", "rule": "", "explanation": ""},
            ),
            without(ARTICLE | {"id": "a2", "story": "s2", "slug": "b"}, "photo"),
            without(
                ARTICLE | {"id": "a2", "story": "s2", "slug": "b"},
                "photo",
                "updated_at",
            ),
            backwards(ARTICLE | {"id": "a2", "story": "s2", "slug": "b"}),
            line(
                ARTICLE,
                id="a2",
                story="s2",
                slug="b",
                published_at="2017-02-16T03:00:00-05:00",
                updated_at="2017-02-20T03:00:00.5Z",
            ),
            line(
                ARTICLE,
                id="a2",
                story="s2",
                slug="b",
                body=[{"text": "&amp; & <EM>x</EM>", "kind": "paragraph"}],
            ),
            without(READER | {"id": "r8", "name": "Zoe\u0301"}, "avatar"),
            line(READER, id="r8", name=" far  bank "),
            line(READER, id="r8", avatar="files/r8.png"),
        ],
    )
    def test_gives_back_what_was_written_otherwise_than_we_write(self, tmp_path, odd):
        given = lines(odd)

        bring_in(tmp_path, given)

        assert in_order(take_out(tmp_path)) == in_order(given)

    @pytest.mark.parametrize(
        "text",
        [
            "one\ntwo",
            "one\r\ntwo\r",
            "one\n\n\ntwo  three",
            " one\t\u2028two ",
            "<em>one\ntwo</em>\n<strong>three</strong>",
            "\n",
            "",
        ],
    )
    def test_gives_back_the_line_breaks_of_every_part(self, tmp_path, text):
        body = [
            {"kind": "paragraph", "text": text},
            {"kind": "crosshead", "text": text},
            {"kind": "quote", "text": text, "by": "a\nsailor"},
            {"kind": "list", "ordered": False, "items": [text, "two", text]},
        ]
        given = [line(HEADER), line(ARTICLE, body=body, standfirst=text)]

        bring_in(tmp_path, given)

        assert in_order(take_out(tmp_path)) == in_order(given)

    def test_gives_back_pictures_that_never_came(self, tmp_path):
        named = {"file": "files/a.jpg"} | WORDS
        body = [
            {"kind": "image"} | named,
            ARTICLE["body"][0],
            {"kind": "image"} | named,
        ]
        given = [line(HEADER), line(ARTICLE, photo=named, body=body)]

        bring_in(tmp_path, given)

        assert in_order(take_out(tmp_path)) == in_order(given)

    def test_gives_back_pictures_byte_for_byte(self, tmp_path):
        content = picture(form="JPEG")
        same = {"file": "files/other/b.jpg"} | WORDS
        body = [{"kind": "image"} | same]
        article = line(ARTICLE, photo={"file": "files/a.jpg"} | WORDS, body=body)
        reader = line(READER, avatar="files/r7.png")
        files = {
            "files/a.jpg": content,
            "files/other/b.jpg": content,
            "files/r7.png": picture(),
        }
        given = [line(HEADER), reader, article]
        bring_in_zip(write_zip(tmp_path, given, files=files))

        out = take_out(tmp_path, name="out.zip")

        assert in_order(out) == in_order(given)
        again = write_zip(tmp_path, [], name="empty.zip").with_name("out.zip")
        assert read(again, "files/a.jpg") == content
        assert read(again, "files/other/b.jpg") == content
        assert read(again, "files/r7.png")[:4] == b"\x89PNG"

    def test_says_what_has_changed_since(self, tmp_path):
        bring_in(tmp_path, lines(compact(COMMENT)))
        comment = Comment.objects.get()
        accounts.import_reader(
            name="salt", joined_at=comment.reader.joined_at, reader=comment.reader
        )
        discussion.withdraw_comment(comment=comment, now=NOW)

        out = in_order(take_out(tmp_path))

        assert out[2] == compact(COMMENT | {"status": "withdrawn"})
        assert out[3] == line(READER, name="salt")

    def test_tells_what_was_made_here_and_knows_it_again(self, tmp_path):
        article = make_article()
        thread = Thread.objects.get(key=f"article:{article.pk}")
        reader, guest = make_reader(name="Layal"), make_guest()
        for author in (reader, guest):
            discussion.post_comment(
                thread=thread,
                author=author,
                draft=discussion.Draft(
                    text="It was so.", language="en", guest_name="Nadia"
                ),
                now=NOW,
            )
        out = take_out(tmp_path)

        report = bring_in(tmp_path, out)

        assert set(report.written.values()) <= {0}
        assert (Article.objects.count(), Comment.objects.count()) == (1, 2)
        assert take_out(tmp_path) == out
        assert "@" not in "".join(out)

    def test_leaves_out_what_is_not_published_and_who_has_not_written(self, tmp_path):
        make_reader()
        article = make_article()
        newsroom.unpublish(article=article)

        with pytest.raises(NothingPublished):
            take_out(tmp_path)

        make_article(headline="Other", slug="other")
        kinds = [json.loads(each)["type"] for each in take_out(tmp_path)]
        assert kinds == ["archive", "article"]

    def test_keeps_each_comment_under_its_article_where_languages_share_a_thread(
        self, tmp_path
    ):
        paper = Paper.objects.first() or Paper()
        paper.conversation = Paper.Conversation.STORY
        paper.save()
        arabic = line(ARTICLE, id="a2", language="ar", slug="b")
        answers = [
            line(COMMENT, id="c2", article="a2", author=GUEST),
            line(COMMENT, id="c3", article="a2", parent="c2", author=GUEST),
        ]
        given = lines(arabic, line(COMMENT), *answers)

        bring_in(tmp_path, given)

        out = take_out(tmp_path)
        assert Thread.objects.filter(number_of_comments=3).count() == 1
        assert in_order(out) == in_order(given)
        # What is named stands before what names it.
        assert out.index(arabic) < out.index(answers[0])

    def test_replaces_a_file_only_when_it_is_whole(self, tmp_path):
        bring_in(tmp_path, lines())
        (tmp_path / "out.jsonl").write_text("before")

        take_out(tmp_path)

        assert (tmp_path / "out.jsonl").read_text() != "before"
        assert not (tmp_path / "out.jsonl.part").exists()

    def test_says_when_the_file_cannot_be_written(self, tmp_path):
        bring_in(tmp_path, lines())

        with pytest.raises(ArchiveRefused, match="cannot be written"):
            take_out(tmp_path, name="nowhere/out.jsonl")

    def test_asks_as_often_however_many_comments_there_are(self, tmp_path):
        counted = []
        for number in (3, 30):
            given = (line(COMMENT, id=f"c{n}", author=GUEST) for n in range(number))
            bring_in(tmp_path, lines(*given))
            with CaptureQueriesContext(connection) as queries:
                take_out(tmp_path)
            counted.append(len(queries))

        assert counted[0] == counted[1] < 40


class TestAForm:
    def test_holds_no_word_of_the_line(self, tmp_path):
        odd = compact(COMMENT | {"text": "secret\r\nwords ", "author": GUEST})

        bring_in(tmp_path, lines(odd))

        forms = "".join(ForeignId.objects.values_list("form", flat=True))
        assert forms != ""
        assert "secret" not in forms
        assert "Bashir" not in forms


def make_article(*, headline="Fog over the bay", slug="fog"):
    return newsroom.import_article(
        entry=newsroom.ArchivedArticle(
            story=None,
            language="en",
            section="World",
            headline=headline,
            slug=slug,
            published_at=NOW,
            photo=newsroom.import_photo(
                title="fog", file=ContentFile(picture(colour="grey"), name="fog.png")
            ),
            body=[{"kind": "crosshead", "text": "Fish & <chips>"}],
        ),
        now=NOW,
    )


def read(path, name):
    with zipfile.ZipFile(path) as packed:
        return packed.read(name)
