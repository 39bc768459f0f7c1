"""Draw the town at work: the market and the port."""

import math
import random

from PIL import Image, ImageChops

from demo_art.kit import Canvas, Points, mix, scaled
from demo_art.motifs import glint, gulls


def market() -> Image.Image:
    """Draw the Thursday market from a roof: parasols and their shadows."""
    art = Canvas(1600, 1000, 22)
    art.paint(None, "#e9d9bb")
    chance = art.chance
    for row in range(-1, 21):
        for i in range(-1, 23):
            x, y = i * 76 + (row % 2) * 38, row * 50
            art.box(x, y, 73, 47, mix("#ecdcbe", "#d6c09b", chance.random() ** 1.6))
    art.clouds((8, 6), 241, "#b99d74", low=110, high=220, alpha=0.35)
    spots = _scatter(art, 27, 112, 150)
    cloths = [
        ("#d9483b", "#fbf1de"),
        ("#1f7a8c", "#fbf1de"),
        ("#f0a63a", "#fbf1de"),
        ("#2f5d8a", "#e9f0ee"),
        ("#e8785a", "#fce3c2"),
        ("#3f8f6a", "#f5efd8"),
        ("#f6e3b3", "#f2cf7e"),
        ("#b23a5a", "#f8ded6"),
    ]
    stalls = [
        (x, y, chance.uniform(78, 128), chance.choice(cloths), chance.uniform(0, 1))
        for x, y in spots
    ]
    shade, pen = art.mask()
    for x, y, r, _, _ in stalls:
        pen.ellipse(
            scaled([(x - r + 46, y - r + 58), (x + r + 46, y + r + 58)]), fill=255
        )
    art.paint(shade, "#4a3a5e", alpha=0.5, blur=3)
    for x, y, r, _, turn in stalls:
        _crates(art, x, y, r, turn)
    for _ in range(54):
        px, py = chance.uniform(0, 1600), chance.uniform(0, 1000)
        if min(math.hypot(px - x, py - y) - r for x, y, r, _, _ in stalls) > 6:
            _from_above(art, px, py)
    for x, y, r, cloth, turn in stalls:
        _parasol(art, x, y, r, cloth, turn)
    _awning(art)
    light = art.disc(300, 60, 1500, 1100)
    art.paint(light, "#fff1cf", alpha=0.35, light=True)
    return art.finish(grain=7, vignette=0.22)


def _scatter(art: Canvas, count: int, near: float, wide: float) -> Points:
    places: Points = []
    for _ in range(4000):
        x, y = art.chance.uniform(-20, 1620), art.chance.uniform(150, 1010)
        if all(math.hypot(x - px, (y - py)) > near + wide * 0.62 for px, py in places):
            places.append((x, y))
        if len(places) == count:
            break
    return places


def _parasol(
    art: Canvas, x: float, y: float, r: float, cloth: tuple[str, str], turn: float
) -> None:
    ribs = 12

    def rim(i: float, reach: float = 1.0) -> tuple[float, float]:
        angle = turn + i * math.tau / ribs
        return x + math.cos(angle) * r * reach, y + math.sin(angle) * r * reach

    for i in range(ribs):
        colour = cloth[i % 2]
        facing = math.cos(turn + (i + 0.5) * math.tau / ribs + 2.3)
        colour = mix(
            colour,
            "#ffffff" if facing > 0 else "#2c2748",
            abs(facing) * (0.22 if facing > 0 else 0.34),
        )
        art.fill([(x, y), rim(i), rim(i + 0.5, 0.955), rim(i + 1)], colour)
        art.line([(x, y), rim(i)], 1.0, mix(colour, "#2c2748", 0.25))
    art.oval(x, y, r * 0.15, r * 0.15, mix(cloth[0], "#ffffff", 0.25))
    art.oval(x, y, r * 0.045, r * 0.045, "#6b4a32")


def _crates(art: Canvas, x: float, y: float, r: float, turn: float) -> None:
    fruit = [
        "#f08a24",
        "#f6c945",
        "#c9362e",
        "#7da03a",
        "#5f2f52",
        "#e9e0c8",
        "#d8572e",
    ]
    chance = art.chance
    for i in range(7):
        angle = turn + i * 0.72 + 0.4
        cx, cy = x + math.cos(angle) * (r + 18), y + math.sin(angle) * (r + 16)
        art.box(cx - 19, cy - 13, 42, 32, "#8d7550")
        art.box(cx - 22, cy - 16, 40, 30, "#b98a52")
        art.box(cx - 19, cy - 13, 34, 24, "#7b5832")
        tone = chance.choice(fruit)
        for _ in range(22):
            fx, fy = cx - 2 + chance.uniform(-14, 14), cy - 1 + chance.uniform(-9, 9)
            art.oval(fx, fy, 4, 4, mix(tone, "#3a1f18", chance.uniform(0, 0.3)))
            art.oval(fx - 1, fy - 1.2, 1.5, 1.5, mix(tone, "#ffffff", 0.45))


def _from_above(art: Canvas, x: float, y: float) -> None:
    chance = art.chance
    coat = chance.choice(
        ["#2d3f58", "#7c2f3a", "#556b4b", "#c98b3c", "#e8e2d2", "#3d3440", "#3f7f8c"]
    )
    shadow = art.shape([(x, y - 7), (x + 42, y + 36), (x + 32, y + 46), (x - 8, y + 6)])
    art.paint(shadow, "#4a3a5e", alpha=0.45, blur=1.5)
    angle = chance.uniform(0, math.pi)
    dx, dy = math.cos(angle) * 9, math.sin(angle) * 9
    for k in (-1, 0, 1):
        art.oval(x + dx * k, y + dy * k, 8 if k else 9.5, 8 if k else 9.5, coat)
    art.oval(
        x,
        y,
        6,
        6,
        chance.choice(["#2a1d1a", "#4d3423", "#b9a27d", "#d8d3c8", "#6b1f2a"]),
    )


def _awning(art: Canvas) -> None:
    art.paint(
        art.shape([(0, 0), (1600, 0), (1600, 128), (0, 128)]),
        "#4a3a5e",
        alpha=0.5,
        blur=8,
    )
    for i in range(34):
        tone = "#e7ddc8" if i % 2 else "#2f6f6d"
        x = i * 48 - 10
        art.box(x, 0, 49, 80, mix(tone, "#2c2748", 0.08))
        art.oval(x + 24.5, 80, 24.5, 15, mix(tone, "#2c2748", 0.2))


def cranes() -> Image.Image:
    """Draw the port against a large low sun."""
    art = Canvas(1600, 1000, 23)
    sea = 690
    art.paint(
        None,
        [
            (0, "#5a1f3d"),
            (0.25, "#a8383f"),
            (0.48, "#e2703a"),
            (0.64, "#f9b95a"),
            (0.69, "#ffdb8a"),
        ],
    )
    art.clouds(
        (4, 24),
        261,
        "#7c2440",
        low=122,
        high=200,
        alpha=0.7,
        where=art.fade([(0, 1), (0.45, 0.6), (0.65, 0)]),
    )
    art.glow(610, 520, 760, "#ffcf6a", 0.6)
    art.oval(610, 520, 172, 172, "#fff0b8")
    sun = art.shape([(0, 348), (1600, 348), (1600, 692), (0, 692)])
    round_sun, pen = art.mask()
    pen.ellipse(scaled([(438, 348), (782, 692)]), fill=255)
    art.paint(
        ImageChops.multiply(sun, round_sun),
        [(0.34, "#fff6cf"), (0.55, "#ffd877"), (0.69, "#ff9f4a")],
    )
    for y, h in ((560, 5), (596, 8), (634, 11)):
        band = art.shape([(420, y), (800, y), (800, y + h), (420, y + h)])
        art.paint(ImageChops.multiply(band, round_sun), "#e8803f", alpha=0.85)
    art.paint(
        art.shape(art.ridge(672, 22, 263)), [(0.62, "#a8413f"), (0.69, "#c65a42")]
    )
    for x, size, tone in (
        (250, 0.62, "#8e3340"),
        (520, 0.7, "#7c2b3c"),
        (1010, 1.0, "#3a142c"),
        (1390, 1.2, "#2b0f26"),
    ):
        _gantry(art, x, sea + 4, size, tone)
    _containers(art, sea)
    art.mirror(sea + 14, sway=24, seed=29)
    art.paint(art.fade([(0.69, 0), (0.705, 0.15), (1, 0.95)]), "#3a1230", alpha=0.75)
    water = art.fade([(0.704, 0), (0.708, 1)])
    art.ripples(sea + 14, "#2a0c26", 271, count=1000, alpha=0.5, where=water)
    art.ripples(sea + 14, "#ffb45e", 272, count=420, alpha=0.5, where=water)
    glint(art, 610, sea + 14, "#ffdf92", reach=330, width=110, alpha=0.8)
    _tug(art)
    gulls(art, [(880, 250, 26), (940, 290, 18), (1000, 230, 16)], "#3a142c")
    return art.finish(grain=8, vignette=0.3)


def _gantry(art: Canvas, x: float, foot: float, size: float, tone: str) -> None:
    u = size * 3.4

    def bar(x1: float, y1: float, x2: float, y2: float, thick: float) -> None:
        art.line(
            [(x + x1 * u, foot - y1 * u), (x + x2 * u, foot - y2 * u)], thick * u, tone
        )

    for side in (-22, 22):
        bar(side, 0, side * 0.92, 78, 3.2)
        art.box(x + (side - 5) * u, foot - 5 * u, 10 * u, 5 * u, tone)
    bar(-22, 30, 22, 30, 2.2)
    bar(-22, 3, 22, 30, 1)
    bar(22, 3, -22, 30, 1)
    bar(-21, 52, 21, 74, 1)
    bar(-78, 78, 48, 78, 3.4)
    bar(-78, 82, 48, 82, 1)
    for i in range(21):
        bar(-78 + i * 6, 78, -75 + i * 6, 82, 0.6)
    bar(-20, 78, -8, 112, 2.2)
    bar(20, 78, -8, 112, 2.2)
    bar(-8, 112, -74, 80, 0.8)
    bar(-8, 112, -44, 80, 0.8)
    bar(-8, 112, 46, 80, 0.8)
    art.box(x + 24 * u, foot - 92 * u, 17 * u, 11 * u, tone)
    art.box(x - 46 * u, foot - 76 * u, 10 * u, 8 * u, tone)
    bar(-44, 70, -44, 46, 0.5)
    bar(-38, 70, -38, 46, 0.5)
    art.box(x - 51 * u, foot - 47 * u, 20 * u, 8.5 * u, mix(tone, "#d8503a", 0.45))
    art.glow(x - 8 * u, foot - 113 * u, 8 * u, "#ff6a4a", 0.9)


def _containers(art: Canvas, sea: float) -> None:
    chance = random.Random(265)
    tones = ["#5a1c33", "#7a2a35", "#3f1530", "#963a38", "#4a2a4c", "#b35336"]
    for start, end, rows in (
        (0, 170, 3),
        (640, 850, 2),
        (1120, 1290, 4),
        (1480, 1620, 5),
    ):
        for row in range(rows):
            x = start + chance.choice([0, 44]) * (row > 0)
            while x < end - 40 * (row > 1):
                tone = chance.choice(tones)
                art.box(x, sea + 6 - (row + 1) * 30, 78, 29, tone)
                for k in range(9):
                    art.box(
                        x + 4 + k * 8.4,
                        sea + 9 - (row + 1) * 30,
                        1.6,
                        23,
                        mix(tone, "#1c0a1c", 0.35),
                    )
                art.box(x, sea + 6 - (row + 1) * 30, 78, 2, mix(tone, "#ffb45e", 0.5))
                x += 80
    art.box(0, sea + 4, 1600, 12, "#2b0f26")
    art.box(0, sea + 3, 1600, 1.6, "#e2703a")


def _tug(art: Canvas) -> None:
    x, y, dark = 300, 846, "#1c0a1c"
    shadow = art.disc(x, y + 14, 190, 26)
    art.paint(shadow, dark, alpha=0.7)
    art.fill(
        [
            (x - 120, y - 30),
            (x - 20, y - 24),
            (x + 84, y - 34),
            (x + 134, y - 52),
            (x + 112, y + 6),
            (x - 108, y + 6),
        ],
        dark,
    )
    art.fill(
        [(x - 10, y - 26), (x + 66, y - 30), (x + 60, y - 66), (x - 4, y - 64)],
        "#2f1228",
    )
    art.fill(
        [(x + 6, y - 64), (x + 56, y - 65), (x + 50, y - 92), (x + 12, y - 92)],
        "#2f1228",
    )
    for i in range(3):
        art.box(x + 15 + i * 13, y - 87, 9, 14, "#ffcf6a")
    art.fill(
        [(x - 40, y - 26), (x - 16, y - 27), (x - 20, y - 78), (x - 38, y - 78)],
        "#7a2a35",
    )
    art.line([(x + 30, y - 92), (x + 30, y - 132)], 2.4, dark)
    for i in range(6):
        art.oval(x - 92 + i * 38, y - 14 - i * i * 0.5, 10, 10, "#120612")
        art.oval(x - 92 + i * 38, y - 14 - i * i * 0.5, 5, 5, "#2f1228")
    wake, pen = art.mask()
    for i in range(130):
        wx = x - 110 - art.chance.random() ** 0.8 * 330
        pen.ellipse(
            scaled([(wx - 22, y + 4), (wx + 22, y + 8 + i % 4)]),
            fill=art.chance.randint(20, 120),
        )
    art.paint(wake, "#ffcf8a", alpha=0.6, blur=2)
    smoke = art.ragged(
        art.shape(
            [(x - 36, y - 82), (x - 20, y - 82), (x - 90, y - 210), (x - 230, y - 250)]
        ),
        281,
        soft=14,
        cells=(30, 20),
    )
    art.paint(smoke, "#3a142c", alpha=0.4, blur=7)
