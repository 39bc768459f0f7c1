"""Addresses of a discussion, below an edition's language."""

from django.urls import path

from . import views

app_name = "discussion"
urlpatterns = [
    path("threads/<str:key>/preview/", views.preview_comment, name="preview"),
    path("threads/<str:key>/comments/", views.post_comment, name="post"),
    path(
        "comments/<int:comment_id>/withdraw/", views.withdraw_comment, name="withdraw"
    ),
    path("me/discussion/<str:key>/", views.me, name="me"),
    path("me/comments/", views.mine, name="mine"),
]
