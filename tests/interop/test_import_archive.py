"""What becomes of the lines of an archive."""

import pytest

from hiwar.accounts.models import Guest, Reader, ReservedName
from hiwar.discussion.models import Comment, Thread
from hiwar.interop.archive.refusals import BadLine
from hiwar.interop.models import ForeignId
from hiwar.kernel import changes
from hiwar.moderation.models import Decision
from hiwar.newsroom.models import Article, Photo
from tests.factories import make_reader
from tests.interop.archives import (
    ARTICLE,
    COMMENT,
    GUEST,
    HEADER,
    READER,
    bring_in,
    line,
    lines,
)

pytestmark = pytest.mark.django_db


class TestImportArchive:
    def test_brings_in_a_story_with_its_discussion(self, tmp_path):
        answer = line(
            COMMENT,
            id="c2",
            parent="c1",
            author=GUEST,
            posted_at="2017-02-17T08:00:00Z",
        )

        report = bring_in(tmp_path, lines(line(COMMENT), answer))

        article = Article.objects.get()
        assert report.written == {"reader": 1, "article": 1, "comment": 2}
        assert article.headline == "The harbour opens again"
        assert article.first_published_at.isoformat() == "2017-02-16T08:58:00+00:00"
        assert article.addresses.get().slug == "the-harbour-opens-again"
        thread = Thread.objects.get(key=f"article:{article.pk}")
        first, second = thread.comments.order_by("posted_at")
        assert thread.number_of_comments == 2
        assert first.reader.name == "salt.and.stone"
        assert "<em>was</em>" in first.html
        assert second.guest_name == "Bashir the Florist"
        assert (second.parent, second.root) == (first, first)

    def test_changes_nothing_the_second_time(self, tmp_path):
        given = lines(line(COMMENT), line(COMMENT, id="c2", author=GUEST))
        bring_in(tmp_path, given)
        before = changes.topics()
        rows = list(ForeignId.objects.order_by("id").values())

        report = bring_in(tmp_path, given)

        assert set(report.written.values()) <= {0}
        assert Comment.objects.count() == 2
        assert Guest.objects.count() == 1
        # The header alone is kept anew, in its place.
        assert list(ForeignId.objects.order_by("id").values()) == rows
        assert changes.topics() == before

    def test_updates_what_a_changed_line_made(self, tmp_path):
        bring_in(tmp_path, lines(line(COMMENT), line(COMMENT, id="c2", author=GUEST)))
        article, comment = Article.objects.get(), Comment.objects.get(reader=None)
        changed = [
            line(HEADER),
            line(READER, name="salt.and.sand"),
            line(ARTICLE, headline="The harbour stays open", bylines=["Anton Merhi"]),
            line(COMMENT),
            line(
                COMMENT, id="c2", author=GUEST, text="It was not.", status="withdrawn"
            ),
        ]

        report = bring_in(tmp_path, changed)

        assert report.written == {"reader": 1, "article": 1, "comment": 1}
        article.refresh_from_db()
        comment.refresh_from_db()
        assert Reader.objects.get().name == "salt.and.sand"
        assert article.headline == "The harbour stays open"
        assert [row.byline.name for row in article.authorships.all()] == ["Anton Merhi"]
        assert (comment.text, comment.status) == ("It was not.", "WITHDRAWN")
        assert Thread.objects.get().number_of_comments == 1

    def test_writes_nothing_when_one_line_is_bad(self, tmp_path):
        given = lines(line(COMMENT), line(COMMENT, id="c2", parent="c9"))

        with pytest.raises(BadLine, match="Line 5: "):
            bring_in(tmp_path, given)

        assert not Reader.objects.exists()
        assert not Article.objects.exists()
        assert not ForeignId.objects.exists()

    def test_leaves_bad_lines_and_all_that_refers_to_them_when_told_so(self, tmp_path):
        given = lines(
            line(COMMENT, id="c1", text=""),
            line(COMMENT, id="c2", parent="c1"),
            line(COMMENT, id="c3"),
            line(COMMENT, id="c4", parent="c2"),
        )

        report = bring_in(tmp_path, given, skip_bad_lines=True)

        assert [bad.number for bad in report.bad_lines()] == [4, 5, 7]
        assert Comment.objects.count() == 1

    def test_links_the_articles_of_a_story(self, tmp_path):
        arabic = line(
            ARTICLE, id="a2", language="ar", headline="عاد الميناء", slug="عاد-الميناء"
        )
        other = line(ARTICLE, id="a3", story="s2", slug="other", headline="Other")

        bring_in(tmp_path, lines(arabic, other))

        english = Article.objects.get(headline="The harbour opens again")
        assert [a.headline for a in english.get_translations()] == ["عاد الميناء"]
        assert english.get_translations().get().locale.language_code == "ar"

    def test_keeps_the_order_of_bylines_and_topics(self, tmp_path):
        bring_in(tmp_path, lines())

        article = Article.objects.get()
        bylines = [row.byline.name for row in article.authorships.all()]
        topics = [row.topic.name for row in article.subjects.all()]
        assert bylines == ["Layal Haddad", "Anton Merhi"]
        assert topics == ["ships", "the sea"]
        assert ReservedName.objects.filter(name="Layal Haddad").exists()

    def test_keeps_the_spelling_of_names_that_collide_and_flags_them(self, tmp_path):
        make_reader(name="salt.and.stone")
        other = line(READER, id="r8", name="SALT and STONE")

        bring_in(tmp_path, lines(other))

        imported = Reader.objects.filter(email=None).order_by("id")
        assert [r.name for r in imported] == ["salt.and.stone", "SALT and STONE"]
        assert all(r.is_name_disputed for r in imported)
        assert Reader.objects.count() == 3

    def test_shows_a_guest_as_a_guest_whatever_name_was_borrowed(self, tmp_path):
        make_reader(name="Layal")
        borrowed = line(COMMENT, author={"guest": "Layal", "guest_key": "g1"})

        bring_in(tmp_path, lines(borrowed))

        comment = Comment.objects.get()
        assert (comment.reader, comment.guest_name) == (None, "Layal")
        assert comment.guest.mark != ""

    def test_knows_guests_again_by_their_key_or_their_name_under_an_article(
        self, tmp_path
    ):
        authors = [
            {"guest": "Nadia", "guest_key": "g1"},
            {"guest": "Nadia H.", "guest_key": "g1"},
            {"guest": "Nadia", "guest_key": "g2"},
            {"guest": "Nadia"},
            {"guest": "Nadia"},
            {"guest": "nadia"},
        ]
        other = line(ARTICLE, id="a2", story="s2", slug="b")
        under_other = line(COMMENT, id="c9", article="a2", author={"guest": "Nadia"})
        comments = [line(COMMENT, id=f"c{n}", author=a) for n, a in enumerate(authors)]

        bring_in(tmp_path, lines(other, *comments, under_other))

        guests = list(Comment.objects.order_by("id").values_list("guest_id", flat=True))
        first, again, second, named, named_again, small, elsewhere = guests
        assert first == again
        assert named == named_again
        assert len({first, second, named, small, elsewhere}) == 5

    def test_keeps_why_a_comment_was_removed(self, tmp_path):
        removal = {
            "rule": "No insults",
            "explanation": "It mocked a name.",
            "at": "2017-02-18T09:00:00+02:00",
        }
        given = lines(
            line(COMMENT, status="removed", removal=removal),
            line(COMMENT, id="c2", status="removed"),
        )

        bring_in(tmp_path, given)

        told, untold = Decision.objects.order_by("targets__comment")
        assert (told.rule, told.explanation) == ("No insults", "It mocked a name.")
        assert told.moderator is None
        assert untold.explanation != ""
        assert set(Comment.objects.values_list("status", flat=True)) == {"REMOVED"}
        assert Thread.objects.get().number_of_comments == 0

    def test_holds_what_waits_for_review(self, tmp_path):
        bring_in(tmp_path, lines(line(COMMENT, status="pending")))

        assert Comment.objects.pending().count() == 1
        assert Thread.objects.get().number_of_comments == 0

    def test_shows_an_answer_to_an_answer_in_the_first_comments_list(self, tmp_path):
        given = [line(COMMENT, id=f"c{n}", parent=f"c{n - 1}") for n in range(2, 6)]

        bring_in(tmp_path, lines(line(COMMENT), *given))

        first = Comment.objects.get(parent=None)
        assert set(
            Comment.objects.filter(parent__isnull=False).values_list("root")
        ) == {(first.pk,)}
        assert first.number_of_replies == 4

    def test_renders_like_what_is_posted_here(self, tmp_path):
        hostile = '<script>alert(1)</script> [x](javascript:alert(1)) <b onclick="x">'

        bring_in(tmp_path, lines(line(COMMENT, text=hostile)))

        comment = Comment.objects.get()
        assert comment.text == hostile
        assert "<script" not in comment.html
        assert "href" not in comment.html

    def test_takes_longer_text_than_may_be_posted(self, tmp_path):
        bring_in(tmp_path, lines(line(COMMENT, text="word " * 9_999)))

        assert len(Comment.objects.get().text) > 49_000

    def test_can_do_without_the_pictures_of_a_bare_file(self, tmp_path):
        picture = {"file": "files/a.jpg", "alt": "boats", "caption": "", "credit": ""}
        body = [{"kind": "image"} | picture]
        given = [line(HEADER), line(ARTICLE, photo=picture, body=body)]

        report = bring_in(tmp_path, given)

        assert report.survey.pictures_missing == 2
        assert Article.objects.get().photo is None
        assert not Photo.objects.exists()

    def test_takes_languages_and_time_of_the_archive_before_the_paper_is_founded(
        self, tmp_path
    ):
        late = line(ARTICLE, published_at="2017-02-16T23:30:00+02:00")
        early = line(
            ARTICLE, id="a2", story="s2", published_at="2017-02-16T22:30:00Z", slug="b"
        )

        bring_in(tmp_path, [line(HEADER), late, early])

        days = [
            a.addresses.get().published_on.day for a in Article.objects.order_by("id")
        ]
        assert days == [16, 17]

    def test_writes_again_what_was_deleted_here(self, tmp_path):
        bring_in(tmp_path, [line(HEADER), line(ARTICLE)])
        Article.objects.get().delete()

        bring_in(tmp_path, [line(HEADER), line(ARTICLE, agency="Reuters")])

        assert Article.objects.get().agency == "Reuters"
