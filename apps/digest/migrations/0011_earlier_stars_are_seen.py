"""Stars set before readers saw them: their answers are Editor's picks as well."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def show_stars(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    answers = apps.get_model("answers", "Answer").objects
    unseen = answers.filter(is_pick=False, star__isnull=False)
    questions = list(unseen.values_list("question", flat=True).distinct())
    answers.filter(pk__in=list(unseen.values_list("pk", flat=True))).update(
        is_pick=True
    )
    # Their pages have changed: caches ask by the version.
    pages = apps.get_model("questions", "Question").objects.filter(pk__in=questions)
    pages.update(version=F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0009_editors_picks"),
        ("digest", "0010_what_editors_put_into_the_tray"),
    ]

    operations = [migrations.RunPython(show_stars, migrations.RunPython.noop)]
