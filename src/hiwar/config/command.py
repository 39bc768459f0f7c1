"""The `hiwar` command: every package's commands under one name.

Settings read the environment once, when they are loaded. So what a command line says
about the data folder and the address is put there first; then Django is set up, and
the module of the command that was asked for is imported.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError
from django.utils.translation import gettext as _

from hiwar.ops import folder

COMMANDS = {
    "up": "hiwar.ops.commands.up:up",
    "sign-in-link": "hiwar.ops.commands.sign_in_link:sign_in_link",
    "doctor": "hiwar.ops.commands.doctor:doctor",
    "backup": "hiwar.ops.commands.backup:backup",
    "restore": "hiwar.ops.commands.backup:restore",
    "bench": "hiwar.ops.commands.bench:bench",
    "erase": "hiwar.ops.commands.erase:erase",
    "verify-record": "hiwar.ops.commands.verify_record:verify_record",
    "import": "hiwar.interop.commands:import_",
    "export": "hiwar.interop.commands:export",
    "scorer": "hiwar.interop.perspective.commands:scorer",
}
# Commands within one that is a library of its own, and yet for the paper's folder.
WITHIN = {
    "scorer": {
        "train": "hiwar.ops.commands.scorer:train",
        "use": "hiwar.ops.commands.scorer:use",
    },
}
# The commands that make a data folder; the others want one that is there.
BEGINNERS = {"up", "restore", "bench"}
# A library of its own: neither Django nor a folder.
ALONE = {"scorer"}
DEFAULT_FOLDER = "hiwar-data"
DEFAULT_PORT = "8000"

data_option = click.Option(
    ["--data"],
    metavar="DIR",
    expose_value=False,
    help="The folder of the paper: database, pictures, secret."
    f" HIWAR_DATA says it too; else it is ./{DEFAULT_FOLDER}.",
)


class Commands(click.Group):
    """The commands by name; each is imported when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in ALONE:
            _set_up_django()
        command = _load(COMMANDS[cmd_name])
        if cmd_name in WITHIN and isinstance(command, click.Group):
            command = Mixed(command, WITHIN[cmd_name])
        _accept_data(command)
        return command


class Mixed(click.Group):
    """A group whose own commands need no paper, and others that do."""

    def __init__(self, group: click.Group, others: dict[str, str]) -> None:
        super().__init__(group.name, group.commands, help=group.help)
        self._others = others

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *self._others]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._others:
            return super().get_command(ctx, cmd_name)
        _set_up_django()
        command = _load(self._others[cmd_name])
        _accept_data(command)
        return command


def _load(place: str) -> click.Command:
    module, _colon, name = place.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(cls=Commands, params=[data_option])
@click.version_option(package_name="hiwar")
@click.pass_context
def hiwar(ctx: click.Context) -> None:
    """Hiwar: a bilingual newspaper with a discussion under each story."""
    ctx.obj = lambda: import_module("hiwar.config.demo").load()


def main() -> None:
    # Readers' addresses are in the database: what is written is its owner's alone.
    os.umask(0o077)
    # A comment's numbers are too few to share among cores; waiting for each other costs
    # more. Said before numpy is loaded, and to every process that is started.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:]
    try:
        _read_early(arguments)
        hiwar(arguments, prog_name="hiwar")
    except folder.Unusable as problem:
        _end_with(problem)
    except DatabaseError as error:
        # The others are faults of ours, to be seen whole.
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        reason = " ".join(str(error).split()).rstrip(".")
        sentence = _("The database cannot be used: %(reason)s.") % {"reason": reason}
        _end_with(click.ClickException(sentence))
    except OSError as error:
        # In the data folder it is for the operator to mend: whose a file is, mostly.
        if not str(error.filename).startswith(os.environ["HIWAR_DATA"]):
            raise
        sentence = f"{error.filename} cannot be used: {error.strerror}."
        _end_with(click.ClickException(sentence))


def _end_with(problem: click.ClickException) -> NoReturn:
    problem.show()
    sys.exit(problem.exit_code)


def _read_early(arguments: list[str]) -> None:
    """Put into the environment what settings will ask for.

    Raises folder.Unusable.
    """
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--data", nargs="?")
    early.add_argument("--port", nargs="?")
    known, others = early.parse_known_args(arguments)
    data = Path(known.data or os.environ.get("HIWAR_DATA") or DEFAULT_FOLDER).resolve()
    os.environ["HIWAR_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")
    command = next((name for name in others if name in COMMANDS), None)
    if command is None or _is_alone(command, others) or "--help" in others:
        return
    if command in BEGINNERS:
        folder.prepare(data)
    else:
        folder.require(data)
    if known.port and known.port.isdecimal():
        os.environ.setdefault("HIWAR_LIVE_PORT", str(int(known.port) + 1))
    if "HIWAR_ORIGIN" not in os.environ:
        port = known.port or DEFAULT_PORT
        last = None if command == "up" else folder.last_origin(data)
        os.environ["HIWAR_ORIGIN"] = last or f"http://127.0.0.1:{port}"


def _is_alone(command: str, others: list[str]) -> bool:
    within = others[others.index(command) + 1 :][:1]
    return command in ALONE and not set(within) & set(WITHIN.get(command, ()))


def _set_up_django() -> None:
    """Raise folder.Unusable when a setting is wrong."""
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise folder.Unusable(str(error)) from error


def _accept_data(command: click.Command) -> None:
    """Let `--data` be said after the command too, and after a command within one."""
    if data_option not in command.params:
        command.params.append(data_option)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _accept_data(inner)
