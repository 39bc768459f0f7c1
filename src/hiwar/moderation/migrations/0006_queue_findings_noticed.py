"""Note about what waits already what was noticed about it."""

from django.db import migrations


def bring_over(apps, schema_editor):
    using = schema_editor.connection.alias
    item = apps.get_model("moderation", "QueueItem").objects.using(using)
    finding = apps.get_model("discussion", "Finding").objects.using(using)
    made = apps.get_model("moderation", "QueueFinding")
    waiting = {
        row.comment_id: row for row in item.exclude(comment=None).only("comment", "due_at")
    }
    names = set(
        finding.filter(comment__queue_item__isnull=False).values_list(
            "comment_id", "name"
        )
    )
    made.objects.using(using).bulk_create(
        (
            made(item_id=waiting[pk].pk, name=name, due_at=waiting[pk].due_at)
            for pk, name in sorted(names)
        ),
        batch_size=1_000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0005_queue_findings")]

    operations = [migrations.RunPython(bring_over, migrations.RunPython.noop)]
