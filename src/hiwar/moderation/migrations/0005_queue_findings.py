"""What was noticed about what waits, found in the order of the queue."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0004_decisions_without_comment")]

    operations = [
        migrations.CreateModel(
            name="QueueFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("due_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="noticed",
                        to="moderation.queueitem",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["name", "due_at", "item"], name="queue_of_finding"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "name"), name="noticed_once_about_an_item"
                    )
                ],
            },
        ),
    ]
