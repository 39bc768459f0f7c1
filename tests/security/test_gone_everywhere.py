"""A word that stands in one comment only: nobody finds it once the comment is gone.

`test_gone` looks at every address. Here it is what follows from a comment: counts,
lists, feeds, pages that were kept, letters that had not left, what moderators keep.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from hiwar.accounts import actions as accounts
from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion.access import thread_to_read
from hiwar.kernel import changes
from hiwar.moderation import actions, record
from hiwar.moderation.models import RecordContents
from hiwar.newsroom.models import Article
from tests.factories import (
    make_article,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
)
from tests.moderation.post import letters, run_due

pytestmark = pytest.mark.django_db

TOKEN = "zyxquuxword"
STORY = "/en/2017/02/16/night-ferry-stays/"
PLACES = [
    STORY,
    f"{STORY}?order=newest",
    f"{STORY}?order=answered",
    f"{STORY}comments.atom",
    f"{STORY}comments.json",
    "/en/",
    "/en/feeds/atom/",
    "/en/feeds/rss/",
    "/en/sections/city/",
    "/en/moderation/",
    "/en/moderation/log/",
    "/sitemap-1.xml",
]


@pytest.fixture
def now():
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def thread():
    make_paper()
    article = make_article(headline="Night ferry stays", slug="night-ferry-stays")
    thread = thread_to_read(key=f"article:{article.pk}")
    make_comment(thread=thread, text="Another one stays.")
    return thread


@pytest.fixture
def comment(thread, now):
    """A comment with the word in it, answered by somebody, reported and noticed."""
    author = make_reader(email="author@example.org", now=now)
    comment = make_comment(
        thread=thread, author=author, text=f"It is {TOKEN}.", now=now
    )
    make_comment(parent=comment, text="I do not think so.", now=now)
    actions.report_comment(
        comment=comment,
        reporter=make_guest(),
        address_hash="a" * 32,
        rule="spam",
        sentence="",
        now=now,
    )
    actions.send_notice(
        comment=comment,
        reader=None,
        address_hash="b" * 32,
        explanation="It is against the law.",
        address=f"https://news.example/comments/{comment.pk}/",
        name="Nora Notifier",
        email="nora@example.org",
        is_in_good_faith=True,
        language="en",
        now=now,
    )
    return comment


def remove(comment, now):
    actions.issue_decision(
        comment=comment,
        moderator=make_reader(role=Role.MODERATOR),
        outcome="REMOVE",
        rule="personal_attack",
        explanation="It calls somebody a name.",
        now=now,
    )


def remove_all(comment, now):
    actions.remove_all_of(
        author=comment.reader,
        days=30,
        moderator=make_reader(role=Role.MODERATOR),
        rule="personal_attack",
        explanation="It calls somebody a name.",
        now=now,
    )


def withdraw(comment, now):
    discussion.withdraw_comment(comment=comment, now=now)


def erase(comment, now):
    accounts.erase_reader(reader=comment.reader, now=now)


GOING = pytest.mark.parametrize("go", [remove, remove_all, withdraw, erase])


def show(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def structured(client):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', show(client, STORY), re.S
    )
    return json.loads(found[1])


class TestEverywhere:
    @GOING
    def test_the_word_is_gone(self, client, comment, now, go):
        replies = f"/en/comments/{comment.pk}/replies/"
        before = {path for path in PLACES if TOKEN in show(client, path)}
        assert {STORY, f"{STORY}comments.atom", f"{STORY}comments.json"} <= before
        assert TOKEN in show(client, replies)

        go(comment, now)

        found = [path for path in [*PLACES, replies] if TOKEN in show(client, path)]
        assert found == []
        assert client.get(f"/comments/{comment.pk}/").status_code == 404

    @GOING
    def test_the_answer_keeps_its_place_under_a_quiet_line(
        self, client, comment, now, go
    ):
        go(comment, now)

        page = show(client, STORY)

        assert "I do not think so." in page
        assert f'data-comment="{comment.pk}"' in page

    @GOING
    def test_every_count_goes_down(self, client, comment, now, go):
        assert structured(client)["commentCount"] == 3
        assert "3 comments" in show(client, "/en/")

        go(comment, now)

        assert structured(client)["commentCount"] == 2
        front = show(client, "/en/")
        assert "2 comments" in front
        assert "3 comments" not in front

    @GOING
    def test_search_engines_are_told_of_the_answer_alone(
        self, client, comment, now, go
    ):
        go(comment, now)

        document = structured(client)

        assert TOKEN not in json.dumps(document)
        gone = [each for each in document["comment"] if "text" not in each]
        assert [each["comment"][0]["text"] for each in gone] == ["I do not think so."]

    @GOING
    def test_the_story_is_discussed_no_more_than_it_is(self, client, comment, now, go):
        """With what stands alone gone, it leaves the list of the most discussed."""
        for other in comment.thread.comments.exclude(pk=comment.pk).order_by("-id"):
            discussion.withdraw_comment(comment=other, now=now)
        assert 'class="most"' in show(client, "/en/")

        go(comment, now)

        assert 'class="most"' not in show(client, "/en/")

    @GOING
    def test_every_page_that_showed_it_is_made_anew(self, client, comment, now, go):
        shown_on = [client.get(path)["Surrogate-Key"].split() for path in PLACES[:4]]
        before = len(changes.topics())

        go(comment, now)

        told = set(changes.topics()[before:])
        assert all(told & set(topics) for topics in shown_on)

    @GOING
    def test_no_search_finds_it(self, client, comment, now, go):
        go(comment, now)
        call_command("update_index", verbosity=0)

        assert list(get_search_backend().search(TOKEN, Article)) == []
        client.force_login(make_reader(role=Role.REPORTER))
        assert TOKEN not in show(client, "/desk/articles/?q=quuxword")

    @GOING
    def test_no_letter_that_had_not_left_carries_it(self, comment, now, go):
        go(comment, now)

        run_due(now + timedelta(days=1))

        assert "nora@example.org" in {letter.to for letter in letters()}
        assert [letter for letter in letters() if TOKEN in letter] == []
        assert [m for m in mail.outbox if TOKEN in str(m.message())] == []

    @GOING
    def test_no_one_else_is_told_of_it_by_the_script(self, client, comment, now, go):
        go(comment, now)
        client.force_login(make_reader())

        own = show(client, f"/en/me/discussion/{comment.thread.key}/")

        assert TOKEN not in own


class TestErasure:
    def test_takes_it_out_of_the_record_and_leaves_the_chain_whole(self, comment, now):
        remove(comment, now)
        kept = RecordContents.objects.filter(contents__contains=TOKEN)
        assert kept.exists()

        actions.erase_contents(reader_id=comment.reader_id, now=timezone.now())

        assert not kept.exists()
        assert record.verify().is_whole
