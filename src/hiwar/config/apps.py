from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "hiwar.config"
    label = "config"

    def ready(self) -> None:
        # Loading them registers them.
        from . import checks, receivers, roles  # noqa: F401, PLC0415

        post_migrate.connect(roles.lay_down_roles)
