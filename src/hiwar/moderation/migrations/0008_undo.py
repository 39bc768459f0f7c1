
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0007_receipts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_outcome_is_known',
        ),
        migrations.AlterField(
            model_name='decision',
            name='outcome',
            field=models.CharField(choices=[('KEEP', 'keep'), ('REMOVE', 'remove'), ('RESTORE', 'restore'), ('WARN', 'warn'), ('PAUSE', 'pause'), ('BAN', 'ban'), ('HIDE_NAME', 'hide the name'), ('LIFT', 'lift a restriction'), ('UNDO', 'undo')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['REMOVE', 'WARN', 'PAUSE', 'BAN', 'HIDE_NAME', 'KEEP', 'RESTORE', 'LIFT', 'UNDO'])), name='decision_outcome_is_known'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'UNDO'), _negated=True), models.Q(('is_undo', True), ('reverses__isnull', False)), _connector='OR'), name='undo_is_known_as_such'),
        ),
    ]
