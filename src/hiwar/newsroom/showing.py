"""The way from a thing at the desk to where readers see it."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView

from . import selectors
from .translating import TranslatableEditView


class ShownCreateView(CreateView):
    def get_success_buttons(self) -> list[Any]:
        return [*_buttons_to_the_site(self.object), *super().get_success_buttons()]


class ShownEditView(TranslatableEditView):
    """Leads to the page on the site: after publishing, and at the head of the form."""

    def get_success_buttons(self) -> list[Any]:
        return [*_buttons_to_the_site(self.object), *super().get_success_buttons()]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if path := selectors.find_public_path(self.object):
            words = _("See it on the site")
            buttons.append(Button(words, url=path, icon_name="view", priority=1))
        return buttons


def _buttons_to_the_site(thing: Any) -> list[Any]:
    path = selectors.find_public_path(thing)
    return [messages.button(path, _("See it on the site"))] if path else []
