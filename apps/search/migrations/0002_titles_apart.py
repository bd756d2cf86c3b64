from django.db import migrations

from apps.search import engines


def build(apps, schema_editor):
    engines.build(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
