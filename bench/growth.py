"""The same figures while the paper grows: articles a thousandfold."""

import json
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

from . import wrk
from .figures import Curve, Figure, Results, Target
from .paper import Paper, environment

# Two comments on an article, as in a paper of a million.
COMMENTS_AN_ARTICLE = 2
LIMIT_OF_BUILDING = Target(words="< 1,200", most=1_200)
LIMIT_OF_RENDERING = Target(words="< 25", most=25)


def build(paper: Paper, articles: int, sizes: list[int]) -> float:
    return paper.build(
        articles=articles, comments=articles * COMMENTS_AN_ARTICLE, sizes=sizes
    )


def ask_uncached(paper: Paper, size: int) -> dict:
    """Return what one answer costs that was not kept (see `uncached`)."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.uncached", str(paper.data), str(size)],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure_uncached(paper: Paper, results: Results) -> None:
    rows = [["request", "CPU ms", "queries"]]
    for about, found in ask_uncached(paper, 24).items():
        target = LIMIT_OF_RENDERING if about.startswith("article") else None
        results.add(
            Figure(
                group="Not kept, CPU",
                about=about,
                unit="ms",
                rounds=found["milliseconds"],
                target=target,
            )
        )
        middle = median(found["milliseconds"])
        rows.append([about, f"{middle:.1f}", str(found["queries"])])
    results.tables["What nobody keeps"] = rows


def measure_growth(
    paper: Paper,
    results: Results,
    *,
    articles: Sequence[int],
    sizes: list[int],
    seconds: float,
    taken: float,
) -> None:
    """Let the paper grow; read its front page kept ready, and render what is not.

    `taken` are the seconds that it took to build what is there.
    """
    kept, front, story, queries = [], [], [], []
    for number in articles:
        taken += build(paper, number, sizes)
        with paper.running():
            for _ in range(8):
                paper.get("/en/", wrk.GZIP)
            kept.append(
                (number, wrk.read(paper.url("/en/"), seconds=seconds).speed, None)
            )
        found = ask_uncached(paper, 24)
        for points, about in ((front, "front page"), (story, "article, 24 comments")):
            points.append((number, median(found[about]["milliseconds"]), None))
        queries.append([f"{number:,}", *(str(f["queries"]) for f in found.values())])
    results.add(
        Figure(
            group="hiwar bench build",
            about=f"{articles[-1]:,} articles",
            unit="s",
            rounds=[taken],
            target=LIMIT_OF_BUILDING,
        )
    )
    results.curves += [
        Curve(title="Front page by articles", x="articles", unit="/s", points=kept),
        Curve(
            title="Front page, first render, by articles",
            x="articles",
            unit="ms of CPU",
            points=front,
        ),
        Curve(
            title="Article, first render, by articles",
            x="articles",
            unit="ms of CPU",
            points=story,
        ),
    ]
    results.tables["Queries by articles"] = [["articles", *found], *queries]
