"""Addresses of the desk that stand before Wagtail's own of the same path.

Wagtail's sign-in knows no limits and no codes, and its account page would change
names and addresses past our actions.
"""

from django.urls import path

from . import desk, views

urlpatterns = [
    path("login/", views.desk_sign_in, name="desk_sign_in"),
    path("account/", desk.account, name="desk_account"),
]
