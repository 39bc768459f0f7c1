"""Papers as `hiwar up` leaves them: made once a run, and copied for who wants one.

`folder` is the one that all workers of the run share; the first who comes makes them.
"""

import fcntl
import json
import os
import re
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from tests import database
from tests.ops.server import Paper, name_of, own_database, wait_for


def empty(folder):
    """Return an empty paper, set up on tables that this run has migrated already."""
    return _made_once(folder, "empty", _set_up)


def demo(folder):
    """Return the paper that `hiwar up` made of nothing, with its demo edition."""
    return _made_once(folder, "demo", _start_first)


def first_start(folder):
    """Return what was said and seen when the demo paper was started first."""
    paper = demo(folder)
    return json.loads((paper.data.parent / "seen.json").read_text())


@contextmanager
def copied(original, folder):
    """Give a paper of one's own in `folder`, like `original`, that does not run."""
    shutil.copytree(original.data, folder / "paper")
    with own_database(template=name_of(original.database)) as database:
        yield Paper(folder / "paper", database)


def _set_up(paper, folder):
    paper.data.mkdir()
    if not paper.database:
        shutil.copy(folder / database.FILE, paper.data / "hiwar.sqlite3")
    with paper.running("--no-demo"):
        pass


def _start_first(paper, _folder):
    with paper.running() as server:
        wait_for(lambda: re.search(r"moderator.*http\S+", server.said()))
        pages = [server.request("GET", f"/{language}/") for language in ("en", "ar")]
        seen = {
            "port": server.port,
            "said": server.said(),
            "pages": [(status, page.decode()) for status, _headers, page in pages],
        }
    (paper.data.parent / "seen.json").write_text(json.dumps(seen))


def _made_once(folder, name, make):
    place = folder / name
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = place / "made"
        if not made.exists():
            template = {"empty": database.TEMPLATE}.get(name, "template0")
            make(Paper(place / "paper", _new_database(name, template)), folder)
            made.touch()
        return Paper(place / "paper", _database(name))


def _database(name):
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {}
    path = f"/hiwar_tests_{name}"
    return {"DATABASE_URL": urlsplit(url)._replace(path=path).geturl()}


def _new_database(name, template):
    """Make the database of that name; it is dropped when one of that name is made."""
    if new := _database(name):
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name_of(new)} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {name_of(new)} TEMPLATE {template}")
    return new
