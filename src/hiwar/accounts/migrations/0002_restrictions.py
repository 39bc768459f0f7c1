
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='guest',
            name='is_name_hidden',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='reader',
            name='is_name_hidden',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='reader',
            name='is_trusted',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('WARNING', 'warned'), ('PAUSE', 'may not write for a while'), ('BAN', 'may not write'), ('HIDDEN_NAME', 'name hidden'), ('PREMODERATED', 'held for review'), ('REPORTS_SLOWED', 'reports slowed')], max_length=20)),
                ('issued_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('decision_number', models.PositiveBigIntegerField(blank=True, null=True)),
                ('address_hash', models.CharField(blank=True, max_length=32)),
                ('guest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to='accounts.guest')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['decision_number'], name='restrictions_of_decision'), models.Index(condition=models.Q(('address_hash', ''), _negated=True), fields=['address_hash'], name='restrictions_of_address')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('guest__isnull', True), ('reader__isnull', False)), models.Q(('guest__isnull', False), ('reader__isnull', True)), _connector='OR'), name='restriction_is_of_one_author'), models.CheckConstraint(condition=models.Q(('kind__in', ['WARNING', 'PAUSE', 'BAN', 'HIDDEN_NAME', 'PREMODERATED', 'REPORTS_SLOWED'])), name='restriction_kind_is_known')],
            },
        ),
    ]
