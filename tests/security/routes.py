"""Every address of the site, read from the URL list: a new one is here by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
# Wagtail writes some of its addresses as expressions.
COMPARE = re.compile(r"\(\?P<pk>[^)]+\)/revisions/compare/.*\$$")
ANYTHING = "^.*/$"


@dataclass(frozen=True)
class Route:
    """An address with places to be filled: `en/sections/<str:slug>/`."""

    pattern: str
    name: str

    @property
    def is_of_the_desk(self) -> bool:
        return self.pattern.startswith("desk/")

    @property
    def parameters(self) -> list[tuple[str, str]]:
        found = PARAMETER.finditer(self.template)
        return [(place["kind"] or "str", place["name"]) for place in found]

    @property
    def template(self) -> str:
        """Return the pattern without what only expressions have."""
        plain = COMPARE.sub(
            "<int:pk>/revisions/compare/earliest...latest/", self.pattern
        )
        return plain.replace(ANYTHING, "nothing-at-all/").replace("^", "")

    def path(self, values: dict[str, object]) -> str:
        """Return an address, each place filled by its name."""
        return "/" + PARAMETER.sub(
            lambda place: str(values[place["name"]]), self.template
        )


def list_routes() -> list[Route]:
    """Return each once: of two with one pattern Django only ever takes the first."""
    routes: dict[str, Route] = {}
    for route in _walk(get_resolver().url_patterns):
        routes.setdefault(route.pattern, route)
    return list(routes.values())


def _walk(patterns: list, before: str = "", namespace: str = "") -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield Route(path, f"{namespace}{pattern.name or ''}")
