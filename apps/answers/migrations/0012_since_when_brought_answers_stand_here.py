from django.db import migrations, models
from django.db.models import F


def guess(apps, schema_editor):
    """Of those that are here it is not known; the last change is the nearest known."""
    answers = apps.get_model("answers", "Answer").objects.exclude(brought_from="")
    answers.update(brought_at=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [("answers", "0011_drafts_are_handed_over")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="brought_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(guess, migrations.RunPython.noop, elidable=True),
    ]
