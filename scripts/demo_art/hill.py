"""Draw the hill: its houses and its steps."""

import math
import random

from PIL import Image

from demo_art.kit import Canvas, mix
from demo_art.motifs import gulls, lamp, person


def steps() -> Image.Image:
    """Draw the white houses of the hill and the steps between them, from the water."""
    art = Canvas(1600, 1000, 21)
    art.paint(None, [(0, "#5fa8cf"), (0.4, "#a6d3df"), (0.7, "#f3ead2")])
    art.clouds(
        (4, 14),
        201,
        "#ffffff",
        low=135,
        high=205,
        alpha=0.75,
        where=art.fade([(0, 0.6), (0.3, 1), (0.5, 0)]),
    )
    art.paint(art.shape(art.ridge(330, 90, 203)), [(0.2, "#8fb4bd"), (0.6, "#bccdbd")])
    chance = random.Random(204)
    walls = [
        "#fbf4e4",
        "#f6e7cb",
        "#f2d5b4",
        "#efc3a2",
        "#f7efe2",
        "#e9dcc6",
        "#f0b99b",
        "#dfe6df",
    ]
    rows = 11
    for row in range(rows):
        depth = row / (rows - 1)
        foot = 330 + depth * 560
        centre, half = 800, 330 + depth * 640
        x = centre - half + chance.uniform(-60, 0)
        while x < centre + half:
            wide = (46 + depth * 74) * chance.uniform(0.7, 1.3)
            high = wide * chance.uniform(0.8, 1.35)
            bulge = 100 * (1 - depth) * ((x + wide / 2 - centre) / half) ** 2
            if not _on_steps(x, x + wide, foot):
                _house(
                    art,
                    chance,
                    x,
                    foot + bulge + chance.uniform(-16, 16),
                    wide,
                    high,
                    chance.choice(walls),
                    depth,
                )
            x += wide * chance.uniform(0.86, 1.02)
        if row < rows - 1:
            _trees(art, chance, centre, half, foot + 14, depth)
        art.paint(
            art.fade([(0.2, 0), (foot / 1000, 0.5), (1, 0)]),
            "#f7e6c9",
            alpha=0.1 * (1 - depth),
        )
    _stair(art)
    _waterfront(art)
    gulls(art, [(300, 140, 30), (370, 190, 22), (1240, 120, 26)], "#f8f6ee")
    return art.finish(grain=7, vignette=0.12)


def _stair_middle(y: float) -> float:
    return 800 + 92 * math.sin((y - 300) / 118)


def _on_steps(left: float, right: float, y: float) -> bool:
    middle = _stair_middle(y - 20)
    half = 14 + (y - 300) / 600 * 26
    return left < middle + half and right > middle - half


def _house(
    art: Canvas,
    chance: random.Random,
    x: float,
    foot: float,
    wide: float,
    high: float,
    wall: str,
    depth: float,
) -> None:
    wall = mix(wall, "#c6d3d0", 0.28 * (1 - depth))
    shade = mix(wall, "#6f86a3", 0.42)
    side = wide * 0.27
    art.box(x, foot - high, wide, high + 150, wall)
    art.fill(
        [
            (x + wide - side, foot - high),
            (x + wide, foot - high),
            (x + wide, foot + 150),
            (x + wide - side, foot + 150),
        ],
        shade,
    )
    kind = chance.random()
    if kind < 0.34:
        art.fill(
            [
                (x - 3, foot - high),
                (x + wide + 3, foot - high),
                (x + wide * 0.86, foot - high * 1.26),
                (x + wide * 0.14, foot - high * 1.26),
            ],
            mix("#c96a4a", "#c6b8b0", 0.3 * (1 - depth)),
        )
        art.fill(
            [
                (x + wide * 0.68, foot - high),
                (x + wide + 3, foot - high),
                (x + wide * 0.86, foot - high * 1.26),
            ],
            mix("#9d4c39", "#b0a6a6", 0.3 * (1 - depth)),
        )
    elif kind < 0.46:
        art.oval(
            x + wide * 0.4,
            foot - high,
            wide * 0.25,
            wide * 0.25,
            mix("#5c93ab", wall, 0.25),
        )
        art.box(x, foot - high, wide, wide * 0.28, wall)
        art.box(x + wide - side, foot - high, side, wide * 0.28, shade)
    else:
        art.box(x - 1.5, foot - high - 3, wide + 3, 4, mix(wall, "#ffffff", 0.5))
        if chance.random() < 0.4:
            art.box(
                x + wide * 0.15,
                foot - high - wide * 0.14,
                wide * 0.16,
                wide * 0.14,
                mix(wall, "#6f7f8f", 0.5),
            )
    shutter = mix(
        chance.choice(["#2f6f86", "#3e7c66", "#7a4b3a", "#496a9a"]), wall, 0.25
    )
    across = 2 if wide < 74 else 3
    for i in range(across):
        for j in range(2):
            if chance.random() < 0.14:
                continue
            wx = x + (wide - side) * (i + 0.5) / across - wide * 0.055
            wy = foot - high * (0.82 - j * 0.44)
            art.box(wx, wy, wide * 0.11, wide * 0.19, shutter)
            art.box(wx, wy + wide * 0.19, wide * 0.11, 1.6, mix(wall, "#6f7f8f", 0.4))


def _trees(
    art: Canvas,
    chance: random.Random,
    centre: float,
    half: float,
    y: float,
    depth: float,
) -> None:
    for _ in range(7):
        x = chance.uniform(centre - half, centre + half)
        if _on_steps(x - 30, x + 30, y):
            continue
        tall = (46 + 66 * depth) * chance.uniform(0.7, 1.2)
        tone = mix(
            chance.choice(["#47704f", "#5b7f4d", "#3c6352"]),
            "#b8cabb",
            0.3 * (1 - depth),
        )
        if chance.random() < 0.45:
            art.fill(
                [
                    (x - tall * 0.11, y),
                    (x - tall * 0.13, y - tall * 0.5),
                    (x, y - tall * 1.25),
                    (x + tall * 0.13, y - tall * 0.5),
                    (x + tall * 0.11, y),
                ],
                tone,
            )
            art.fill(
                [
                    (x + tall * 0.02, y),
                    (x, y - tall * 1.25),
                    (x + tall * 0.13, y - tall * 0.5),
                    (x + tall * 0.11, y),
                ],
                mix(tone, "#1f3a3a", 0.3),
            )
        else:
            for dx, dy, r in ((-0.2, 0.3, 0.24), (0.2, 0.3, 0.25), (0, 0.5, 0.3)):
                art.oval(x + dx * tall, y - dy * tall, r * tall, r * tall * 0.9, tone)
            art.oval(
                x + tall * 0.14,
                y - tall * 0.26,
                tall * 0.2,
                tall * 0.17,
                mix(tone, "#1f3a3a", 0.25),
            )


def _stair(art: Canvas) -> None:
    y = 906.0
    while y > 292:
        size = (y - 280) / 620
        rise = 3 + 7.5 * size
        middle, half = _stair_middle(y), 10 + 30 * size
        art.box(middle - half, y - rise, half * 2, rise * 0.62, "#fff8e8")
        art.box(middle - half, y - rise * 0.38, half * 2, rise * 0.42, "#a8987f")
        art.box(
            middle + half - 4 * size - 1,
            y - rise * 1.6,
            4 * size + 1,
            rise * 2,
            "#8398a8",
        )
        y -= rise
    for y, tall in ((560, 30), (574, 29), (726, 44), (842, 54), (430, 19)):
        tone = "#b8422f" if tall in (44, 19) else "#24394d"
        person(art, _stair_middle(y) - 7, y, tall, tone, step=0.5)


def _waterfront(art: Canvas) -> None:
    art.box(0, 905, 1600, 95, "#cdbb9c")
    art.box(0, 900, 1600, 9, "#f4e8cf")
    art.paint(art.fade([(0.93, 0), (0.935, 1)]), [(0.93, "#2f8ca0"), (1, "#17607c")])
    for row in range(3):
        for i in range(36):
            art.box(
                i * 48 - row * 20,
                911 + row * 7,
                45,
                5.4,
                mix("#cdbb9c", "#a6906f", art.chance.random()),
            )
    art.ripples(
        935,
        "#d8f3ea",
        231,
        count=260,
        alpha=0.7,
        where=art.fade([(0.934, 0), (0.938, 1)]),
        bold=0.5,
    )
    for x in (150, 420, 1180, 1450):
        lamp(art, x, 905, 120, "#2b3c46", "#fff2cf", 0)
    for x, c in (
        (250, "#c8553d"),
        (610, "#f2efe4"),
        (1040, "#2c6f86"),
        (1330, "#e0a84a"),
    ):
        art.fill([(x - 50, 936), (x + 52, 932), (x + 38, 954), (x - 40, 954)], c)
        art.fill(
            [(x - 50, 936), (x + 52, 932), (x + 50, 938), (x - 47, 941)],
            mix(c, "#ffffff", 0.5),
        )
