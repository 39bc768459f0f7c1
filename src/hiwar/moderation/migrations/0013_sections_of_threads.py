from itertools import islice

from django.db import migrations

BATCH = 1000
# How the keys of our own threads begin; others have no section.
ARTICLE = "article:"
STORY = "story:"


def label(apps, schema_editor):
    """Name the section of each thread that was opened before threads knew theirs.

    Their stories say it. What waits under them is found by its section, too. Can be
    run twice.
    """
    threads = apps.get_model("discussion", "Thread").objects.filter(section="")
    articles = apps.get_model("newsroom", "Article").objects
    rows = threads.filter(key__startswith=ARTICLE).values_list("pk", "key")
    _label(threads, articles, list(rows))
    _label_shared(threads, articles)
    _label_waiting(apps)


def _label(threads, articles, rows):
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        wanted = {
            int(key.removeprefix(ARTICLE)): pk
            for pk, key in batch
            if key.removeprefix(ARTICLE).isdecimal()
        }
        by_section = {}
        known = articles.filter(pk__in=wanted, section__isnull=False)
        for article, section in known.values_list("pk", "section_id"):
            by_section.setdefault(section, []).append(wanted[article])
        for section, numbers in by_section.items():
            threads.filter(pk__in=numbers).update(section=str(section))


def _label_shared(threads, articles):
    """Do the same where the editions of a story share one: the first of them counts."""
    rows = threads.filter(key__startswith=STORY).values_list("pk", "key")
    for pk, key in list(rows):
        story = articles.filter(
            translation_key=key.removeprefix(STORY), section__isnull=False
        )
        first = story.order_by("-live", "first_published_at", "id").first()
        if first is not None:
            threads.filter(pk=pk).update(section=str(first.section_id))


def _label_waiting(apps):
    waiting = apps.get_model("moderation", "QueueItem").objects
    unnamed = waiting.filter(section="", comment__isnull=False)
    unnamed = unnamed.exclude(comment__thread__section="")
    rows = iter(list(unnamed.values_list("pk", "comment__thread__section")))
    while batch := list(islice(rows, BATCH)):
        by_section = {}
        for pk, section in batch:
            by_section.setdefault(section, []).append(pk)
        for section, numbers in by_section.items():
            waiting.filter(pk__in=numbers).update(section=section)


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0012_notices_told_again"),
        ("discussion", "0005_rules_without_screening"),
        ("newsroom", "0002_publishingfailure_cause"),
    ]

    operations = [migrations.RunPython(label, migrations.RunPython.noop)]
