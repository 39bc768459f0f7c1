"""Addresses of what the newsroom publishes, as paths on this site.

They are `pages`' addresses, which stands above: they are built here from their
parts, because lists of thousands (sitemaps, feeds) need them at no cost.
"""

from datetime import date
from urllib.parse import quote


def front_path(language: str) -> str:
    return f"/{language}/"


def article_path(language: str, published_on: date, slug: str) -> str:
    return f"/{language}/{published_on:%Y/%m/%d}/{quote(slug)}/"


def section_path(language: str, slug: str) -> str:
    return f"/{language}/sections/{quote(slug)}/"


def topic_path(language: str, slug: str) -> str:
    return f"/{language}/topics/{quote(slug)}/"


def byline_path(language: str, slug: str) -> str:
    return f"/{language}/by/{quote(slug)}/"


def standing_path(language: str, slug: str) -> str:
    return f"/{language}/pages/{quote(slug)}/"
