"""Draw the coast: the lighthouse and the storm."""

import math
import random

from PIL import Image, ImageChops, ImageFilter

from demo_art.kit import SCALE, Canvas, fractal, levels, mix, scaled, wander
from demo_art.motifs import lamp


def lighthouse() -> Image.Image:
    """Draw the lighthouse before dawn with its blue beam."""
    art = Canvas(1600, 1000, 12)
    sea = 720
    art.paint(
        None, [(0, "#081232"), (0.4, "#123066"), (0.62, "#2c6596"), (0.72, "#8cc5cf")]
    )
    for _ in range(330):
        x, y = art.chance.uniform(0, 1600), art.chance.uniform(0, 560)
        r = art.chance.choice([0.6, 0.8, 1.0, 1.5])
        art.oval(
            x,
            y,
            r,
            r,
            mix("#17356b", "#ffffff", art.chance.uniform(0.2, 0.9) * (1 - y / 700)),
        )
    art.clouds(
        (4, 26),
        15,
        "#0d2350",
        low=120,
        high=200,
        alpha=0.6,
        where=art.fade([(0, 0.2), (0.4, 1), (0.66, 0.4), (0.72, 0)]),
    )
    lx, ly = 470, 262
    _beams(art, lx, ly)
    art.paint(art.shape(art.ridge(700, 22, 44)), [(0.6, "#2f6790"), (0.72, "#4f8fa8")])
    art.box(0, sea, 1600, 280, "#163d63")
    art.mirror(sea, sway=22, seed=18, stretch=1.0)
    water = art.fade([(0.719, 0), (0.722, 1)])
    art.paint(art.fade([(0.7, 0), (0.72, 0.1), (1, 0.85)]), "#061532", alpha=0.9)
    art.ripples(sea, "#0a2450", 51, count=1300, alpha=0.6, where=water)
    art.ripples(sea, "#9fd8e4", 52, count=560, alpha=0.4, where=water)
    art.glow(lx, ly, 330, "#4aa8ff", 0.6)
    _rock(art)
    _tower(art, lx, ly)
    art.glow(lx, ly, 120, "#8fd0ff", 0.55)
    art.glow(lx, ly + 6, 44, "#ffffff", 1)
    return art.finish(grain=8)


def _beams(art: Canvas, x: float, y: float) -> None:
    for (x1, y1, x2, y2), alpha in (
        ((1700, -60, 1700, 250), 0.62),
        ((1700, 20, 1700, 175), 0.6),
        ((-200, 300, -200, 520), 0.42),
        ((-200, 350, -200, 465), 0.4),
    ):
        beam = art.shape([(x, y - 4), (x1, y1), (x2, y2), (x, y + 4)])
        beam = beam.filter(ImageFilter.GaussianBlur(9 * SCALE))
        dim = art.fade([(0, 0.35), (0.29, 1), (0.31, 1), (1, 0.12)], across=True)
        art.paint(ImageChops.multiply(beam, dim), "#5fb4ff", alpha=alpha, light=True)


def _rock(art: Canvas) -> None:
    stone = art.facets((14, 12), 61, 4)
    for depth, (top, foot, colour) in enumerate(
        ((688, 880, "#12305a"), (752, 950, "#0c2347"), (846, 1040, "#071733"))
    ):
        right = 790 + depth * 80
        line = wander(161, 64 + depth)
        points = [(-90.0, 1010.0)]
        for i, bump in enumerate(line):
            v = i / 160
            slope = max(0.0, v - 0.66) / 0.34
            rise = min(1.0, 0.62 + v * 0.8) * (1 - slope**2.2)
            points.append(
                (
                    -90 + (right + 90) * v,
                    foot - (foot - top) * rise + bump * 15 + art.chance.uniform(-4, 4),
                )
            )
        points.append((right, 1010))
        inside = art.shape(points)
        art.paint(inside, colour)
        art.paint(
            ImageChops.multiply(inside, stone), mix(colour, "#6fb2e0", 0.5), alpha=0.3
        )
        lower = ImageChops.offset(inside, 0, 11 * SCALE)
        lit = ImageChops.multiply(ImageChops.subtract(inside, lower), stone)
        art.paint(lit, "#8cc6ee", alpha=0.55 - depth * 0.14, blur=0.6)
        foam, pen = art.mask()
        for _ in range(70):
            x = right - 10 + art.chance.gauss(0, 46)
            y = foot - 6 + art.chance.gauss(0, 9)
            pen.ellipse(
                scaled([(x - 30, y - 3), (x + 30, y + 3)]),
                fill=art.chance.randint(40, 190),
            )
        art.paint(foam, "#cdeef2", alpha=0.3, blur=3)


def _tower(art: Canvas, x: float, y: float) -> None:
    foot = 700
    body = [(x - 34, y + 62), (x + 34, y + 62), (x + 62, foot), (x - 62, foot)]
    art.fill(body, "#c7d6e4")
    inside = art.shape(body)
    for low, high in ((0.17, 0.36), (0.56, 0.76)):
        y1, y2 = (y + 62 + (foot - y - 62) * v for v in (low, high))
        band = art.shape([(x - 90, y1), (x + 90, y1), (x + 90, y2), (x - 90, y2)])
        art.paint(ImageChops.multiply(inside, band), "#1f4f8f")
    shade = art.fade([(0, 0), ((x - 34) / 1600, 0), ((x + 62) / 1600, 1)], across=True)
    art.paint(ImageChops.multiply(inside, shade), "#071633", alpha=0.85)
    for v in (0.1, 0.45, 0.84):
        wy = y + 62 + (foot - y - 62) * v
        art.fill(
            [(x - 5, wy), (x + 5, wy), (x + 6, wy + 24), (x - 6, wy + 24)],
            "#ffd99a" if v == 0.84 else "#10264d",
        )
    art.fill(
        [(x - 50, y + 50), (x + 50, y + 50), (x + 36, y + 66), (x - 36, y + 66)],
        "#0c2147",
    )
    art.box(x - 54, y + 46, 108, 6, "#14305e")
    for i in range(10):
        art.box(x - 53 + i * 11.6, y + 26, 1.6, 22, "#14305e")
    art.box(x - 54, y + 24, 108, 2.4, "#14305e")
    art.box(x - 25, y - 28, 50, 76, "#bfe6ff")
    for px in (-25, -9, 8, 23):
        art.box(x + px, y - 28, 2.6, 76, "#14305e")
    art.fill(
        [
            (x - 32, y - 27),
            (x + 32, y - 27),
            (x + 20, y - 46),
            (x, y - 58),
            (x - 20, y - 46),
        ],
        "#0c2147",
    )
    art.line([(x, y - 58), (x, y - 92)], 2.4, "#0c2147")
    art.box(x + 48, 640, 120, 62, "#8fa9c4")
    art.fill([(x + 42, 642), (x + 174, 642), (x + 152, 614), (x + 60, 614)], "#16305c")
    for px in (68, 104, 140):
        art.box(x + px, 660, 14, 20, "#ffd99a")


def storm() -> Image.Image:
    """Draw the sea as it comes over the wall of the coast road."""
    art = Canvas(1600, 1000, 15)
    art.paint(
        None, [(0, "#26343a"), (0.35, "#4d6364"), (0.55, "#8b9c8e"), (0.6, "#a7b09a")]
    )
    art.clouds(
        (5, 7),
        101,
        "#141f26",
        low=100,
        high=190,
        alpha=0.85,
        where=art.fade([(0, 1), (0.5, 0.4), (0.6, 0)]),
    )
    art.clouds(
        (4, 9),
        104,
        "#c9cfb4",
        low=140,
        high=215,
        alpha=0.5,
        where=art.fade([(0.1, 0), (0.45, 1), (0.6, 0.2)]),
    )
    for i, (y, high, tone) in enumerate(
        (
            (590, 12, "#60766e"),
            (622, 26, "#4d6761"),
            (668, 46, "#3a5652"),
            (728, 66, "#2b4744"),
        )
    ):
        crest = art.ridge(y, high, 110 + i, 4)
        inside = art.shape(crest)
        art.paint(
            inside,
            [
                (y / 1000 - 0.04, mix(tone, "#c4d2bd", 0.4)),
                (y / 1000 + 0.07, tone),
                (1, "#16292b"),
            ],
        )
        edge = ImageChops.subtract(
            inside, ImageChops.offset(inside, 0, (5 + i * 5) * SCALE)
        )
        torn = levels(fractal(art.size, (26 - i * 4, 70 - i * 8), 120 + i), 132, 168)
        art.paint(ImageChops.multiply(edge, torn), "#eef2e2", alpha=0.85, blur=0.9)
        near = art.fade([(y / 1000, 0), (y / 1000 + 0.02, 1), (y / 1000 + 0.2, 0)])
        streaks = levels(fractal(art.size, (10, 120), 126 + i), 150, 200)
        streaks = ImageChops.multiply(ImageChops.multiply(streaks, near), inside)
        art.paint(streaks, "#dfe8d8", alpha=0.4)
    _breaker(art)
    _road(art)
    rain, pen = art.mask()
    for _ in range(1100):
        x, y = art.chance.uniform(-100, 1750), art.chance.uniform(-60, 1000)
        long = art.chance.uniform(18, 60)
        pen.line(
            scaled([(x, y), (x - long * 0.42, y + long)]),
            fill=art.chance.randint(30, 130),
            width=2,
        )
    art.paint(rain, "#e6eee4", alpha=0.5, blur=0.4)
    return art.finish(grain=10, vignette=0.45)


def _breaker(art: Canvas) -> None:
    chance = random.Random(131)
    plume, pen = art.mask()
    for i in range(30):
        # Fingers of water stand up from the wall, the tallest in the middle.
        place = (i - 14.5) / 15
        tall = 560 * (1 - abs(place) ** 1.6) * chance.uniform(0.62, 1.0) + 40
        x0 = 620 + place * 330
        lean = place * 130 + 70 * chance.uniform(-0.4, 1)
        for k in range(26):
            t = k / 25
            x = x0 + lean * t**1.5
            y = 815 - tall * t + 60 * max(0, t - 0.8)
            r = 40 * (1 - t) ** 0.5 + 7
            pen.ellipse(scaled([(x - r, y - r), (x + r, y + r)]), fill=255)
    soft = art.ragged(plume, 132, soft=16, cells=(40, 26))
    art.paint(
        soft,
        [(0.25, "#8fa098"), (0.6, "#6c817a"), (0.82, "#4a605b")],
        alpha=0.9,
        blur=1.5,
    )
    thinner = ImageChops.multiply(
        plume, levels(fractal(art.size, (22, 12), 136), 70, 150)
    )
    bright = art.ragged(
        ImageChops.offset(thinner, 12 * SCALE, -8 * SCALE), 133, soft=12, cells=(60, 30)
    )
    bright = ImageChops.multiply(bright, soft)
    art.paint(
        bright,
        [(0.2, "#fbfbef"), (0.55, "#e9eee0"), (0.82, "#a9bbb0")],
        alpha=0.9,
        blur=0.9,
    )
    core = art.ragged(thinner, 134, soft=26, cells=(90, 50))
    art.paint(ImageChops.multiply(core, bright), "#ffffff", alpha=0.4, blur=1.2)
    for cells, seed, tone in (((56, 12), 137, "#b4c3b8"), ((80, 18), 138, "#8da096")):
        folds = levels(
            fractal(art.size, cells, seed, 4), 118 + seed % 7 * 3, 150 + seed % 7 * 3
        )
        rising = art.fade([(0.2, 0.15), (0.5, 0.5), (0.82, 1)])
        folds = ImageChops.multiply(ImageChops.multiply(folds, bright), rising)
        art.paint(folds, tone, alpha=0.8, blur=0.8)
    mist = plume.filter(ImageFilter.GaussianBlur(60 * SCALE))
    art.paint(mist, "#dbe3d6", alpha=0.35)
    drops, pen = art.mask()
    for _ in range(1500):
        angle, reach = chance.gauss(-1.5, 0.62), abs(chance.gauss(330, 150))
        x = 640 + chance.gauss(0, 150) + math.cos(angle) * reach * 1.2
        y = 790 + math.sin(angle) * reach * 1.25
        r = chance.choice([0.7, 0.8, 1.0, 1.4, 2.0])
        pen.ellipse(
            scaled([(x - r, y - r * 1.5), (x + r, y + r * 1.5)]),
            fill=chance.randint(80, 255),
        )
    art.paint(drops, "#fbfbf0", alpha=0.75)


def _road(art: Canvas) -> None:
    art.fill([(0, 838), (1600, 770), (1600, 1000), (0, 1000)], "#1c2729")
    art.fill([(0, 800), (1600, 742), (1600, 786), (0, 862)], "#5d6a62")
    art.fill([(0, 800), (1600, 742), (1600, 751), (0, 811)], "#b9c0a8")
    for i in range(20):
        x = i * 84 + 20
        art.line([(x, 806 - x * 0.036), (x, 860 - x * 0.047)], 2.5, "#414d48")
    for x, tall in ((210, 330), (760, 290), (1200, 258), (1530, 236)):
        lamp(art, x, 806 - x * 0.036, tall, "#10191b", "#ffe7ad", -10)
        column = art.disc(x - 4, 935 - x * 0.04, 26, 90)
        art.paint(column, "#ffdf9c", alpha=0.5, light=True)
    shine = levels(fractal(art.size, (6, 60), 141), 130, 200)
    wet = art.shape([(0, 866), (1600, 790), (1600, 1000), (0, 1000)])
    art.paint(ImageChops.multiply(shine, wet), "#93a79d", alpha=0.55)
    art.glow(1395, 852, 190, "#fff0c0", 0.75)
    car = [
        (1376, 874),
        (1378, 850),
        (1398, 840),
        (1424, 836),
        (1446, 808),
        (1496, 805),
        (1528, 834),
        (1546, 838),
        (1550, 874),
    ]
    art.paint(
        art.shape([(1366, 878), (1556, 878), (1530, 890), (1380, 890)]),
        "#05090a",
        alpha=0.8,
        blur=4,
    )
    art.fill(car, "#0b1214")
    art.fill([(1432, 835), (1450, 813), (1470, 812), (1470, 834)], "#71857f")
    art.fill([(1476, 834), (1476, 811), (1494, 810), (1516, 833)], "#5a6d67")
    art.line([(1424, 836), (1446, 808), (1496, 805), (1528, 834)], 2, "#7f938b")
    for x in (1412, 1514):
        art.oval(x, 874, 16, 16, "#04080a")
        art.oval(x, 874, 6.5, 6.5, "#59655f")
    art.glow(1382, 854, 46, "#fff7d6", 1)
    beam = art.shape([(1384, 850), (1384, 860), (1130, 930), (1130, 880)])
    art.paint(beam, "#fff0c0", alpha=0.45, blur=10, light=True)
