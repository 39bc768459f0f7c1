from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "hiwar.config"
    label = "config"

    def ready(self) -> None:
        # Loading them registers them.
        from . import actions, checks, receivers  # noqa: F401, PLC0415

        post_migrate.connect(actions.lay_down_roles)
