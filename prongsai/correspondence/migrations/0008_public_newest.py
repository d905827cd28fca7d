"""The newest published papers are found without sorting all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0007_search_earlier_numbers")]

    operations = [
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                fields=["-published_at", "-id"],
                name="paper_public_newest",
                condition=models.Q(published_at__isnull=False),
            ),
        )
    ]
