"""Decisions have targets, and what was held already waits in the queue."""

from datetime import timedelta

from django.db import migrations

BATCH = 1_000
# As the queue has it for what is held (moderation/queue.py).
HELD_MAY_WAIT = timedelta(hours=12)


def bring_over(apps, schema_editor):
    using = schema_editor.connection.alias
    decision = apps.get_model("moderation", "Decision").objects.using(using)
    target = apps.get_model("moderation", "DecisionTarget")
    rows = decision.values_list("pk", "comment_id").iterator(chunk_size=BATCH)
    target.objects.using(using).bulk_create(
        (target(decision_id=pk, comment_id=comment) for pk, comment in rows),
        batch_size=BATCH,
    )
    item = apps.get_model("moderation", "QueueItem")
    pending = (
        apps.get_model("discussion", "Comment")
        .objects.using(using)
        .filter(status="PENDING")
        .values_list("pk", "language", "posted_at")
        .iterator(chunk_size=BATCH)
    )
    item.objects.using(using).bulk_create(
        (
            item(
                comment_id=pk,
                is_held=True,
                language=language,
                since=posted_at,
                due_at=posted_at + HELD_MAY_WAIT,
            )
            for pk, language, posted_at in pending
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_desk")]

    operations = [migrations.RunPython(bring_over, migrations.RunPython.noop)]
