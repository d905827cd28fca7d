"""What every app shares and no app owns."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "prongsai.common"

    def ready(self) -> None:
        from prongsai.common import (
            access,  # noqa: F401  (registers the start-up check)
            buddhist_formats,
        )

        buddhist_formats.speak()
