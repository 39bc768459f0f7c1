"""Addresses that are the same in every language."""

from django.urls import path

from . import sitemaps, views

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("comments/<int:comment_id>/", views.permalink, name="permalink"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:page>.xml", sitemaps.articles, name="sitemap-page"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
]
