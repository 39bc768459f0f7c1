from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "hiwar.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 - loading them registers them


class UsersAppConfig(WagtailUsersAppConfig):
    """Wagtail's users without its screens: they would write past our actions."""

    user_viewset = "hiwar.accounts.viewsets.Closed"
    group_viewset = "hiwar.accounts.viewsets.Closed"
