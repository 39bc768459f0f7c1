"""What `hiwar up` says when the paper can be read."""

import socket
import sys
from datetime import datetime

import click
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hiwar.accounts import actions
from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from hiwar.kernel.languages import own_name
from hiwar.newsroom import selectors

from . import staff


def write(*, now: datetime) -> list[str]:
    """Return the lines: where each edition is, and how its people get in.

    A link that signs an editor in is shown on a terminal or for a paper that only
    this machine can reach, not written into a server's log.
    """
    lines = [f"  {name}: {settings.ORIGIN}/{code}/" for code, name in _list_editions()]
    if settings.IS_LOCAL or sys.stdout.isatty():
        for role in (Role.EDITOR, Role.MODERATOR):
            if reader := staff.find_first(role):
                link = sign_in_link(reader, now=now)
                lines.append(
                    _("  Sign in as %(role)s (once, within 30 minutes): %(link)s")
                    % {"role": role.label, "link": link}
                )
    return lines


def sign_in_link(reader: Reader, *, now: datetime) -> str:
    token = actions.issue_sign_in_link(reader=reader, now=now)
    with override(reader.language or settings.LANGUAGE_CODE):
        path = reverse("accounts:sign_in_link", args=[token])
    return settings.ORIGIN + path


def _list_editions() -> list[tuple[str, str]]:
    """Return code and name of each; a paper to be founded may have any of ours."""
    if selectors.get_paper().is_founded:
        return selectors.list_languages()
    return [(code, own_name(code)) for code, _name in settings.LANGUAGES]


def say_once_open(port: int, lines: list[str]) -> bool:
    """Say `lines` if the web server answers already; return whether it does."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)):
            return False
    click.echo(_("Hiwar is running. Ctrl-C stops it."))
    for line in lines:
        click.echo(line)
    return True
