from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0004_screening_as_it_was_set'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='discussionrules',
            name='held_words',
        ),
        migrations.RemoveField(
            model_name='discussionrules',
            name='hold_first_comments_of_guests',
        ),
    ]
