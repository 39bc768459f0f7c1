from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "hiwar.moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import guards, receivers  # noqa: F401, PLC0415 - loading registers them

        guards.follow_migrations(self)
