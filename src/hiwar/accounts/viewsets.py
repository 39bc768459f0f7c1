"""Screens of Wagtail's that this desk does not have."""

from wagtail.admin.viewsets.base import ViewSet


class Closed(ViewSet):
    """A screen without addresses and without a place in the menu.

    Wagtail's forms for users and groups know nothing of names that look alike, of
    badges, or of the last editor. `desk` has ours.
    """

    def on_register(self) -> None:
        """Ask for no place in the menu."""
