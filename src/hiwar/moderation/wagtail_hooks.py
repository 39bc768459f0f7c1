"""The moderator's list, hung into Wagtail's desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import access, home, views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("comments/", views.desk_comments, name="hiwar_comments"),
        path(
            "comments/<int:comment_id>/decide/",
            views.desk_decide,
            name="hiwar_decide",
        ),
    ]


class CommentsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_moderate(request.user)


@hooks.register("register_admin_menu_item")
def comments() -> MenuItem:
    return CommentsItem(
        _("Comments"),
        reverse("hiwar_comments"),
        name="comments",
        icon_name="comment",
        order=250,
    )


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(home.Waiting())
