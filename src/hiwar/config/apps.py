from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from hiwar.scorer import layer


class ConfigConfig(AppConfig):
    name = "hiwar.config"
    label = "config"

    def ready(self) -> None:
        # Loading them registers them.
        from . import actions, checks, receivers  # noqa: F401, PLC0415

        post_migrate.connect(actions.lay_down_roles)
        # Asked each time, so that what an operator switches holds at once.
        layer.follow(lambda: Path(settings.DATA) / layer.IN_USE)
