from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_targets")]

    operations = [migrations.RemoveField(model_name="decision", name="comment")]
