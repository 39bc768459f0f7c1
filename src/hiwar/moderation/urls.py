"""Addresses of deciding, reporting and objecting, below an edition's language."""

from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("comments/<int:comment_id>/decide/", views.decide, name="decide"),
    path("comments/<int:comment_id>/report/", views.report, name="report"),
    path("comments/<int:comment_id>/report/thanks/", views.reported, name="reported"),
    path("comments/<int:comment_id>/reasons/", views.why, name="why"),
    path("threads/<str:key>/moderate/", views.moderate_thread, name="thread"),
    path("notices/<str:key>/", views.notice, name="notice"),
    path("notices/<str:key>/appeal/", views.appeal_of_notice, name="appeal_of_notice"),
    path("statements/<str:key>/", views.statement, name="statement"),
    path("statements/<str:key>/appeal/", views.appeal, name="appeal"),
    path("me/decisions/", views.mine, name="mine"),
    path("guests/<str:key>/", views.guest_page, name="guest"),
]
