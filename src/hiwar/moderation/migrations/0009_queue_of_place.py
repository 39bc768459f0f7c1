from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_undo")]

    operations = [
        migrations.AddIndex(
            model_name="queueitem",
            index=models.Index(
                fields=["section", "language", "due_at", "id"], name="queue_of_place"
            ),
        ),
    ]
