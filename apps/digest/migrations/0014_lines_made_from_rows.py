"""What readers asked is told from rows now: the stored lines would stand there twice."""

import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_LINE = re.compile(r"^- \[.*\]\(.*\), asked by .*$\n?", re.MULTILINE)


def drop_lines(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    groups = apps.get_model("digest", "Group").objects.filter(kind="new questions")
    for group in groups.exclude(lead_in="").iterator():
        group.lead_in = _LINE.sub("", group.lead_in).strip()
        group.save(update_fields=["lead_in"])


class Migration(migrations.Migration):
    dependencies = [("digest", "0013_kinds_of_items")]

    operations = [migrations.RunPython(drop_lines, migrations.RunPython.noop)]
