"""Drafts belong to an app below this one: their table is handed over as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("answers", "0010_what_an_answer_was_given_to")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable(name="draft", table="drafts_draft")
            ],
            state_operations=[migrations.DeleteModel(name="Draft")],
        )
    ]
