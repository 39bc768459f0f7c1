"""What pages get of one story: safe, whole, in the same few queries."""

from datetime import timedelta

import pytest

from hiwar.newsroom import selectors
from hiwar.newsroom.models import Article, Paper
from tests.factories import (
    NOW,
    make_article,
    make_draft,
    make_paper,
    make_photo,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=400)


def view(article):
    return selectors.get_article_view(
        article=Article.objects.get(pk=article.pk), now=LATER
    )


class TestArticleView:
    def test_tells_everything_about_a_story(self, paper):
        other = make_article(language="ar", headline="ضباب", section="المدينة")
        article = make_article(
            headline="Fog",
            standfirst="Thick.",
            story=other.translation_key,
            bylines=["Dalia Haddad", "Omar Said"],
            topics=["Weather"],
            agency="AFP",
            photo=make_photo(),
            photo_alt="A boat",
        )

        shown = view(article)

        assert (shown.headline, shown.standfirst, shown.agency) == (
            "Fog",
            "Thick.",
            "AFP",
        )
        assert shown.path == "/en/2017/02/16/fog/"
        assert shown.section == selectors.LinkView(
            name="City", path="/en/sections/city/"
        )
        assert [b.name for b in shown.bylines] == ["Dalia Haddad", "Omar Said"]
        assert [t.path for t in shown.topics] == ["/en/topics/weather/"]
        assert [(t.language, t.title) for t in shown.translations] == [("ar", "ضباب")]
        assert shown.all_languages[0].path == shown.path
        assert shown.published_at == NOW
        assert f"article:{article.pk}" in shown.changes

    def test_names_only_translations_that_can_be_read(self, paper):
        article = make_article()
        make_draft(language="ar", translation_key=article.translation_key)

        assert view(article).translations == ()

    def test_has_a_thread_of_its_own_or_shares_one(self, paper):
        article = make_article()

        assert view(article).thread_key == f"article:{article.pk}"
        make_paper(conversation=Paper.Conversation.STORY)
        assert view(article).thread_key == f"story:{article.translation_key}"

    def test_has_an_address_before_it_is_published(self, paper):
        draft = make_draft(headline="Fog")

        assert view(draft).path == f"/en/{LATER:%Y/%m/%d}/fog/"

    @pytest.mark.parametrize("many", [1, 12])
    def test_costs_the_same_however_much_there_is(
        self, paper, many, django_assert_num_queries
    ):
        photo = make_photo()
        picture = {"kind": "image", "photo": photo.pk}
        article = make_article(
            photo=photo,
            bylines=[f"Byline {n}" for n in range(many)],
            topics=[f"Topic {n}" for n in range(many)],
            body=[picture, {"kind": "paragraph", "text": "x"}] * many,
        )
        make_article(language="ar", story=article.translation_key)
        view(article)
        found = Article.objects.select_related("section", "locale").get(pk=article.pk)

        with django_assert_num_queries(12):
            selectors.get_article_view(article=found, now=LATER)


class TestBody:
    def test_shows_each_kind_of_part(self, paper):
        article = make_article(
            body=[
                {"kind": "paragraph", "text": "A <em>b</em> & c"},
                {"kind": "crosshead", "text": "<b onclick=x()>What</b> & why"},
                {"kind": "quote", "text": "Enough.", "by": "A passenger"},
                {"kind": "list", "ordered": True, "items": ["one", "two"]},
                {"kind": "image", "photo": make_photo().pk, "alt": "A boat"},
            ]
        )

        parts = view(article).body

        kinds = [part.kind for part in parts]
        assert kinds == ["paragraph", "crosshead", "quote", "list", "image"]
        assert parts[0].html == "A <em>b</em> &amp; c"
        assert parts[1].text == "<b>What</b> &amp; why"
        assert (parts[2].html, parts[2].by) == ("Enough.", "A passenger")
        assert (parts[3].entries, parts[3].is_ordered) == (("one", "two"), True)
        assert parts[4].photo.alt == "A boat"

    def test_parts_what_an_editor_put_into_one_block(self, paper):
        article = make_article(
            body=[
                {"kind": "paragraph", "text": "<p>One</p><p>Two<br/>three</p><p></p>"}
            ]
        )

        assert [p.html for p in view(article).body] == ["One", "Two<br>three"]

    @pytest.mark.parametrize(
        ("hostile", "harmless"),
        [
            ("<script>alert(1)</script>x", "x"),
            ("<img src=x onerror=alert(1)>x", "x"),
            ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
            ('<a href="//evil.example">x</a>', "<a>x</a>"),
            ('<a href="\\\\evil.example">x</a>', "<a>x</a>"),
            (
                '<a href="https://a.example" onclick="x()">x</a>',
                '<a href="https://a.example">x</a>',
            ),
            ('<em style="position:fixed">x</em>', "<em>x</em>"),
            ("<svg><style><em title='</style><img src=x onerror=y>'>", "<em></em>"),
            ("<em>x", "<em>x</em>"),
        ],
    )
    def test_shows_nothing_but_words(self, paper, hostile, harmless):
        article = make_article(body=[{"kind": "paragraph", "text": hostile}])

        assert "".join(part.html for part in view(article).body) == harmless

    def test_goes_on_without_a_picture_that_is_gone(self, paper):
        article = make_article(
            body=[
                {"kind": "image", "photo": 999_999},
                {"kind": "image", "photo": None},
                {"kind": "paragraph", "text": "x"},
            ]
        )

        assert [part.kind for part in view(article).body] == ["paragraph"]


class TestPhotoView:
    def test_gives_the_lead_at_460_twice_that_and_wide(self, paper):
        photo = view(make_article(photo=make_photo(size=(2000, 1000)))).photo

        assert (photo.width, photo.height) == (460, 230)
        for sources, ending in ((photo.webp, "webp"), (photo.jpeg, "jpg")):
            widths = [source.split()[1] for source in sources.split(", ")]
            assert widths == ["460w", "920w", "1400w"]
            assert all(s.split()[0].endswith(ending) for s in sources.split(", "))

    def test_does_not_enlarge_a_small_one(self, paper):
        photo = view(make_article(photo=make_photo(size=(500, 250)))).photo

        assert [s.split()[1] for s in photo.webp.split(", ")] == ["460w", "500w"]

    def test_takes_the_credit_of_the_picture_if_the_story_gives_none(self, paper):
        photo = make_photo()
        photo.credit = "AFP"
        photo.save()

        assert view(make_article(photo=photo)).photo.credit == "AFP"
        assert (
            view(make_article(photo=photo, photo_credit="D.H.")).photo.credit == "D.H."
        )

    def test_is_left_out_when_the_file_is_gone(self, paper):
        photo = make_photo()
        article = make_article(photo=photo)
        photo.file.storage.delete(photo.file.name)

        assert view(article).photo is None

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
    def test_reads_what_editors_upload(self, paper, form):
        assert view(make_article(photo=make_photo(form=form))).photo.width == 460
