"""What migrations do with rows that were there: the functions that move them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from hiwar.discussion.models import Finding, ScreeningRule, Thread
from hiwar.moderation.actions import report_comment
from hiwar.moderation.models import QueueItem
from tests.factories import make_article, make_comment, make_paper, make_rules

pytestmark = pytest.mark.django_db


def apps_after(app, name):
    """Return the models as they were when this migration had been run."""
    return MigrationLoader(connection).project_state((app, name)).apps


class TestSectionsOfThreads:
    def test_are_those_of_their_stories(self):
        make_paper()
        article = make_article(headline="Night ferry stays", slug="night-ferry")
        thread = Thread.objects.get(key=f"article:{article.pk}")
        comment = make_comment(thread=thread)
        report_comment(
            comment=comment,
            reporter=None,
            address_hash="a" * 32,
            rule="spam",
            sentence="",
            now=timezone.now(),
        )
        shared = Thread.objects.create(key=f"story:{article.translation_key}")
        foreign = Thread.objects.create(key="article:elsewhere")
        Thread.objects.update(section="")
        QueueItem.objects.update(section="")
        migration = import_module(
            "hiwar.moderation.migrations.0013_sections_of_threads"
        )

        for _time in range(2):
            migration.label(apps, None)

        sections = Thread.objects.in_bulk([thread.pk, shared.pk, foreign.pk])
        assert sections[thread.pk].section == str(article.section_id)
        assert sections[shared.pk].section == str(article.section_id)
        assert sections[foreign.pk].section == ""
        assert QueueItem.objects.get().section == str(article.section_id)


class TestScreeningAsItWasSet:
    @pytest.fixture
    def old(self):
        """The columns that the migration reads, as they were before it."""
        make_rules()
        with connection.cursor() as cursor:
            for column in (
                "held_words text NOT NULL DEFAULT ''",
                "hold_first_comments_of_guests boolean NOT NULL DEFAULT false",
            ):
                cursor.execute(
                    f"ALTER TABLE discussion_discussionrules ADD COLUMN {column}"
                )
        return apps_after("discussion", "0004_screening_as_it_was_set")

    def test_becomes_rules_and_is_not_doubled(self, old):
        comment = make_comment()
        Finding.objects.create(comment=comment, name="first_comment_of_guest")
        rules = old.get_model("discussion", "DiscussionRules").objects
        rules.update(held_words="bank\nferry", hold_first_comments_of_guests=True)
        migration = import_module(
            "hiwar.discussion.migrations.0004_screening_as_it_was_set"
        )

        for _time in range(2):
            migration.move(old, None)

        assert list(
            ScreeningRule.objects.order_by("name").values_list(
                "section", "name", "verdict", "threshold", "words"
            )
        ) == [
            ("", "first_comment", "HOLD", 1, ""),
            ("", "held_word", "HOLD", 0, "bank\nferry"),
        ]
        assert Finding.objects.get().name == "first_comment"

        rules.update(held_words="", hold_first_comments_of_guests=False)
        migration.move_back(old, None)

        back = rules.get()
        assert back.held_words == "bank\nferry"
        assert back.hold_first_comments_of_guests
