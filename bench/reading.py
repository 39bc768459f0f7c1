"""Reading: our pages beside the same bytes as files of nginx's, round by round."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from . import processes, wrk
from .figures import Curve, Figure, Results, Target
from .files import Files
from .paper import Paper

HALF = Target(words="≥ 0.5", least=0.5)
THRICE = Target(words="< 3", most=3.0)


@dataclass(frozen=True, kw_only=True)
class Course:
    """How long and how often to read."""

    seconds: float
    rounds: int


@dataclass(frozen=True, kw_only=True)
class Round:
    ours: wrk.Reading
    theirs: wrk.Reading
    # Microseconds of CPU that our workers and nginx's used for a request: what other
    # programs do at the same time changes it least.
    cpu: float
    cpu_of_theirs: float

    @property
    def ratio(self) -> float:
        return self.ours.speed / self.theirs.speed

    @property
    def ratio_of_p99(self) -> float:
        return self.ours.p99 / self.theirs.p99


class Pair:
    """The paper and nginx, both running, and the file that each page has there."""

    def __init__(self, paper: Paper, files: Files) -> None:
        self.paper = paper
        self.files = files

    def prepare(self, path: str, name: str) -> int:
        """Give nginx the bytes that we answer at `path`; return how many there are."""
        for _ in range(8):  # Each worker makes it ready once.
            status, headers, body = self.paper.get(path, wrk.GZIP)
        assert status == 200, (path, status)
        assert headers["content-encoding"] == "gzip", path
        self.files.put(name, body)
        return len(body)

    def read(
        self,
        path: str,
        name: str,
        *,
        course: Course,
        connections: int = wrk.CONNECTIONS,
        conditional: bool = False,
    ) -> list[Round]:
        """Read both in turns."""
        rounds = []
        mine, others = (
            self._headers(path, name) if conditional else (wrk.GZIP, wrk.GZIP)
        )
        for _ in range(course.rounds):
            workers = self.paper.web_workers()
            ours, cpu = self._read(
                self.paper.url(path), course, connections, mine, workers
            )
            workers = self.files.workers()
            theirs, cpu_of_theirs = self._read(
                self.files.url(name), course, connections, others, workers
            )
            rounds.append(
                Round(ours=ours, theirs=theirs, cpu=cpu, cpu_of_theirs=cpu_of_theirs)
            )
        return rounds

    def _read(
        self,
        url: str,
        course: Course,
        connections: int,
        headers: Mapping[str, str],
        workers: list[int],
    ) -> tuple[wrk.Reading, float]:
        """Return what came of it, and the microseconds of CPU of a request."""
        before = processes.cpu_seconds(workers)
        found = wrk.read(
            url, seconds=course.seconds, connections=connections, headers=headers
        )
        assert not found.failures, (url, found)
        spent = processes.cpu_seconds(workers) - before
        return found, 1e6 * spent / max(1, found.requests)

    def _headers(
        self, path: str, name: str
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return what a browser asks with that has the page already, of both."""
        etag = self.paper.get(path, wrk.GZIP)[1]["etag"]
        status, _headers, body = self.paper.get(
            path, {**wrk.GZIP, "If-None-Match": etag}
        )
        assert (status, body) == (304, b"")
        return (
            {**wrk.GZIP, "If-None-Match": etag},
            {**wrk.GZIP, "If-None-Match": self.files.etag(name)},
        )


def measure_pages(pair: Pair, results: Results, *, course: Course) -> None:
    story = pair.paper.story
    pages = {
        "article, 24 comments": story(24),
        "article, page 1 of 1,000 comments": story(1_000),
        "article, page 1 of 100,000 comments": story(100_000),
        "front page": "/en/",
        "Atom feed of the edition": "/en/feeds/atom/",
        "Atom feed of a discussion": f"{story(24)}comments.atom",
        "JSON of a discussion": f"{story(24)}comments.json",
    }
    rows = [
        [
            "page",
            "bytes",
            "Hiwar/s",
            "nginx/s",
            "p99 ms",
            "nginx p99",
            "CPU µs",
            "nginx CPU",
        ]
    ]
    for place, (about, path) in enumerate(pages.items()):
        name = f"page-{place}.{_kind(path)}"
        size = pair.prepare(path, name)
        rounds = pair.read(path, name, course=course)
        _add(results, about, rounds)
        rows.append(_row(about, size, rounds))
    rounds = pair.read(story(24), "page-0.html", course=course, conditional=True)
    _add(results, "article, 24 comments, 304", rounds)
    rows.append(_row("article, 24 comments, 304", 0, rounds))
    results.tables["Reading"] = rows


def _kind(path: str) -> str:
    """Return the ending by which nginx gives a file the type that the page has."""
    return next((kind for kind in ("atom", "json") if kind in path), "html")


def measure_connections(pair: Pair, results: Results, *, course: Course) -> None:
    path, name = pair.paper.story(24), "connections.html"
    pair.prepare(path, name)
    points, late = [], []
    for connections in (1, 2, 8, 32, 128, 512):
        found = pair.read(path, name, course=course, connections=connections)
        points.append(_point(connections, found, "speed"))
        late.append(_point(connections, found, "p99"))
    results.curves += [
        Curve(title="Speed by connections", x="connections", unit="/s", points=points),
        Curve(title="p99 by connections", x="connections", unit="ms", points=late),
    ]


def measure_comments(
    pair: Pair, results: Results, *, course: Course, sizes: list[int]
) -> None:
    points, late = [], []
    for size in sizes:
        path, name = pair.paper.story(size), f"comments-{size}.html"
        pair.prepare(path, name)
        found = pair.read(path, name, course=course)
        points.append(_point(size, found, "speed"))
        late.append(_point(size, found, "p99"))
    results.curves += [
        Curve(
            title="Speed by comments on the story",
            x="comments",
            unit="/s",
            points=points,
        ),
        Curve(
            title="p99 by comments on the story", x="comments", unit="ms", points=late
        ),
    ]


def _add(results: Results, about: str, rounds: list[Round]) -> None:
    results.add(
        Figure(
            group="Reading, of nginx",
            about=about,
            unit="of its speed",
            rounds=[each.ratio for each in rounds],
            target=HALF,
        ),
        Figure(
            group="Reading, p99 of nginx's",
            about=about,
            unit="times as long",
            rounds=[each.ratio_of_p99 for each in rounds],
            target=THRICE,
        ),
    )


def _row(about: str, size: int, rounds: list[Round]) -> list[str]:
    return [
        about,
        f"{size:,}",
        f"{median([r.ours.speed for r in rounds]):,.0f}",
        f"{median([r.theirs.speed for r in rounds]):,.0f}",
        f"{median([r.ours.p99 for r in rounds]):.2f}",
        f"{median([r.theirs.p99 for r in rounds]):.2f}",
        f"{median([r.cpu for r in rounds]):.0f}",
        f"{median([r.cpu_of_theirs for r in rounds]):.0f}",
    ]


def _point(x: float, rounds: list[Round], what: str) -> tuple[float, float, float]:
    ours = median(getattr(each.ours, what) for each in rounds)
    theirs = median(getattr(each.theirs, what) for each in rounds)
    return (x, ours, theirs)
