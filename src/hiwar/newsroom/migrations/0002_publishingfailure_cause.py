from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("newsroom", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishingfailure",
            name="cause",
            field=models.CharField(
                choices=[
                    (
                        "GONE",
                        "Something that it names has been deleted: its section, a byline, a topic or a picture. Choose another one.",
                    ),
                    (
                        "BUSY",
                        "The database was busy. It will be published by itself.",
                    ),
                    (
                        "OTHER",
                        "Something broke on our side. The details are in the server's log.",
                    ),
                ],
                default="OTHER",
                max_length=10,
            ),
        ),
    ]
