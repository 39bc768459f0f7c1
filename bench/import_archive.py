"""Measure an import and an export: comments a second, and the most memory taken.

    python bench/import_archive.py 10000 100000

makes an archive for each number of comments and imports it into an empty paper of its
own, in a process of its own: readers and stories first, then all with the comments,
then all again; exports it, and compares the two. Timed is all of it, both passes.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import django
from django.core.management import call_command
from django.utils import timezone

START = datetime(2011, 5, 2, 6, tzinfo=UTC)
COMMENTS_OF_A_STORY = 50
WORDS = [
    *("harbour", "lighthouse", "tide", "council", "budget", "ferry", "market"),
    *("الميناء", "المنارة", "البلدية", "الميزانية", "السوق", "المطر", "المدرسة"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("comments", type=int, nargs="+")
    parser.add_argument("--scattered", action="store_true", help="not story by story")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        measure(arguments.worker, arguments.comments[0])
        return
    peaks = [run(number, arguments.scattered) for number in arguments.comments]
    for (few, small), (many, large) in pairwise(
        zip(arguments.comments, peaks, strict=True)
    ):
        print(f"{many / few:.0f} times the comments: {large / small:.2f} of the memory")


def run(number: int, is_scattered: bool) -> float:
    """Import `number` comments in a fresh process; return its peak memory in MB."""
    with tempfile.TemporaryDirectory(prefix="hiwar-bench-") as folder:
        path = Path(folder) / "in.jsonl"
        write_archive(path, number, is_scattered)
        environment = {
            **os.environ,
            "HIWAR_DATA": folder,
            "HIWAR_LOG": "WARNING",
            "DJANGO_SETTINGS_MODULE": "hiwar.config.settings",
        }
        command = [sys.executable, __file__, str(number), "--worker", str(path)]
        done = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True
        )
        print(done.stdout, end="")
        return float(done.stdout.split()[-2])


def write_archive(path: Path, number: int, is_scattered: bool) -> None:
    dice = random.Random(number)  # the same archive each time
    stories = max(1, number // COMMENTS_OF_A_STORY)
    readers = max(1, number // 20)
    numbers = list(range(number))
    if is_scattered:
        numbers.sort(key=lambda n: n % COMMENTS_OF_A_STORY)
    with path.open("w", encoding="utf-8") as file:

        def put(**line):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

        put(
            type="archive",
            format="hiwar",
            version=1,
            time_zone="Asia/Beirut",
            languages=["en", "ar"],
        )
        for reader in range(readers):
            put(
                type="reader",
                id=f"r{reader}",
                name=f"reader.number.{reader}",
                avatar=None,
                joined_at=moment(0),
            )
        for story in range(stories):
            put(**article(story, dice))
        for comment in numbers:
            put(**entry(comment, readers, dice))


def moment(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words))


def article(story: int, dice: random.Random) -> dict:
    body = [{"kind": "paragraph", "text": text(dice, 60)} for _ in range(8)]
    return {
        "type": "article",
        "id": f"a{story}",
        "story": f"s{story}",
        "language": "en",
        "section": f"Section {story % 8}",
        "headline": text(dice, 8),
        "standfirst": text(dice, 20),
        "slug": f"story-{story}",
        "published_at": moment(story * 60),
        "updated_at": None,
        "bylines": [f"Reporter {story % 30}"],
        "agency": "",
        "topics": [f"Topic {story % 100}"],
        "photo": None,
        "body": body,
        "comments": "open",
    }


def entry(number: int, readers: int, dice: random.Random) -> dict:
    story, place = divmod(number, COMMENTS_OF_A_STORY)
    story = min(story, max(0, story))
    is_reply = place > 0 and dice.random() < 0.5
    author = (
        {"reader": f"r{number % readers}"}
        if dice.random() < 0.7
        else {"guest": f"Guest {number % 500}", "guest_key": f"g{number % 5000}"}
    )
    return {
        "type": "comment",
        "id": f"c{number}",
        "article": f"a{story}",
        "parent": f"c{number - place}" if is_reply else None,
        "author": author,
        "text": f"{text(dice, 25)}\n\n> {text(dice, 12)}\n\n*{text(dice, 6)}*",
        "posted_at": moment(story * 60 + place),
        "status": "published",
    }


def measure(path: Path, number: int) -> None:
    """Import, import again, export; print what it took."""
    django.setup()
    # Their tables are known only now.
    import_archive = import_module("hiwar.interop.archive.importing").import_archive
    export_archive = import_module("hiwar.interop.archive.exporting").export_archive

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    before = peak()
    now = timezone.now()
    timed = {}
    stories = path.with_name("stories.jsonl")
    with path.open(encoding="utf-8") as whole, stories.open("w") as part:
        part.writelines(each for each in whole if '"type": "comment"' not in each)
    steps = [
        ("stories alone", stories),
        ("comments", path),
        ("all of it again", path),
    ]
    for title, file in steps:
        begun = time.perf_counter()
        import_archive(file, now=now)
        timed[title] = time.perf_counter() - begun
    begun = time.perf_counter()
    out = path.with_name("out.jsonl")
    export_archive(out, now=now)
    timed["exported"] = time.perf_counter() - begun
    for title, seconds in timed.items():
        rate = f"{number / seconds:9,.0f} comments/s" if "alone" not in title else ""
        print(f"{number:>9,} {title:15} {seconds:7.1f} s {rate}")
    most = peak()
    same = (
        sorted(path.open()) == sorted(out.open()) if number <= 100_000 else "not asked"
    )
    print(f"{number:>9,} unchanged: {same}")
    print(f"{number:>9,} most memory: {before:.0f} MB at the start, {most:.0f} MB")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
