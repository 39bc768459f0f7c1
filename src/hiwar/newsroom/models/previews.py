"""The way from a model to what renders its preview, which stands above it."""

from typing import Any, cast

from django.apps import apps


def previews() -> Any:
    """Return the module that NewsroomConfig loads when all of the newsroom is there."""
    return cast(Any, apps.get_app_config("newsroom")).previews
