"""All addresses of the site, put together."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from . import media

handler400 = "hiwar.pages.errors.not_understood"
handler403 = "hiwar.pages.errors.not_allowed"
handler404 = "hiwar.pages.errors.not_found"
handler500 = "hiwar.pages.errors.broken"
# Called by django-allauth when one of its limits is reached.
handler429 = "hiwar.accounts.views.too_many"

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("hiwar.accounts.desk_urls")),
    path("desk/", include("hiwar.newsroom.desk_urls")),
    path("media/<path:name>", media.serve, name="media"),
    path("", include("hiwar.pages.urls_without_language")),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("hiwar.accounts.urls")),
        path("", include("hiwar.newsroom.urls")),
        path("", include("hiwar.discussion.urls")),
        path("", include("hiwar.moderation.urls")),
        path("", include("hiwar.pages.urls")),
    ),
]
