"""The moderator's list, hung into Wagtail's desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import access, home, views
from .views import outside, queue, rules, working


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("moderation/", queue.show_queue, name="hiwar_queue"),
        path("moderation/items/<slug:key>/", queue.show_item, name="hiwar_queue_item"),
        *(
            path(f"moderation/{doing}/", view, name=f"hiwar_queue_{name}")
            for doing, name, view in (
                ("decide", "decide", working.decide_waiting),
                ("undo", "undo", working.undo),
                ("claim", "claim", working.claim),
                ("release", "release", working.release),
                ("escalate", "escalate", working.escalate),
                ("take-back", "take_back", working.take_back),
                ("note", "note", working.write_note),
                ("trust", "trust", working.trust),
                ("flagger", "flagger", working.mark_notice),
                ("author", "restrict", working.restrict),
                ("answer", "answer", working.answer_appeal),
            )
        ),
        path("moderation/report/", outside.desk_report, name="hiwar_report"),
        path("moderation/report.csv", outside.desk_report_csv, name="hiwar_report_csv"),
        path(
            "moderation/report.json",
            outside.desk_report_json,
            name="hiwar_report_json",
        ),
        path(
            "moderation/statements.zip",
            outside.desk_statements,
            name="hiwar_statements",
        ),
        path("moderation/rules/", rules.show_rules, name="hiwar_screening"),
        path("moderation/rules/place/", rules.set_place, name="hiwar_screening_place"),
        path("moderation/rules/<slug:name>/", rules.show_rule, name="hiwar_rule"),
        path("comments/", views.desk_comments, name="hiwar_comments"),
        path(
            "comments/<int:comment_id>/decide/",
            views.desk_decide,
            name="hiwar_decide",
        ),
    ]


class ForModerators(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_moderate(request.user)


@hooks.register("register_admin_menu_item")
def queue_of_moderators() -> MenuItem:
    return ForModerators(
        _("Queue"),
        reverse("hiwar_queue"),
        name="queue",
        icon_name="list-ul",
        order=240,
    )


@hooks.register("register_admin_menu_item")
def comments() -> MenuItem:
    return ForModerators(
        _("Comments"),
        reverse("hiwar_comments"),
        name="comments",
        icon_name="comment",
        order=250,
    )


@hooks.register("register_reports_menu_item")
def report_of_moderation() -> MenuItem:
    return ForModerators(
        _("Transparency report"),
        reverse("hiwar_report"),
        name="transparency-report",
        icon_name="doc-full-inverse",
        order=900,
    )


@hooks.register("register_settings_menu_item")
def screening() -> MenuItem:
    return ForModerators(
        _("Held for review"),
        reverse("hiwar_screening"),
        name="screening",
        icon_name="view",
        order=310,
    )


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(home.Waiting())
