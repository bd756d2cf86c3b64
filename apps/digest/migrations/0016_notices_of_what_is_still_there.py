"""Notices that say to somebody where they are quoted are told while that is there."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Value
from django.db.models.functions import Concat, Substr

KEY = "featured:"


def name_subjects(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    notices = apps.get_model("accounts", "Notice").objects
    told = notices.filter(kind="featured", subject="", key__startswith=KEY)
    told.update(subject=Concat(Value("digest:"), Substr("key", len(KEY) + 1)))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_when_names_changed"),
        ("digest", "0015_taking_down"),
    ]

    operations = [migrations.RunPython(name_subjects, migrations.RunPython.noop)]
