"""What every app shares and no app owns."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "prongsai.common"
