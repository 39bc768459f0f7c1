"""Publishing: addresses, what changed, who is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from hiwar.kernel import changes
from hiwar.kernel.errors import NotAllowed, NotFound
from hiwar.newsroom import access, actions, signals
from hiwar.newsroom.models import Article, Correction
from tests.factories import (
    NOW,
    make_article,
    make_byline,
    make_draft,
    make_paper,
    make_reader,
    make_section,
)

pytestmark = pytest.mark.django_db


def publish_again(article, **values):
    """Change a published article as its editor would: a revision, then publish it."""
    article = Article.objects.get(pk=article.pk)
    for name, value in values.items():
        setattr(article, name, value)
    article.save_revision().publish()
    return Article.objects.get(pk=article.pk)


def read(slug, on, language="en"):
    return access.article_to_read(
        language=language, published_on=on, slug=slug, now=timezone.now()
    )


class TestPublish:
    def test_makes_an_address_from_the_headline(self):
        draft = make_draft(headline="Water on every floor, says the mayor")

        actions.publish(article=draft)

        article = Article.objects.get(pk=draft.pk)
        assert article.live
        assert article.slug == "water-on-every-floor-says-the-mayor"
        assert article.addresses.get().is_current

    def test_makes_an_address_in_arabic(self):
        draft = make_draft(headline="الماء في كلّ طابق", language="ar")

        actions.publish(article=draft)

        address = draft.addresses.get()
        assert address.slug == "الماء-في-كل-طابق"
        assert address.language == "ar"

    def test_takes_the_day_of_the_paper_and_not_of_the_clock(self):
        make_paper(time_zone="Asia/Beirut")

        late = make_article(published_at=datetime(2017, 2, 16, 22, 30, tzinfo=UTC))

        assert late.addresses.get().published_on == date(2017, 2, 17)

    def test_gives_the_second_of_two_a_number(self):
        first, second, third = (make_article(headline="Fog") for _ in range(3))

        slugs = [a.addresses.get().slug for a in (first, second, third)]

        assert slugs == ["fog", "fog-2", "fog-3"]

    def test_lets_two_days_and_two_languages_have_the_same_slug(self):
        days = [
            make_article(headline="Fog", published_at=NOW + timedelta(days=n))
            for n in (0, 2)
        ]
        other = make_article(headline="Fog", language="ar")

        assert {a.slug for a in (*days, other)} == {"fog"}

    def test_cuts_a_long_slug_before_it_counts(self):
        first, second = (make_article(headline="x", slug="y" * 100) for _ in range(2))

        assert first.slug == "y" * 100
        assert second.slug == "y" * 98 + "-2"

    def test_keeps_the_day_and_the_address_when_it_is_published_again(self):
        article = make_article(headline="Fog")

        again = publish_again(article, headline="Thick fog")

        assert again.first_published_at == NOW
        assert again.slug == "fog"
        assert again.addresses.count() == 1

    def test_redirects_from_the_old_slug_to_the_new_one(self):
        article = make_article(headline="Fog")

        publish_again(article, slug="mist")

        with pytest.raises(access.ArticleMoved) as moved:
            read("fog", date(2017, 2, 16))
        assert moved.value.path == "/en/2017/02/16/mist/"
        assert read("mist", date(2017, 2, 16)) == article

    def test_returns_to_an_address_that_it_had(self):
        article = make_article(headline="Fog")
        publish_again(article, slug="mist")

        publish_again(article, slug="fog")

        assert article.addresses.count() == 2
        assert read("fog", date(2017, 2, 16)) == article
        with pytest.raises(access.ArticleMoved):
            read("mist", date(2017, 2, 16))

    def test_does_not_take_an_old_address_of_another(self):
        moved = make_article(headline="Fog")
        publish_again(moved, slug="mist")

        other = make_article(headline="Fog")

        assert other.slug == "fog-2"

    def test_says_when_a_reader_sees_a_change(self):
        article = make_article(headline="Fog")

        again = publish_again(article, headline="Thick fog")

        assert timezone.now() - again.updated_at < timedelta(minutes=1)

    @pytest.mark.parametrize("unseen", [{"slug": "mist"}, {"comments": "CLOSED"}, {}])
    def test_is_silent_about_what_no_reader_sees(self, unseen):
        again = publish_again(make_article(headline="Fog"), **unseen)

        assert again.updated_at is None

    def test_takes_a_correction_for_a_change(self):
        article = Article.objects.get(pk=make_article().pk)
        article.corrections.add(Correction(text="It was Tuesday.", made_at=NOW))

        article.save_revision().publish()

        article.refresh_from_db()
        assert article.updated_at

    def test_does_not_take_the_editors_markup_for_a_change(self):
        article = make_article(body=[{"kind": "paragraph", "text": "A <em>b</em>"}])
        block = article.body.raw_data[0]

        again = publish_again(
            article,
            body=[{**block, "value": '<p data-block-key="x1">A <i>b</i></p>'}],
        )

        assert again.updated_at is None

    def test_tells_every_page_that_shows_it_and_those_that_it_leaves(self):
        city, sea = make_section(name="City"), make_section(name="Sea")
        byline = make_byline(name="Dalia Haddad")
        article = make_article(section="City", bylines=["Dalia Haddad"])
        before = len(changes.topics())

        publish_again(article, section=sea)

        told = {t for t in changes.topics()[before:] if not t.startswith("thread:")}
        assert told == {
            f"article:{article.pk}",
            "front:en",
            f"section:{city.pk}",
            f"section:{sea.pk}",
            f"byline:{byline.pk}",
        }

    def test_tells_the_translations(self):
        article = make_article()
        other = make_article(language="ar", story=article.translation_key)
        before = len(changes.topics())

        publish_again(article, headline="New")

        assert f"article:{other.pk}" in changes.topics()[before:]

    def test_sends_a_signal_with_its_number(self):
        heard = []

        def hear(article_id, **kwargs):
            heard.append(article_id)

        signals.article_published.connect(hear)
        try:
            article = make_article()
        finally:
            signals.article_published.disconnect(hear)

        assert heard == [article.pk]

    def test_refuses_a_reporter(self):
        draft = make_draft()

        with pytest.raises(NotAllowed):
            actions.publish(article=draft, by=make_reader())

        assert not Article.objects.get(pk=draft.pk).live


class TestUnpublish:
    def test_hides_the_article_and_keeps_its_address(self):
        article = make_article(headline="Fog")

        actions.unpublish(article=article)

        with pytest.raises(NotFound):
            read("fog", date(2017, 2, 16))
        assert article.addresses.get().is_current

    def test_tells_the_pages_that_showed_it(self):
        article = make_article()
        before = len(changes.topics())

        actions.unpublish(article=article)

        assert f"article:{article.pk}" in changes.topics()[before:]
        assert "front:en" in changes.topics()[before:]

    def test_gives_it_its_old_day_when_it_comes_back(self):
        article = make_article(headline="Fog")
        actions.unpublish(article=article)

        actions.publish(article=Article.objects.get(pk=article.pk))

        assert read("fog", date(2017, 2, 16)) == article

    def test_refuses_a_reporter(self):
        with pytest.raises(NotAllowed):
            actions.unpublish(article=make_article(), by=make_reader())
