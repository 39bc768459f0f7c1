"""A receipt leaves once, and reports whose address was forgotten are not told apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0006_queue_findings_noticed")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="receipted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(
            model_name="report", name="an_address_reports_once"
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                name="an_address_reports_once",
                fields=["comment", "address_hash"],
                condition=models.Q(reader__isnull=True, guest__isnull=True)
                & ~models.Q(address_hash=""),
            ),
        ),
    ]
