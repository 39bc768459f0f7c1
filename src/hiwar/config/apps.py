from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "hiwar.config"
    label = "config"

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401 - loading them registers them
