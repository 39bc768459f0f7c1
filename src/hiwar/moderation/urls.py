"""Addresses of deciding, below an edition's language."""

from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("comments/<int:comment_id>/decide/", views.decide, name="decide"),
]
