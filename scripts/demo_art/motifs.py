"""Draw what comes back in several pictures: lit towns, boats, gulls, lamps, people."""

import math
import random

from demo_art.kit import Canvas, Points, mix, scaled


def glint(
    art: Canvas,
    x: float,
    horizon: float,
    colour: str,
    *,
    reach: float = 300,
    width: float = 10,
    alpha: float = 0.9,
) -> None:
    """Lay the broken column of a light upon the water."""
    mask, pen = art.mask()
    y = horizon + 1
    while y < horizon + reach and y < art.height:
        near = (y - horizon) / reach
        half = width * (0.25 + 0.75 * near) * art.chance.uniform(0.3, 1.15)
        aside = art.chance.gauss(0, width * 0.3 * near)
        thin = 0.7 + near * 2.4
        strength = round(255 * (1 - near) ** 1.2)
        pen.ellipse(
            scaled([(x + aside - half, y - thin), (x + aside + half, y + thin)]),
            fill=strength,
        )
        y += thin * art.chance.uniform(1.2, 2.6)
    art.paint(mask, colour, alpha=alpha, blur=0.5, light=True)


def town_lights(
    art: Canvas, outline: Points, bottom: float, count: int, seed: int
) -> Points:
    """Strew lit windows over a hill, denser near its foot; return where they are."""
    chance = random.Random(seed)
    tops = outline[1:-1]
    places = []
    for _ in range(count):
        x, top = tops[chance.randrange(len(tops))]
        depth = bottom - top - 6
        if depth < 8:
            continue
        y = bottom - 4 - depth * chance.random() ** 1.8
        places.append((x, y))
        colour = chance.choice(["#ffd58a", "#ffc169", "#ffe6b8", "#ffb35c", "#dfe9ff"])
        side = chance.choice([0.9, 1.2, 1.6])
        art.box(x, y, side, side * 1.3, mix("#4a3a3a", colour, chance.uniform(0.45, 1)))
    return places


def gulls(art: Canvas, places: list[tuple[float, float, float]], colour: str) -> None:
    """Draw gulls: where, and how large their wings are."""
    for x, y, span in places:
        tilt = art.chance.uniform(-0.25, 0.25) * span
        for side in (-1, 1):
            tip = (x + side * span, y - span * 0.28 + side * tilt)
            bend = (x + side * span * 0.5, y - span * 0.42 + side * tilt * 0.5)
            under = (x + side * span * 0.5, y - span * 0.27 + side * tilt * 0.5)
            art.fill([(x, y), bend, tip, under, (x, y + span * 0.12)], colour)


def ferry(
    art: Canvas, x: float, y: float, size: float, hull: str, cabin: str, lit: str
) -> None:
    """Draw the night ferry from the side, its waterline at (x, y), `size` long."""
    u = size / 100

    def place(*points: tuple[float, float]) -> Points:
        return [(x + px * u, y - py * u) for px, py in points]

    art.fill(place((-50, 9), (52, 12), (45, 0), (-44, -0.5), (-47, 2)), hull)
    art.fill(
        place((-48, 6.2), (49, 8.6), (48.4, 7.6), (-48, 5.2)),
        mix(hull, "#c8553d", 0.75),
    )
    art.fill(place((-42, 9), (36, 10.5), (34, 17), (-40, 17)), cabin)
    art.fill(place((-33, 17), (24, 17), (21, 23.5), (-31, 23.5)), mix(cabin, hull, 0.2))
    art.fill(place((8, 23.5), (20, 23.5), (17.5, 29.5), (9, 29.5)), cabin)
    art.fill(
        place((-36, 17), (30, 17), (30, 17.8), (-36, 17.8)), mix(cabin, "#ffffff", 0.25)
    )
    art.fill(
        place((-33, 23.5), (23, 23.5), (23, 24.2), (-33, 24.2)),
        mix(cabin, "#ffffff", 0.25),
    )
    art.fill(
        place((-18, 24), (-8, 24), (-9, 33), (-16.5, 33)), mix(hull, "#c8553d", 0.6)
    )
    art.fill(place((-18, 30), (-8.6, 30), (-9, 33), (-16.5, 33)), hull)
    art.line(place((13, 29), (13, 40)), 0.6 * u, hull)
    art.line(place((13, 38), (48, 12)), 0.25 * u, hull)
    art.line(place((13, 38), (-40, 17)), 0.25 * u, hull)
    for i in range(17):
        px = -38 + i * 4.2
        art.fill(place((px, 11.6), (px + 2.8, 11.7), (px + 2.8, 15), (px, 15)), lit)
    for i in range(12):
        px = -29 + i * 4.0
        if i not in (4, 9):
            art.fill(place((px, 19), (px + 2.4, 19), (px + 2.4, 21.8), (px, 21.8)), lit)
    art.fill(
        place((10, 26), (18.3, 26), (17.5, 28.4), (10, 28.4)), mix(lit, "#ffffff", 0.3)
    )
    art.glow(x - 4 * u, y - 14 * u, 62 * u, lit, 0.45)
    art.glow(x + 13 * u, y - 40 * u, 8 * u, "#ffffff", 1)
    art.glow(x + 46 * u, y - 13 * u, 7 * u, "#56ff9c", 0.9)


def skiff(
    art: Canvas, x: float, y: float, size: float, hull: str, band: str, mast: bool
) -> None:
    """Draw a small fishing boat from the side, its waterline at (x, y)."""
    u = size / 100

    def place(*points: tuple[float, float]) -> Points:
        return [(x + px * u, y - py * u) for px, py in points]

    sheer = [(-50, 19), (-30, 14), (0, 12), (28, 15), (52, 25)]
    keel = [(46, 8), (38, 0), (-40, 0), (-48, 8)]
    art.fill(place(*sheer, *keel), hull)
    edge = [(px, py - 4.2) for px, py in reversed(sheer)]
    art.fill(place(*sheer, (51, 22), *edge[1:]), band)
    art.fill(
        place((-30, 14), (-8, 12.5), (-9, 33), (-29, 33)), mix(hull, "#ffffff", 0.35)
    )
    art.fill(place((-32, 33), (-6, 33), (-7, 36), (-31, 36)), band)
    art.fill(
        place((-26, 22), (-13, 22), (-13, 30), (-26, 30)), mix(hull, "#101820", 0.6)
    )
    if mast:
        art.line(place((10, 12), (10, 74)), 1.6 * u, mix(hull, "#101820", 0.55))
        art.line(place((10, 40), (38, 58)), 1.1 * u, mix(hull, "#101820", 0.55))
        art.line(place((10, 73), (51, 25)), 0.5 * u, mix(hull, "#101820", 0.4))
        art.line(place((10, 73), (-46, 19)), 0.5 * u, mix(hull, "#101820", 0.4))
    for i in range(5):
        cx = -40 + i * 0.6 if i < 2 else 14 + i * 5
        art.oval(x + cx * u, y - 13 * u, 2.6 * u, 2.6 * u, mix(band, "#f4e3b8", 0.6))


def person(
    art: Canvas, x: float, y: float, tall: float, colour: str, *, step: float = 0.0
) -> None:
    """Draw somebody standing (or walking, with a `step`) with the feet at (x, y)."""
    u = tall / 100
    s = step * 10
    art.oval(x, y - 92 * u, 7 * u, 8.4 * u, colour)
    coat = [
        (-7, 84),
        (7, 84),
        (13, 74),
        (15, 46),
        (12, 36),
        (-12, 36),
        (-15, 46),
        (-13, 74),
    ]
    art.fill([(x + px * u, y - py * u) for px, py in coat], colour)
    for side in (-1, 1):
        leg = [
            (side * 2 - 5, 40),
            (side * 2 + 5, 40),
            (side * s + 5, 0),
            (side * s - 4, 0),
        ]
        art.fill([(x + px * u, y - py * u) for px, py in leg], colour)


def lamp(
    art: Canvas, x: float, y: float, tall: float, colour: str, lit: str, lean: float
) -> None:
    """Draw a street lamp with an arm, its foot at (x, y), leaning by `lean`."""
    head = (x + lean + tall * 0.12, y - tall)
    curve = [
        (
            x + lean + math.sin(t) * tall * 0.06,
            y - tall * 0.93 - (1 - math.cos(t)) * tall * 0.05,
        )
        for t in (0, 0.5, 1.0, 1.5, 2.0)
    ]
    art.line([(x, y), *curve, head], max(tall * 0.016, 1), colour)
    art.box(x - tall * 0.018, y - tall * 0.1, tall * 0.036, tall * 0.1, colour)
    art.oval(head[0], head[1] + tall * 0.012, tall * 0.035, tall * 0.016, lit)
    art.glow(head[0], head[1] + tall * 0.02, tall * 0.4, lit, 0.75)


def cat(art: Canvas, x: float, y: float) -> None:
    """Draw a black cat that sits and looks at us."""
    dark = "#0c161f"
    art.oval(x, y - 26, 24, 30, dark)
    art.oval(x - 6, y - 64, 17, 15, dark)
    for dx in (-18, 2):
        art.fill([(x + dx, y - 68), (x + dx + 3, y - 92), (x + dx + 14, y - 72)], dark)
    tail = [(x + 18, y - 4), (x + 52, y - 6), (x + 64, y - 30), (x + 54, y - 48)]
    art.line(tail, 8, dark)
    art.oval(x + 54, y - 48, 4, 4, dark)
    art.oval(x - 12, y - 65, 2.4, 3.2, "#ffd36a")
    art.oval(x - 1, y - 65, 2.4, 3.2, "#ffd36a")
