from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/name/", views.rename, name="rename"),
    path("me/language/", views.set_language, name="set_language"),
    path("me/picture/", views.set_avatar, name="set_avatar"),
    path("me/picture/remove/", views.remove_avatar, name="remove_avatar"),
    path("me/delete/", views.leave, name="leave"),
    path("me/delete/code/", views.send_leaving_code, name="send_leaving_code"),
    path("sign-in-link/<str:token>/", views.sign_in_link, name="sign_in_link"),
]
