"""Our place in Wagtail's desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import desk, selectors


@hooks.register("register_admin_urls")
def addresses() -> list:
    return [
        path("people/", desk.people, name="hiwar_people"),
        path("people/invite/", desk.invite, name="hiwar_invite"),
        path("people/<uuid:uuid>/role/", desk.set_role, name="hiwar_set_role"),
        path("people/<uuid:uuid>/close/", desk.deactivate, name="hiwar_deactivate"),
        path("people/<uuid:uuid>/open/", desk.reactivate, name="hiwar_reactivate"),
    ]


class PeopleItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("accounts.manage_people")


@hooks.register("register_settings_menu_item")
def people() -> MenuItem:
    return PeopleItem(
        _("People"), reverse("hiwar_people"), name="people", icon_name="group", order=90
    )


@hooks.register("get_avatar_url")
def picture(user, size: int) -> str | None:
    """Show the reader's own picture in the desk too."""
    # A revision that an import made is nobody's.
    return selectors.avatar_url(user) if user else None
