from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "hiwar.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import previews, receivers  # noqa: F401, PLC0415 - as Django wants it

        # Models ask for a preview through here: they stand below what makes it.
        self.previews = previews
