"""How long the moderators' queue takes to open when a hundred thousand things wait.

    python -m bench.queue [--comments 2000000] [--waiting 100000] [--keep DIR]

builds a paper (`hiwar bench build`), lets every nth comment of it wait by the product's
own action, then asks for the page as a moderator does, in one process, with all that is
around it. DATABASE_URL says where, if not in an SQLite file.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from .paper import Paper, environment

TARGET = 200
TRIES = 25
BATCH = 1_000
ARTICLES = 10_000
RULES = ("off_topic", "personal_attack", "threats", "hatred")
FINDINGS = ("held_word", "links", "shouting")
RARE = "score"


def main() -> None:
    arguments = _parse()
    if arguments.data:
        measure(arguments.data, arguments.waiting)
        return
    with _folder(arguments.keep) as folder:
        paper = Paper(folder / "paper")
        seconds = paper.build(
            articles=ARTICLES, comments=arguments.comments, sizes=[24]
        )
        print(f"{arguments.comments:,} comments written in {seconds:.0f} s", flush=True)
        subprocess.run(
            [
                *(sys.executable, "-m", "bench.queue", "--data", str(paper.data)),
                *("--waiting", str(arguments.waiting)),
            ],
            env=environment(
                HIWAR_DATA=str(paper.data),
                DJANGO_SETTINGS_MODULE="hiwar.config.settings",
            ),
            check=True,
        )


def measure(data: Path, waiting: int) -> None:
    """Let so many comments wait, and print how long each way to look at them takes."""
    import django  # noqa: PLC0415 - when the environment says which paper

    django.setup()
    begun = time.perf_counter()
    number = fill(waiting)
    print(f"{number:,} wait, made in {time.perf_counter() - begun:.0f} s", flush=True)
    worst = 0.0
    for about, ask in _requests().items():
        spent, worked, queries = _measure(ask)
        slowest = quantiles(spent, n=20)[-1]
        worst = max(worst, median(spent))
        print(
            f"{about:36} {median(spent):6.1f} ms"
            f"  (95%: {slowest:6.1f} ms, CPU here: {median(worked):6.1f} ms)"
            f"  {queries:3} queries",
            flush=True,
        )
    print(f"slowest of all: {worst:.1f} ms, to stay under {TARGET} ms")
    sys.exit(0 if worst < TARGET else 1)


def fill(waiting: int) -> int:
    """Hold two of three of every nth comment, and let others report the third."""
    from django.db import connection  # noqa: PLC0415 - when Django is set up

    from hiwar.discussion.models import Comment  # noqa: PLC0415
    from hiwar.moderation.models import QueueItem  # noqa: PLC0415

    missing = waiting - QueueItem.objects.count()
    if missing > 0:
        every = Comment.objects.count() // waiting
        numbers = list(Comment.objects.order_by("id").values_list("pk", flat=True))
        chosen = numbers[::every][:waiting]
        for begin in range(0, len(chosen), BATCH):
            _let_wait(chosen[begin : begin + BATCH])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return QueueItem.objects.count()


def _let_wait(numbers: list[int]) -> None:
    from django.db import transaction  # noqa: PLC0415 - when Django is set up
    from django.utils import timezone  # noqa: PLC0415

    from hiwar.discussion.models import Comment, Finding  # noqa: PLC0415
    from hiwar.moderation import actions  # noqa: PLC0415
    from hiwar.moderation.models import QueueItem, Report  # noqa: PLC0415

    now = timezone.now()
    with transaction.atomic():
        held = [pk for pk in numbers if pk % 3]
        Comment.objects.filter(pk__in=held).update(status="PENDING")
        Finding.objects.bulk_create(
            Finding(comment_id=pk, name=FINDINGS[pk % len(FINDINGS)], words="harbour")
            for pk in held
        )
        Finding.objects.bulk_create(
            Finding(comment_id=pk, name=RARE, value=0.91) for pk in held[::500]
        )
        reported = Comment.objects.filter(
            pk__in=[pk for pk in numbers if not pk % 3]
        ).select_related("reader", "guest")
        seals = actions.seal_all(comments=reported, now=now)
        Report.objects.bulk_create(
            Report(
                comment=comment,
                seal=seals[comment.pk],
                rule=RULES[comment.pk % len(RULES)],
                address_hash=f"{comment.pk:032}",
                reported_at=comment.posted_at,
            )
            for comment in reported
        )
        actions.renew(comments=numbers)
        # Sections are told apart by the newsroom; here by number.
        for section in range(6):
            QueueItem.objects.filter(comment__in=numbers[section::6]).update(
                section=str(section + 1)
            )


def _requests() -> dict[str, Callable[[], Any]]:
    from django.test import Client  # noqa: PLC0415 - when Django is set up
    from django.utils import timezone  # noqa: PLC0415

    from hiwar.accounts.roles import Role  # noqa: PLC0415
    from hiwar.moderation.models import QueueItem  # noqa: PLC0415
    from hiwar.moderation.selectors import queue  # noqa: PLC0415
    from hiwar.ops import staff  # noqa: PLC0415

    moderator = staff.find_first(Role.MODERATOR) or staff.hire(
        name="Moderator", role=Role.MODERATOR, now=timezone.now()
    )
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(moderator)
    middle = QueueItem.objects.order_by("due_at", "id")[50_000 % _number() :].first()
    assert middle is not None

    def page(query: str, **headers: str) -> Callable[[], Any]:
        return lambda: client.get(f"/desk/moderation/?{query}", **headers)

    json_alone = {"HTTP_ACCEPT": "application/json"}
    return {
        "all": page(""),
        "all, from the middle on": page(f"page={queue.cursor_after(middle)}"),
        "held": page("why=held"),
        "reported": page("why=reported"),
        "notices, of which there are none": page("why=notice"),
        "for an editor, none": page("why=escalated"),
        "one section": page("section=2"),
        "one section, reported, Arabic": page("section=4&why=reported&language=ar"),
        "a section that has none": page("section=99"),
        "a rare finding": page(f"finding={RARE}"),
        "a usual finding, reported: none": page("finding=links&why=reported"),
        "lines alone, for the script": page("", **json_alone),
        "one thing opened": lambda: client.get(
            f"/desk/moderation/items/{middle.key}/", **json_alone
        ),
    }


def _number() -> int:
    from hiwar.moderation.models import QueueItem  # noqa: PLC0415

    return QueueItem.objects.count()


def _measure(ask: Callable[[], Any]) -> tuple[list[float], list[float], int]:
    from django.db import connection  # noqa: PLC0415

    asked: list[str] = []

    def count(execute: Any, sql: str, *others: Any) -> Any:
        asked.append(sql)
        return execute(sql, *others)

    milliseconds, processor = [], []
    # The first times are those of templates and imports.
    for _try in range(TRIES + 3):
        asked.clear()
        with connection.execute_wrapper(count):
            begun, cpu = time.perf_counter(), time.process_time()
            answer = ask()
            spent = time.perf_counter() - begun
            worked = time.process_time() - cpu
        assert answer.status_code == 200, (answer.status_code, answer.content[:500])
        milliseconds.append(spent * 1000)
        processor.append(worked * 1000)
    return milliseconds[3:], processor[3:], len(asked)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="hiwar-bench-") as folder:
        yield Path(folder)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=2_000_000)
    parser.add_argument("--waiting", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="build there, and leave it")
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
