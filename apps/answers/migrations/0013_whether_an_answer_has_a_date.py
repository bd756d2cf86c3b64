from django.db import migrations, models
from django.db.models import F


def tell(apps, schema_editor):
    """Until now an answer without a date was one dated when it was brought here."""
    answers = apps.get_model("answers", "Answer").objects
    answers.filter(brought_at=F("created_at")).update(is_undated=True)


class Migration(migrations.Migration):
    dependencies = [("answers", "0012_since_when_brought_answers_stand_here")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="is_undated",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
