"""Addresses of the newsroom outside the desk."""

from django.urls import path

from . import views

app_name = "newsroom"
urlpatterns = [path("set-up/", views.found, name="found")]
