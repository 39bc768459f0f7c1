from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "hiwar.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 - they connect by being there
