"""Stories from an archive: kept exactly, linked, the same when they come again."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from hiwar.accounts.models import ReservedName
from hiwar.kernel import changes
from hiwar.newsroom import actions, bodies, richtext
from hiwar.newsroom.models import Article, Byline, Photo, Section, Topic
from tests.factories import NOW, make_article, make_locale, make_photo

pytestmark = pytest.mark.django_db

WORDS = [
    "Plain words.",
    "He <em>said</em> and <strong>meant</strong> it.",
    'See <a href="https://example.org/?a=1&b=2">here</a>',
    "AT&T, 1 < 2 &amp; “quotes” 'n' dashes — all of it",
    " spaces  kept ",
    "line\nbreaks\n\nkept",
    "كان <em>كذلك</em>\u200c",
    "",
]

BODY = [
    *({"kind": "paragraph", "text": words} for words in WORDS),
    {"kind": "crosshead", "text": "What <it> costs"},
    {"kind": "quote", "text": "We <em>pay</em>.", "by": "A passenger"},
    {"kind": "quote", "text": "Who?", "by": ""},
    {"kind": "list", "ordered": True, "items": ["one", "<strong>two</strong>"]},
    {"kind": "list", "ordered": False, "items": []},
]


def import_one(article=None, **values):
    make_locale()
    entry = actions.ArchivedArticle(
        **{
            "story": uuid4(),
            "language": "en",
            "section": "World",
            "headline": "Fog",
            "published_at": NOW,
            **values,
        }
    )
    return actions.import_article(entry=entry, article=article, now=NOW)


class TestImportArticle:
    def test_keeps_times_to_the_second(self):
        published = datetime(2009, 1, 3, 23, 59, 59, tzinfo=UTC)
        updated = datetime(2010, 5, 2, 6, 0, 1, tzinfo=UTC)

        article = import_one(published_at=published, updated_at=updated)

        article.refresh_from_db()
        assert article.first_published_at == published
        assert article.updated_at == updated
        assert import_one(updated_at=None).updated_at is None

    def test_keeps_the_body_letter_by_letter(self):
        photo = make_photo()
        image = {
            "kind": "image",
            "photo": photo.pk,
            "alt": "A boat",
            "caption": "c",
            "credit": "",
        }

        article = import_one(body=[*BODY, image])

        kept = Article.objects.get(pk=article.pk)
        assert bodies.to_archive(kept.body) == [*BODY, image]

    def test_keeps_the_order_of_topics_and_bylines(self):
        names = ["Zeta", "Alpha", "Mu"]

        article = import_one(topics=names, bylines=names[::-1])

        kept = Article.objects.get(pk=article.pk)
        assert [row.topic.name for row in kept.subjects.all()] == names
        assert [row.byline.name for row in kept.authorships.all()] == names[::-1]

    def test_makes_sections_topics_and_bylines_once(self):
        for _ in range(2):
            import_one(topics=["Fog"], bylines=["Dalia Haddad"])

        assert (Section.objects.count(), Topic.objects.count()) == (1, 1)
        assert Byline.objects.count() == 1
        assert ReservedName.objects.get(kind="BYLINE").name == "Dalia Haddad"

    def test_may_have_no_headline(self):
        article = import_one(headline="")

        assert article.headline == ""
        assert article.addresses.get().slug

    def test_links_the_languages_of_a_story(self):
        make_locale("ar")
        story = uuid4()

        english = import_one(story=story)
        arabic = import_one(story=story, language="ar")

        assert list(english.get_translations()) == [arabic]

    def test_updates_what_it_made_before(self):
        article = import_one(headline="Fog", bylines=["Dalia Haddad"])

        again = import_one(
            Article.objects.get(pk=article.pk),
            story=article.translation_key,
            headline="Mist",
            bylines=["Omar Said"],
        )

        assert again.pk == article.pk
        kept = Article.objects.get()
        assert kept.headline == "Mist"
        assert [row.byline.name for row in kept.authorships.all()] == ["Omar Said"]

    def test_changes_nothing_a_second_time(self):
        article = import_one(headline="Fog", body=BODY, topics=["Fog"])
        address = article.addresses.get()

        again = import_one(
            Article.objects.get(pk=article.pk),
            story=article.translation_key,
            headline="Fog",
            body=BODY,
            topics=["Fog"],
        )

        assert again.shown_hash == article.shown_hash
        assert again.addresses.get() == address
        assert again.updated_at is None

    def test_refuses_a_language_of_no_edition(self):
        with pytest.raises(actions.NotALanguageOfThePaper):
            import_one(language="xx")

    def test_tells_the_pages_that_show_it(self):
        article = import_one()

        assert f"article:{article.pk}" in changes.topics()
        assert "front:en" in changes.topics()

    def test_stands_at_the_day_that_its_readers_knew(self):
        article = import_one(slug="old-slug")

        address = article.addresses.get()
        assert (address.slug, address.published_on) == ("old-slug", date(2017, 2, 16))

    def test_can_be_edited_and_undone(self):
        article = Article.objects.get(pk=import_one(headline="Fog").pk)
        first = article.latest_revision
        article.headline = "Mist"
        article.save_revision().publish()

        first.publish()

        assert Article.objects.get(pk=article.pk).headline == "Fog"


class TestImportPhoto:
    def test_keeps_every_byte(self):
        photo = make_photo()
        with photo.file.open() as file:
            before = file.read()

        again = actions.import_photo(title="x", file=ContentFile(before, "x.jpg"))

        assert again == photo
        assert Photo.objects.count() == 1
        assert (photo.width, photo.height) == (1600, 1200)


class TestIsArchivable:
    @pytest.mark.parametrize("words", WORDS)
    def test_takes_what_the_format_allows(self, words):
        assert richtext.is_archivable(words)

    @pytest.mark.parametrize(
        "words",
        [
            "<b>x</b>",
            "<p>x</p>",
            "x</div>",
            '<em class="x">x</em>',
            '<a href="/" target="_blank">x</a>',
            "<!-- x -->",
            "<br>",
            "<img src=x>",
            "<!DOCTYPE x>",
            "<?xml?>",
            "<![CDATA[x]]>",
        ],
    )
    def test_refuses_the_rest(self, words):
        assert not richtext.is_archivable(words)


class TestExport:
    def test_says_what_an_editor_wrote_in_the_archives_words(self):
        article = make_article(
            body=[
                {
                    "kind": "paragraph",
                    "text": '<p data-block-key="a">A <b>b</b> <i>c</i></p><p>Two</p>',
                },
                {"kind": "quote", "text": "<p>One<br/>line</p>", "by": "D"},
            ]
        )

        assert bodies.to_archive(article.body) == [
            {"kind": "paragraph", "text": "A <strong>b</strong> <em>c</em>"},
            {"kind": "paragraph", "text": "Two"},
            {"kind": "quote", "text": "One line", "by": "D"},
        ]
