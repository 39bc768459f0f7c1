"""A paper made up for measuring is like one that the product itself has written."""

import re

import pytest
from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from hiwar.discussion.models import Comment, Thread
from hiwar.newsroom import digest, topics
from hiwar.newsroom.models import Article, ArticleAddress
from hiwar.ops import folder
from hiwar.ops.bench import building
from tests.factories import make_article

from .server import Paper

pytestmark = pytest.mark.django_db

COUNT = """
from hiwar.ops.bench import building
print(*building.count())
"""
Published = Comment.Status.PUBLISHED


def build(articles=12, comments=30, **others):
    others.setdefault("articles_a_day", 4)
    plan = building.Plan(articles=articles, comments=comments, **others)
    told = []
    building.build(plan, now=timezone.now(), progress=told.append)
    return told


def current_address(article):
    return ArticleAddress.objects.get(article=article, is_current=True)


class TestBench:
    def test_writes_as_many_as_it_is_told(self):
        build(thread_sizes=[5, 60])

        assert building.count() == (14, 30 + 5 + 60)
        assert IndexEntry.objects.filter(content_type__model="article").count() == 14

    def test_goes_on_where_it_stopped(self):
        build(articles=4, comments=10)
        before = list(Article.objects.order_by("id").values_list("pk", flat=True))

        build(articles=12, comments=30)

        assert building.count() == (12, 30)
        assert list(
            Article.objects.order_by("id")[:4].values_list("pk", flat=True)
        ) == (before)

    def test_writes_nothing_when_all_is_there(self):
        build(thread_sizes=[5])
        newest = Comment.objects.latest("pk").pk

        told = build(thread_sizes=[5])

        assert told == [12]
        assert Comment.objects.latest("pk").pk == newest

    def test_counts_in_each_thread_what_it_shows(self):
        build(thread_sizes=[60])

        counted = Thread.objects.annotate(
            shown=Count("comments", filter=Q(comments__status=Published))
        )
        assert counted.count() == 13
        assert not counted.exclude(shown=F("number_of_comments")).exists()
        assert counted.get(address__contains="discussion-of-60").shown == 60

    def test_lets_comments_answer_within_their_own_thread(self):
        build()

        answers = Comment.objects.filter(parent__isnull=False)
        assert answers.exists()
        assert not answers.exclude(parent__thread=F("thread")).exists()
        assert not answers.exclude(root__thread=F("thread")).exists()

    def test_copies_articles_as_the_newsroom_would_write_them(self):
        build()

        for article in Article.objects.all():
            assert article.shown_hash == digest.shown_hash(article)
            assert article.shown_under == topics.shown_under(article)
            assert article.live_revision.object_id == str(article.pk)
            assert article.live_revision == article.latest_revision
            day = current_address(article).published_on
            assert article.first_published_at.date() == day
        assert Article.objects.values("translation_key").distinct().count() == 12

        self._check_revisions()

    def _check_revisions(self):
        for revision in Revision.objects.filter(content_type__model="article"):
            article = Article.objects.get(pk=revision.object_id)
            old = revision.as_object()
            assert old.pk == article.pk
            assert revision.content["translation_key"] == str(article.translation_key)
            assert old.first_published_at == article.first_published_at
            assert digest.shown_hash(old) == article.shown_hash
            kept = article.authorships.get()
            assert [row.pk for row in old.authorships.all()] == [kept.pk]
            assert revision.content["authorships"][0]["article"] == article.pk
            assert revision.content["subjects"][0]["pk"] == article.subjects.get().pk

    def test_keeps_wagtail_s_index_of_references_as_wagtail_would(self):
        build()
        article = Article.objects.latest("pk")
        columns = ("model_path", "content_path", "content_path_hash", "to_object_id")
        rows = ReferenceIndex.get_references_for_object(article)
        written = set(rows.values_list(*columns))
        rows.delete()

        ReferenceIndex.create_or_update_for_object(article)

        again = ReferenceIndex.get_references_for_object(article)
        assert set(again.values_list(*columns)) == written
        assert len(written) == 4

    def test_can_be_written_on(self):
        """Numbers go on behind those of the copies."""
        build()

        article = make_article()

        assert article.pk == Article.objects.latest("pk").pk

    def test_makes_pages_that_can_be_read(self, client):
        build(thread_sizes=[30])

        for article in Article.objects.all():
            address = str(current_address(article))
            thread = Thread.objects.get(key=f"article:{article.pk}")
            page = client.get(address)
            assert page.status_code == 200
            shown = re.findall(r'id="comment-[0-9]+"', page.content.decode())
            assert len(shown) == thread.number_of_comments
            assert thread.address == address

    def test_never_fills_a_real_paper(self):
        make_article()
        before = building.count()

        with pytest.raises(folder.Unusable, match="real paper"):
            build()

        assert building.count() == before

    @pytest.mark.parametrize(
        ("articles", "comments"), [(13, 26), (12, 31)], ids=["articles", "comments"]
    )
    def test_refuses_what_does_not_come_out_even(self, articles, comments):
        with pytest.raises(folder.Unusable, match="days"):
            build(articles=articles, comments=comments)

        assert building.count() == (0, 0)

    def test_refuses_to_go_on_with_other_days(self):
        build(articles=4, comments=10)

        with pytest.raises(folder.Unusable, match="begun"):
            build(articles=8, comments=40)

        assert building.count() == (4, 10)


@pytest.mark.server
class TestBenchBuildCommand:
    def test_leaves_a_paper_alone_that_waits_for_its_first_story(self, paper):
        done = paper.run("bench", "build", "--articles", 10, "--comments", 20)

        assert done.returncode == 1
        assert "There is a real paper" in done.stderr
        assert paper.ask(COUNT).split() == ["0", "0"]

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="makes its own file")
    def test_fills_a_folder_that_is_not_there_yet(self, tmp_path):
        new = Paper(tmp_path / "new", {})
        arguments = ("--articles", 10, "--comments", 20, "--thread-sizes", "5")

        done = new.run("bench", "build", *arguments)

        assert done.returncode == 0, done.stderr
        assert new.ask(COUNT).split() == ["11", "25"]
