"""What the newsroom hangs into Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail.images.image_operations import FilterOperation
from wagtail.snippets.action_menu import SubmitForModerationMenuItem
from wagtail.snippets.models import register_snippet

from . import actions, desk, home
from .viewsets import ArticleViewSet, PaperGroup

register_snippet(ArticleViewSet)
register_snippet(PaperGroup)

# Wagtail's own screens that a newspaper of snippets has no use for.
LEFT_OUT_OF_MENU = {"explorer", "documents", "snippets"}
LEFT_OUT_OF_SETTINGS = {"sites", "collections", "redirects"}


class Plain(FilterOperation):
    """Leaves out what a camera wrote into a picture, its place and owner, say."""

    KEPT = {"icc_profile", "transparency", "gamma", "dpi", "loop", "duration"}

    def construct(self) -> None:
        pass

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        for name in willow.image.info.keys() - self.KEPT:
            del willow.image.info[name]
        return willow


class HandIn(SubmitForModerationMenuItem):
    """Says what happens, where Wagtail names the workflow: a word of the table's."""

    label = _("Hand in for review")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": self.label}


@hooks.register("construct_snippet_action_menu")
def action_menu(items: list[Any], request: HttpRequest, context: Any) -> None:
    for place, item in enumerate(items):
        if item.name == HandIn.name:
            items[place] = HandIn(order=item.order)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("plain", Plain)]


@hooks.register("register_actions")
def wagtail_actions(registry: Any) -> None:
    actions.register_actions(registry)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path(
            "articles/up-to-date/<int:pk>/",
            desk.mark_up_to_date,
            name="hiwar_mark_up_to_date",
        )
    ]


@hooks.register("before_bulk_action")
def before_bulk_action(
    request: HttpRequest, action_type: str, things: list[Any], action: Any
) -> None:
    if action_type == "delete" and desk.is_ours(action.model):
        actions.prepare_removal(things=things)


@hooks.register("after_bulk_action")
def after_bulk_action(
    request: HttpRequest, action_type: str, things: list[Any], action: Any
) -> None:
    if action_type == "delete" and desk.is_ours(action.model):
        actions.settle_removals(things=[(thing, thing.pk) for thing in things])


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT_OF_MENU]


@hooks.register("construct_settings_menu")
def settings_menu(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT_OF_SETTINGS]


@hooks.register("register_admin_search_area")
def articles_search_area() -> SearchArea:
    """Let the desk's one search field look for articles, before pictures."""
    return SearchArea(
        _("Articles"), reverse("articles:list"), name="articles", order=50
    )


@hooks.register("construct_homepage_summary_items")
def home_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:0] = [home.Failures(), home.Newest()]
