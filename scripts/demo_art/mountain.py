"""Draw the mountain and the closed pass."""

import math
import random
from itertools import pairwise

from PIL import Image, ImageChops

from demo_art.kit import Canvas, Points, fractal, levels, mix, scaled


def snow() -> Image.Image:
    """Draw the mountain above the town with the pass closed."""
    art = Canvas(1600, 1000, 32)
    art.paint(
        None, [(0, "#3e5c94"), (0.3, "#8aa2cf"), (0.5, "#e4c4d2"), (0.62, "#ffe3cf")]
    )
    art.clouds(
        (4, 12),
        341,
        "#f6e6ec",
        low=125,
        high=205,
        alpha=0.7,
        where=art.fade([(0, 0.3), (0.3, 1), (0.5, 0.2)]),
    )
    _range(art, 400, 130, 345, "#a8b4da", "#f2e3ea", "#8f9cc8", 0.5)
    _range(art, 470, 230, 352, "#7688bd", "#fff4f0", "#5f72ad", 1.0)
    art.paint(art.fade([(0.4, 0), (0.62, 0.75), (0.72, 0)]), "#f6dfe2", alpha=0.8)
    for i, (y, tone) in enumerate(
        ((640, "#8d9fca"), (715, "#6a80b4"), (800, "#465f96"), (890, "#2a4173"))
    ):
        line = art.ridge(y, 36 + i * 8, 361 + i, 4)
        art.paint(
            art.shape(line),
            [
                (y / 1000 - 0.05, mix(tone, "#ffffff", 0.72)),
                (y / 1000 + 0.09, mix(tone, "#ffffff", 0.25)),
                (1, tone),
            ],
        )
        _firs(art, line, 371 + i, 9 + i * 11, mix(tone, "#14284d", 0.55), 70 - i * 12)
    _pass_road(art)
    flakes, pen = art.mask()
    for _ in range(900):
        x, y = art.chance.uniform(0, 1600), art.chance.uniform(0, 1000)
        r = art.chance.choice([0.8, 1.1, 1.5, 2.2, 3.4])
        pen.ellipse(
            scaled([(x - r, y - r), (x + r, y + r)]), fill=art.chance.randint(50, 220)
        )
    art.paint(flakes, "#ffffff", alpha=0.75, blur=0.5)
    return art.finish(grain=7, vignette=0.2)


def _range(
    art: Canvas,
    y: float,
    high: float,
    seed: int,
    rock: str,
    lit: str,
    dark: str,
    strength: float,
) -> None:
    chance = random.Random(seed)
    peaks: Points = [(-160, y + high * 0.4)]
    x = -160.0
    while x < 1760:
        x += chance.uniform(120, 250)
        peaks.append(
            (
                x,
                y
                - high * chance.uniform(0.3, 0.95)
                - high * 0.35 * math.exp(-(((x - 620) / 260) ** 2)),
            )
        )
        x += chance.uniform(90, 210)
        peaks.append((x, y + high * chance.uniform(-0.1, 0.3)))
    rough: Points = []
    for p, q in pairwise(peaks):
        for k in range(12):
            t = k / 12
            shake = 0 if k == 0 else chance.gauss(0, high * 0.022)
            rough.append((p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t + shake))
    inside = art.shape([(-160, 1000), *rough, (1760, 1000)])
    art.paint(inside, [(0.2, lit), (0.5, mix(lit, rock, 0.35)), (0.66, rock)])
    shades = []
    for i in range(1, len(peaks) - 1, 2):
        (x1, y1), (x2, y2) = peaks[i], peaks[i + 1]
        # The side away from the sun: a jagged spine runs down from the peak.
        spine, aside = [(x1, y1)], 0.0
        for k in range(1, 25):
            aside += chance.gauss(1.5, 11)
            spine.append((x1 + aside, y1 + k * 22))
        flank = ((x1 + x2) / 2 + 4, (y1 + y2) / 2 - 3)
        shades.append([*spine, (x2 + 160, y1 + 528), (x2, y2 - 4), flank])
    shade = ImageChops.multiply(art.shape(*shades), inside)
    art.paint(
        shade,
        [(0.25, dark), (0.6, mix(dark, rock, 0.6)), (0.66, rock)],
        alpha=0.8 * strength + 0.12,
    )
    bare = levels(fractal(art.size, (34, 10), seed + 1, 6), 150, 158)
    steep = art.fade([(0.2, 0.2), (0.42, 0.9), (0.6, 0)])
    bare = ImageChops.multiply(ImageChops.multiply(bare, steep), inside)
    art.paint(bare, mix(dark, "#2a3764", 0.35), alpha=0.42 * strength, blur=0.5)


def _firs(
    art: Canvas, line: Points, seed: int, tall: float, tone: str, count: int
) -> None:
    chance = random.Random(seed)
    top = line[1:-1]
    for _ in range(count):
        x, y = top[chance.randrange(len(top))]
        y += chance.uniform(0, tall * 1.4)
        t = tall * chance.uniform(0.7, 1.5) * 1.5
        for k in range(4):
            w, up = t * (0.3 - k * 0.062), k * t * 0.22
            art.fill([(x - w, y - up), (x + w, y - up), (x, y - up - t * 0.42)], tone)
            art.fill(
                [
                    (x - w, y - up),
                    (x - w * 0.2, y - up - t * 0.06),
                    (x, y - up - t * 0.42),
                ],
                mix(tone, "#ffffff", 0.62),
            )


def _smooth(points: Points) -> Points:
    """Return many points on a soft curve through a few (Catmull and Rom's)."""
    curve: Points = []
    for p0, p1, p2, p3 in zip(points, points[1:], points[2:], points[3:], strict=False):
        for k in range(90):
            t = k / 90
            curve.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return curve


def _pass_road(art: Canvas) -> None:
    bends = [
        (1700, 1040),
        (1640, 985),
        (1240, 945),
        (880, 912),
        (650, 868),
        (720, 818),
        (980, 786),
        (1080, 756),
        (990, 726),
        (800, 706),
        (760, 690),
    ]
    path = _smooth(bends)
    for i, (px, py) in enumerate(path):
        near = max(0.0, (py - 690) / 300)
        wide = 3 + 34 * near**1.3
        art.oval(
            px,
            py + wide * 0.3,
            wide * 1.12,
            wide * 0.4,
            mix("#5f76aa", "#aebde0", i / len(path)),
        )
    for i, (px, py) in enumerate(path):
        near = max(0.0, (py - 690) / 300)
        wide = 3 + 34 * near**1.3
        art.oval(px, py, wide, wide * 0.34, mix("#8fa3cd", "#dfe5f4", i / len(path)))
    x, y = 980, 908
    art.paint(
        art.shape(
            [(x - 62, y - 20), (x - 330, y - 60), (x - 350, y + 26), (x - 62, y - 8)]
        ),
        "#ffe9b0",
        alpha=0.55,
        blur=10,
        light=True,
    )
    art.fill(
        [(x - 30, y - 4), (x + 62, y + 4), (x + 62, y - 34), (x - 30, y - 40)],
        "#d9822b",
    )
    art.fill(
        [(x - 30, y - 40), (x + 12, y - 37), (x + 10, y - 66), (x - 22, y - 68)],
        "#e8983f",
    )
    art.fill(
        [(x - 26, y - 44), (x + 4, y - 42), (x + 3, y - 61), (x - 20, y - 62)],
        "#cfe0f2",
    )
    art.fill(
        [(x - 30, y - 4), (x - 66, y + 8), (x - 74, y - 34), (x - 34, y - 28)],
        "#37486f",
    )
    for dx in (-10, 22, 46):
        art.oval(x + dx, y + 4, 11, 11, "#1c2a4d")
        art.oval(x + dx, y + 4, 4.5, 4.5, "#8fa0c8")
    art.glow(x - 8, y - 72, 60, "#ffb340", 1)
    cloud = art.ragged(
        art.shape(
            [(x - 60, y + 12), (x - 190, y - 10), (x - 150, y - 70), (x - 70, y - 36)]
        ),
        381,
        soft=12,
        cells=(60, 40),
    )
    art.paint(cloud, "#ffffff", alpha=0.75, blur=3)
