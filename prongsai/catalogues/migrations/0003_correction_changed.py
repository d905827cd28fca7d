"""Values become the whole line; which of them were otherwise stands beside them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogues", "0002_immutable")]

    operations = [
        migrations.AddField(
            "correction", "changed", models.JSONField(default=list, verbose_name="changed")
        )
    ]
