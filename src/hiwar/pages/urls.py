"""Addresses of an edition, below its language."""

from datetime import date

from django.urls import path, register_converter

from . import data, feeds, moderation, scorer, views


class Day:
    """`2017/02/16` in an address is a day; one that no calendar has is not there."""

    regex = r"[0-9]{4}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date(*map(int, value.split("/")))

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m/%d}"


class Feed:
    regex = "atom|rss"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Day, "day")
register_converter(Feed, "feed")

app_name = "pages"
urlpatterns = [
    path("", views.front, name="front"),
    path("me/corner/", views.me, name="me"),
    path("<day:published_on>/<str:slug>/", views.article, name="article"),
    path(
        "<day:published_on>/<str:slug>/comments.atom",
        feeds.discussion,
        name="comments-atom",
    ),
    path(
        "<day:published_on>/<str:slug>/comments.json",
        data.comments,
        name="comments-json",
    ),
    path("comments/<int:comment_id>/replies/", views.replies, name="replies"),
    path("sections/<str:slug>/", views.section, name="section"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("by/<str:slug>/", views.byline, name="byline"),
    path("pages/<str:slug>/", views.standing, name="standing"),
    path("moderation/", moderation.about, name="moderation"),
    path("moderation/log/", moderation.log, name="moderation-log"),
    path("moderation/scorer/", scorer.card, name="moderation-scorer"),
    path("moderation/report/", moderation.report, name="moderation-report"),
    path("moderation/report.csv", moderation.report_csv, name="moderation-csv"),
    path("moderation/report.json", moderation.report_json, name="moderation-json"),
    path("feeds/<feed:kind>/", feeds.edition, name="feed"),
    path("sections/<str:slug>/<feed:kind>/", feeds.section, name="section-feed"),
]
