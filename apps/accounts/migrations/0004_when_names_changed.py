from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_mail_and_wishes")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="renamed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
