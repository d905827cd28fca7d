"""An act on paper names the very file that shows the signed paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_immutable")]

    operations = [
        migrations.AddField(
            model_name="act",
            name="scan_sha256",
            field=models.CharField(
                blank=True, default="", help_text="SHA-256 of the signed paper's file", max_length=64
            ),
            preserve_default=False,
        ),
    ]
