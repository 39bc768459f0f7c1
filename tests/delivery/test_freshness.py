"""No acknowledged change is missed, whatever happens in which order.

Writers, readers and workers take steps in an order thrown by dice. Every step that may
come between two others is tried inside a rendering, too: that is where the old gets
into a store. What is claimed: a request that begins after a commit shows it.
"""

import random

import pysqlite3
import pytest
from django.db import connection

from hiwar.delivery.door import Door
from hiwar.delivery.following import SqliteFollower
from hiwar.delivery.store import Store

from .visits import Visit, at_once

STORIES = 3
STEPS = 120
WORKERS = 2


class Paper:
    """A database with one number a story, and workers with a door each."""

    def __init__(self, path, dice):
        self.dice = dice
        self.depth = 0
        self.path = path
        self.database = pysqlite3.connect(path, isolation_level=None)
        self.rendering = set()
        self.seen = 0
        self.doors = [self.make_door(worker) for worker in range(WORKERS)]

    def make_door(self, worker):
        # So little room that pages are put out as well.
        store = Store(limit=4 * 5000)
        return Door(
            at_once(lambda *asked: self.render(worker, *asked)),
            store=store,
            follower=SqliteFollower(self.path, store),
            is_public=lambda path: True,
            is_our_host=lambda host: True,
            host="paper.example",
            names=(),
        )

    def render(self, worker, environ, start_response):
        """Show a story's number, with anything else happening before and after."""
        story = int(environ["PATH_INFO"].strip("/"))
        self.rendering.add((worker, story))
        self.do_something()
        number = self.number_of(story)
        self.do_something()
        self.rendering.discard((worker, story))
        start_response("200 OK", [("Surrogate-Key", f"paper thread:{story}")])
        return [str(number).encode()]

    def do_something(self):
        if self.depth == 3:
            return
        self.depth += 1
        for _ in range(self.dice.randrange(3)):
            self.dice.choice([self.write, self.read, self.read, self.prune])()
        self.depth -= 1

    def write(self):
        """Commit a change, or take it back, alone or with others'."""
        self.database.execute("BEGIN IMMEDIATE")
        for story in self.dice.sample(range(STORIES), self.dice.randrange(1, 3)):
            self.database.execute("UPDATE story SET n = n + 1 WHERE id = ?", [story])
            self.database.execute(
                "INSERT INTO kernel_change (topic) VALUES (?)", [f"thread:{story}"]
            )
        self.database.execute(self.dice.choice(["COMMIT", "COMMIT", "ROLLBACK"]))

    def prune(self):
        if self.dice.random() < 0.2:
            self.database.execute("DELETE FROM kernel_change")

    def restart(self, worker):
        self.doors[worker] = self.make_door(worker)

    def read(self):
        worker, story = self.dice.randrange(WORKERS), self.dice.randrange(STORIES)
        if (worker, story) in self.rendering:
            return  # This thread would wait for itself.
        acknowledged = self.number_of(story)

        shown = int(Visit(self.doors[worker], f"/{story}").body)

        assert shown >= acknowledged
        self.seen += 1

    def number_of(self, story):
        row = self.database.execute("SELECT n FROM story WHERE id = ?", [story])
        return row.fetchone()[0]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way")
@pytest.mark.parametrize("throw", range(25))
@pytest.mark.django_db
def test_a_request_shows_what_was_committed_before_it(tmp_path, throw):
    path = tmp_path / "paper.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'kernel_change'")
        (made_by,) = cursor.fetchone()
    database = pysqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=OFF")
    database.execute(made_by)
    database.execute("CREATE TABLE story (id INTEGER PRIMARY KEY, n INTEGER)")
    database.executemany("INSERT INTO story VALUES (?, 0)", [(n,) for n in range(3)])
    database.close()
    dice = random.Random(throw)
    paper = Paper(path, dice)
    paper.database.execute("PRAGMA synchronous=OFF")

    for _ in range(STEPS):
        paper.do_something()
        paper.read()
        if dice.random() < 0.05:
            paper.restart(dice.randrange(WORKERS))

    assert paper.seen > STEPS
    paper.database.close()
