from django.db import migrations


def move(apps, schema_editor):
    """Keep what an editor has set as rows of the rules; can be run twice."""
    rules = apps.get_model('discussion', 'DiscussionRules').objects.order_by('id').first()
    kept = apps.get_model('discussion', 'ScreeningRule').objects
    if rules and rules.held_words.strip():
        kept.get_or_create(
            section='',
            name='held_word',
            defaults={'verdict': 'HOLD', 'words': rules.held_words},
        )
    if rules and rules.hold_first_comments_of_guests:
        kept.get_or_create(
            section='',
            name='first_comment',
            defaults={'verdict': 'HOLD', 'threshold': 1},
        )
    findings = apps.get_model('discussion', 'Finding').objects
    findings.filter(name='first_comment_of_guest').update(name='first_comment')


def move_back(apps, schema_editor):
    DiscussionRules = apps.get_model('discussion', 'DiscussionRules')
    kept = apps.get_model('discussion', 'ScreeningRule').objects.filter(section='')
    words = kept.filter(name='held_word', verdict='HOLD').first()
    first = kept.filter(name='first_comment', verdict='HOLD').first()
    if words or first:
        rules = DiscussionRules.objects.order_by('id').first() or DiscussionRules()
        rules.held_words = words.words if words else ''
        rules.hold_first_comments_of_guests = first is not None
        rules.save()


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0003_screening'),
    ]

    operations = [migrations.RunPython(move, move_back)]
