"""Draw the pictures of the sea: ferry, lighthouse, boats, fog, storm and what lies below."""

import math
import random

from PIL import Image, ImageChops, ImageFilter

from demo_art.kit import SCALE, Canvas, fractal, levels, mix, scaled, wander
from demo_art.motifs import ferry, glint, gulls, lamp, person, skiff, town_lights


def night_ferry() -> Image.Image:
    """Draw the last boat of the night between two lit banks."""
    art = Canvas(1600, 1000, 11)
    sea = 610
    art.paint(
        None,
        [(0, "#0b1730"), (0.3, "#1c345b"), (0.5, "#4b5f80"), (0.585, "#d99a6c"), (0.61, "#f2c083")],
    )
    art.clouds(
        (5, 22), 4, "#15233f", low=118, high=200, alpha=0.75,
        where=art.fade([(0, 0.9), (0.45, 0.7), (0.6, 0)]),
    )
    art.clouds(
        (4, 40), 9, "#e8a477", low=140, high=215, alpha=0.6,
        where=art.fade([(0.3, 0), (0.52, 1), (0.6, 0.3)]),
    )
    art.glow(1180, sea, 620, "#f0a868", 0.55)
    far = art.ridge(548, 46, 21)
    art.paint(art.shape(far), [(0.5, "#53546f"), (0.61, "#80697a")])
    hill = [(0, sea + 4)]
    for x, y in art.ridge(0, 26, 5)[1:-1]:
        rise = 150 * math.exp(-(((x - 130) / 300) ** 2)) + 92 * math.exp(-(((x - 520) / 170) ** 2))
        hill.append((x, min(sea + 4, sea - rise + y * min(1, rise / 90) + 4)))
    hill.append((1600, sea + 4))
    art.paint(art.shape(hill), [(0.4, "#1a2440"), (0.61, "#232b46")])
    lights = town_lights(art, hill, sea, 620, 3)
    for x, y in lights[::9]:
        art.glow(x, y, 15, "#ffb760", 0.5)
    ferry(art, 990, sea + 34, 520, "#0d1526", "#33415c", "#ffd890")
    art.box(0, sea, 1600, 1, "#1a2440")
    _ferry_water(art, sea, lights)
    _quay(art)
    return art.finish(grain=8)


def _ferry_water(art: Canvas, sea: float, lights: list[tuple[float, float]]) -> None:
    # The boat stands a little nearer than the horizon: keep what of it lies below.
    frame = tuple(round(v * SCALE) for v in (700, sea, 1290, sea + 36))
    hull = art.image.crop(frame)
    u, x, y = 5.2, 990, sea + 34
    outline = [(-50, 9), (52, 12), (45, 0), (-44, -0.5), (-47, 2)]
    cut = art.shape([(x + px * u, y - py * u) for px, py in outline]).crop(frame)
    art.mirror(sea, sway=26, seed=8, stretch=0.9)
    art.paint(art.fade([(0.6, 0), (0.61, 0.35), (0.8, 0.6), (1, 0.9)]), "#0a1730", alpha=0.85)
    water = art.fade([(0.609, 0), (0.612, 1)])
    art.ripples(sea, "#0a1428", 31, count=1500, alpha=0.6, where=water)
    art.ripples(sea, "#d8a583", 32, count=420, alpha=0.33, where=water)
    shadow = art.disc(990, sea + 60, 330, 60)
    art.paint(shadow, "#060c1a", alpha=0.75)
    art.image.paste(hull, frame[:2], cut)
    for lx, _ in lights[::8]:
        if lx < 740:
            reach, width = art.chance.uniform(40, 240), art.chance.uniform(2, 7)
            glint(art, lx, sea + 2, "#ffbf6e", reach=reach, width=width, alpha=0.45)
    for _ in range(15):
        reach, width = art.chance.uniform(90, 300), art.chance.uniform(7, 26)
        glint(art, art.chance.uniform(790, 1150), sea + 40, "#ffcf87", reach=reach, width=width, alpha=0.5)
    glint(art, 1057, sea + 44, "#ffffff", reach=330, width=8, alpha=0.55)
    glint(art, 1230, sea + 38, "#56ff9c", reach=220, width=7, alpha=0.6)
    wake = art.shape([(660, sea + 39), (760, sea + 33), (1224, sea + 33), (1270, sea + 38), (980, sea + 43)])
    art.paint(wake, "#cfd8e8", alpha=0.4, blur=2)


def _quay(art: Canvas) -> None:
    dark = "#070c18"
    art.fill([(0, 905), (430, 930), (520, 1000), (0, 1000)], dark)
    art.fill([(0, 899), (432, 925), (436, 931), (0, 906)], "#3a4764")
    for x, y in ((96, 905), (286, 918)):
        art.box(x - 13, y - 36, 26, 40, dark)
        art.oval(x, y - 38, 22, 9, dark)
        art.oval(x, y - 41, 18, 5, "#27334f")
    person(art, 196, 915, 132, dark)
    person(art, 232, 917, 122, dark)
    lamp(art, 372, 926, 330, dark, "#ffe1a3", 0)


def lighthouse() -> Image.Image:
    """Draw the lighthouse before dawn with its blue beam."""
    art = Canvas(1600, 1000, 12)
    sea = 720
    art.paint(None, [(0, "#081232"), (0.4, "#123066"), (0.62, "#2c6596"), (0.72, "#8cc5cf")])
    for _ in range(330):
        x, y = art.chance.uniform(0, 1600), art.chance.uniform(0, 560)
        r = art.chance.choice([0.6, 0.8, 1.0, 1.5])
        art.oval(x, y, r, r, mix("#17356b", "#ffffff", art.chance.uniform(0.2, 0.9) * (1 - y / 700)))
    art.clouds(
        (4, 26), 15, "#0d2350", low=120, high=200, alpha=0.6,
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
    stone = art.facets((14, 12), 61)
    for depth, (top, foot, colour) in enumerate(
        ((688, 880, "#12305a"), (752, 950, "#0c2347"), (846, 1040, "#071733"))
    ):
        right = 790 + depth * 80
        line = wander(161, 64 + depth)
        points = [(-20.0, 1010.0)]
        for i, bump in enumerate(line):
            v = i / 160
            slope = max(0.0, v - 0.66) / 0.34
            rise = min(1.0, 0.62 + v * 0.8) * (1 - slope**2.2)
            points.append((-20 + (right + 20) * v, foot - (foot - top) * rise + bump * 15 + art.chance.uniform(-4, 4)))
        points.append((right, 1010))
        inside = art.shape(points)
        art.paint(inside, colour)
        art.paint(ImageChops.multiply(inside, stone), mix(colour, "#6fb2e0", 0.5), alpha=0.42)
        lower = ImageChops.offset(inside, 0, 11 * SCALE)
        lit = ImageChops.multiply(ImageChops.subtract(inside, lower), stone)
        art.paint(lit, "#8cc6ee", alpha=0.55 - depth * 0.14, blur=0.6)
        foam, pen = art.mask()
        for _ in range(70):
            x = right - 10 + art.chance.gauss(0, 46)
            y = foot - 6 + art.chance.gauss(0, 9)
            pen.ellipse(scaled([(x - 30, y - 3), (x + 30, y + 3)]), fill=art.chance.randint(40, 190))
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
        art.fill([(x - 5, wy), (x + 5, wy), (x + 6, wy + 24), (x - 6, wy + 24)], "#ffd99a" if v == 0.84 else "#10264d")
    art.fill([(x - 50, y + 50), (x + 50, y + 50), (x + 36, y + 66), (x - 36, y + 66)], "#0c2147")
    art.box(x - 54, y + 46, 108, 6, "#14305e")
    for i in range(10):
        art.box(x - 53 + i * 11.6, y + 26, 1.6, 22, "#14305e")
    art.box(x - 54, y + 24, 108, 2.4, "#14305e")
    art.box(x - 25, y - 28, 50, 76, "#bfe6ff")
    for px in (-25, -9, 8, 23):
        art.box(x + px, y - 28, 2.6, 76, "#14305e")
    art.fill([(x - 32, y - 27), (x + 32, y - 27), (x + 20, y - 46), (x, y - 58), (x - 20, y - 46)], "#0c2147")
    art.line([(x, y - 58), (x, y - 92)], 2.4, "#0c2147")
    art.box(x + 48, 640, 120, 62, "#8fa9c4")
    art.fill([(x + 42, 642), (x + 174, 642), (x + 152, 614), (x + 60, 614)], "#16305c")
    for px in (68, 104, 140):
        art.box(x + px, 660, 14, 20, "#ffd99a")


def boats() -> Image.Image:
    """Draw the moored fishing boats on a pale morning."""
    art = Canvas(1600, 1000, 13)
    sea = 520
    art.paint(None, [(0, "#f3b49b"), (0.22, "#f8cdac"), (0.42, "#fce3c4"), (0.52, "#fdeed6")])
    art.clouds(
        (4, 20), 71, "#e88f86", low=128, high=205, alpha=0.6,
        where=art.fade([(0, 1), (0.3, 0.7), (0.5, 0)]),
    )
    art.oval(1120, 372, 62, 62, "#fff6e2")
    art.glow(1120, 372, 420, "#ffdca8", 0.8)
    art.paint(art.shape(art.ridge(430, 60, 72)), [(0.3, "#e6a9a0"), (0.52, "#f4cdb8")])
    art.paint(art.shape(art.ridge(480, 36, 75)), [(0.4, "#c98990"), (0.52, "#dca79f")])
    for i in range(46):
        x = 20 + i * 21 + art.chance.uniform(-6, 6)
        tall = art.chance.uniform(18, 56) * (1.3 - abs(i - 20) / 40)
        tone = mix("#b9777f", "#f0c3ae", art.chance.uniform(0.1, 0.7))
        art.box(x, sea - tall - 4, art.chance.uniform(17, 30), tall + 4, tone)
    art.box(560, sea - 88, 12, 88, "#a9666f")
    art.fill([(556, sea - 86), (576, sea - 86), (566, sea - 106)], "#a9666f")
    art.mirror(sea, sway=14, seed=19)
    art.paint(art.fade([(0.5, 0), (0.52, 0.1), (1, 1)]), "#e58f7f", alpha=0.5)
    water = art.fade([(0.519, 0), (0.522, 1)])
    art.ripples(sea, "#fff1da", 81, count=900, alpha=0.55, where=water)
    art.ripples(sea, "#b4626c", 82, count=700, alpha=0.28, where=water)
    glint(art, 1120, sea, "#fff3d2", reach=440, width=46, alpha=0.9)
    fleet = [
        (300, 600, 130, "#3d4a6b", "#d9594c"), (560, 612, 120, "#f3ead9", "#2f7f86"),
        (1330, 622, 150, "#2f4a63", "#f0b35a"), (860, 668, 230, "#26344f", "#e0664f"),
        (330, 742, 330, "#f4ecdb", "#2b5b77"), (1270, 820, 430, "#22304a", "#d94f46"),
    ]
    for x, y, size, hull, band in fleet:
        _reflect(art, x, y, size, hull, band)
        skiff(art, x, y, size, hull, band, mast=True)
    gulls(art, [(470, 250, 26), (540, 210, 20), (610, 268, 15), (1330, 190, 24), (1420, 240, 16)], "#8d4f5d")
    _poles(art)
    return art.finish(grain=8, vignette=0.15)


def _reflect(art: Canvas, x: float, y: float, size: float, hull: str, band: str) -> None:
    mask, pen = art.mask()
    u = size / 100
    for i in range(46):
        depth = i * 0.62 * u
        half = (47 - i * 0.5) * u * art.chance.uniform(0.72, 1.04)
        aside = art.chance.gauss(0, 1.6 * u)
        pen.ellipse(
            scaled([(x + aside - half, y + depth - 0.9 * u), (x + aside + half, y + depth + 0.9 * u)]),
            fill=round(225 * (1 - i / 46)),
        )
    art.paint(mask, mix(mix(hull, band, 0.3), "#6a3b49", 0.35), alpha=0.75, blur=0.8)
    glow, pen = art.mask()
    for i in range(26):
        depth = (20 + i * 2.1) * u
        half = (1.6 + i * 0.1) * u * art.chance.uniform(0.6, 1.4)
        aside = 10 * u + art.chance.gauss(0, 0.9 * u)
        pen.ellipse(
            scaled([(x + aside - half, y + depth - 0.5 * u), (x + aside + half, y + depth + 0.5 * u)]),
            fill=round(190 * (1 - i / 26)),
        )
    art.paint(glow, mix(hull, "#6a3b49", 0.5), alpha=0.6, blur=0.6)


def _poles(art: Canvas) -> None:
    dark = "#3a2638"
    for x, top in ((52, 560), (132, 610), (1560, 600)):
        art.fill([(x - 10, top), (x + 9, top - 5), (x + 14, 1000), (x - 14, 1000)], dark)
        art.fill([(x - 10, top), (x - 3, top - 3), (x - 4, 1000), (x - 14, 1000)], "#6b4354")
    rope = [(52 + t * 80, 640 + 40 * math.sin(t * math.pi) + t * 30) for t in [i / 20 for i in range(21)]]
    art.line(rope, 4, dark)


def fog() -> Image.Image:
    """Draw a ship that waits in the fog."""
    art = Canvas(1600, 1000, 14)
    sea = 590
    art.paint(None, [(0, "#c9d3cf"), (0.35, "#dbe1da"), (0.58, "#e6e9df"), (0.6, "#d8ded7"), (1, "#8fa3a2")])
    art.glow(1090, 230, 420, "#fff3d6", 0.6)
    art.oval(1090, 230, 50, 50, "#f8f3df")
    u = 6.6
    bx, by = 760, 640

    def place(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(bx + px * u, by - py * u) for px, py in points]

    ship = art.shape(
        place((-62, 15), (-40, 13), (44, 13), (66, 19), (58, 0), (-57, 0)),
        place((-56, 13), (-34, 13), (-35, 36), (-54, 36)),
        place((-50, 36), (-40, 36), (-41, 46), (-49, 46)),
        place((-59, 30), (-31, 30), (-31, 32), (-59, 32)),
        *[place((px, 12), (px + 2, 12), (px + 1.4, 34), (px + 0.6, 34)) for px in (-18, 6, 30)],
        *[place((px + 1, 30), (px + 15, 22), (px + 15, 21), (px + 1, 28)) for px in (-18, 6, 30)],
        *[place((px, 13), (px + 9, 13), (px + 9, h), (px, h)) for px, h in ((-28, 18), (-14, 21), (-4, 17), (12, 20), (22, 18), (34, 17))],
    )
    art.paint(ship, [(0.3, "#b4c1be"), (0.52, "#8da09f"), (0.65, "#b9c4bf")], blur=2.2)
    art.paint(art.fade([(0.5, 0), (0.62, 0.85), (0.67, 0.5), (0.75, 0)]), "#dfe4dc", alpha=0.95)
    art.clouds((3, 8), 91, "#eef0e8", low=90, high=200, alpha=0.75, where=art.fade([(0.2, 0), (0.55, 1), (0.72, 0.2)]))
    art.ripples(sea + 60, "#6f8788", 92, count=700, alpha=0.35)
    art.ripples(sea + 60, "#f1f2e9", 93, count=700, alpha=0.5)
    _buoy(art, 1210, 800)
    gulls(art, [(380, 300, 34), (470, 350, 24), (300, 372, 20), (1180, 500, 22)], "#5f7475")
    return art.finish(grain=9, vignette=0.2)


def _buoy(art: Canvas, x: float, y: float) -> None:
    reflection, pen = art.mask()
    for i in range(70):
        half = 58 * (1 - i / 90) * art.chance.uniform(0.5, 1)
        dy, dx = y + 12 + i * 2.2, x + art.chance.gauss(0, 5) + i * 0.2
        pen.ellipse(scaled([(dx - half, dy - 2), (dx + half, dy + 2)]), fill=round(210 * (1 - i / 70)))
    art.paint(reflection, "#7d4a41", alpha=0.6, blur=1.2)
    lean = 14
    art.fill([(x - 66, y - 18), (x + 66, y - 12), (x + 50, y + 16), (x - 52, y + 14)], "#8e2f2a")
    art.fill([(x - 66, y - 18), (x + 66, y - 12), (x + 64, y - 4), (x - 64, y - 9)], "#c4493c")
    for px in (-44, 0, 44):
        art.line([(x + px, y - 14), (x + lean + px * 0.3, y - 170)], 6, "#9c362f")
    for v in (0.35, 0.68):
        half = 44 - 31 * v
        cy = y - 14 - 156 * v
        art.line([(x + lean * v - half, cy), (x + lean * v + half, cy)], 5, "#9c362f")
    art.box(x + lean - 19, y - 184, 38, 16, "#8e2f2a")
    art.box(x + lean - 10, y - 208, 20, 26, "#f6e6b0")
    art.fill([(x + lean - 14, y - 208), (x + lean + 14, y - 208), (x + lean, y - 222)], "#5e2420")
    art.glow(x + lean, y - 196, 120, "#ffe9b0", 0.85)
    gulls(art, [(x + lean + 4, y - 232, 14)], "#4d5f60")


def storm() -> Image.Image:
    """Draw the sea as it comes over the wall of the coast road."""
    art = Canvas(1600, 1000, 15)
    art.paint(None, [(0, "#26343a"), (0.35, "#4d6364"), (0.55, "#8b9c8e"), (0.6, "#a7b09a")])
    art.clouds((5, 7), 101, "#141f26", low=100, high=190, alpha=0.85, where=art.fade([(0, 1), (0.5, 0.4), (0.6, 0)]))
    art.clouds((4, 9), 104, "#c9cfb4", low=140, high=215, alpha=0.5, where=art.fade([(0.1, 0), (0.45, 1), (0.6, 0.2)]))
    for i, (y, high, tone) in enumerate(
        ((590, 12, "#60766e"), (622, 26, "#4d6761"), (668, 46, "#3a5652"), (728, 66, "#2b4744"))
    ):
        crest = art.ridge(y, high, 110 + i, 4)
        inside = art.shape(crest)
        art.paint(inside, [(y / 1000 - 0.04, mix(tone, "#c4d2bd", 0.4)), (y / 1000 + 0.07, tone), (1, "#16292b")])
        edge = ImageChops.subtract(inside, ImageChops.offset(inside, 0, (5 + i * 5) * SCALE))
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
        pen.line(scaled([(x, y), (x - long * 0.42, y + long)]), fill=art.chance.randint(30, 130), width=2)
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
    art.paint(soft, [(0.25, "#8fa098"), (0.6, "#6c817a"), (0.82, "#4a605b")], alpha=0.9, blur=1.5)
    thinner = ImageChops.multiply(plume, levels(fractal(art.size, (22, 12), 136), 70, 150))
    bright = art.ragged(ImageChops.offset(thinner, 12 * SCALE, -8 * SCALE), 133, soft=12, cells=(60, 30))
    bright = ImageChops.multiply(bright, soft)
    art.paint(bright, [(0.2, "#fbfbef"), (0.55, "#e9eee0"), (0.82, "#a9bbb0")], alpha=0.9, blur=0.9)
    core = art.ragged(thinner, 134, soft=26, cells=(90, 50))
    art.paint(ImageChops.multiply(core, bright), "#ffffff", alpha=0.4, blur=1.2)
    for cells, seed, tone in (((56, 12), 137, "#b4c3b8"), ((80, 18), 138, "#8da096")):
        folds = levels(fractal(art.size, cells, seed, 4), 118 + seed % 7 * 3, 150 + seed % 7 * 3)
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
        pen.ellipse(scaled([(x - r, y - r * 1.5), (x + r, y + r * 1.5)]), fill=chance.randint(80, 255))
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
        (1376, 874), (1378, 850), (1398, 840), (1424, 836), (1446, 808), (1496, 805),
        (1528, 834), (1546, 838), (1550, 874),
    ]
    art.paint(art.shape([(1366, 878), (1556, 878), (1530, 890), (1380, 890)]), "#05090a", alpha=0.8, blur=4)
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


def breakwater() -> Image.Image:
    """Draw a diver over the stones of the drowned breakwater."""
    art = Canvas(1600, 1000, 16)
    art.paint(None, [(0, "#a9ecd9"), (0.14, "#4ec3bd"), (0.45, "#14848f"), (0.75, "#0a4d63"), (1, "#062c42")])
    art.glow(880, -80, 640, "#eafff0", 0.9)
    chance = random.Random(151)
    rays, pen = art.mask()
    for _ in range(26):
        x = chance.gauss(880, 260)
        wide = chance.uniform(8, 60)
        aim = (x - 880) * 2.5 + 880
        pen.polygon(scaled([(x - wide * 0.3, -20), (x + wide * 0.3, -20), (aim + wide * 2, 1000), (aim - wide, 1000)]), fill=chance.randint(40, 120))
    rays = rays.filter(ImageFilter.GaussianBlur(12 * SCALE))
    art.paint(ImageChops.multiply(rays, art.fade([(0, 1), (0.5, 0.5), (0.95, 0)])), "#dffff0", alpha=0.75, light=True)
    art.clouds((10, 26), 155, "#f2fff6", low=128, high=190, alpha=0.7, where=art.fade([(0, 1), (0.09, 0.4), (0.2, 0)]))
    for depth, (y, tone, count) in enumerate(((690, "#1b7f8b", 17), (760, "#0f5f72", 13), (850, "#083f56", 9), (960, "#042538", 6))):
        _blocks(art, y, tone, count, 160 + depth, 1 + depth * 0.55)
        art.paint(art.fade([(0.3, 0), (0.7, 0.5), (1, 0.2)]), "#12808c", alpha=0.28 - depth * 0.07)
    _diver(art, 930, 500)
    for i, (x, y) in enumerate([(chance.uniform(120, 620), chance.uniform(360, 560)) for _ in range(34)]):
        s = chance.uniform(7, 13)
        tone = mix("#0b4c60", "#bff3e4", 0.25 if i % 4 else 0.7)
        art.fill([(x - s, y), (x, y - s * 0.36), (x + s * 0.8, y - 1), (x + s * 1.4, y - s * 0.4), (x + s * 1.4, y + s * 0.4), (x + s * 0.8, y + 1), (x, y + s * 0.36)], tone)
    return art.finish(grain=8, vignette=0.4)


def _blocks(art: Canvas, y: float, tone: str, count: int, seed: int, size: float) -> None:
    chance = random.Random(seed)
    step = 1600 / count
    for i in range(count + 1):
        x = i * step + chance.uniform(-20, 20)
        wide = step * chance.uniform(0.45, 0.66)
        high = chance.uniform(30, 74) * size * 0.8
        lean = chance.uniform(-16, 16) * size
        top = [(x - wide, y - high + lean * 0.3), (x + wide, y - high - lean * 0.3), (x + wide + 14, y - high + 20 * size), (x - wide - 10, y - high + 20 * size + lean * 0.3)]
        front = [top[3], top[2], (x + wide + 20, 1010), (x - wide - 14, 1010)]
        art.fill(front, tone)
        art.fill(top, mix(tone, "#c8fff0", 0.22))
        for _ in range(5):
            wx = x + chance.uniform(-wide, wide)
            wy = y - high + 4
            blade = [(wx - 3 * size, wy + 10), (wx + chance.uniform(-14, 14) * size, wy - chance.uniform(12, 44) * size), (wx + 3 * size, wy + 10)]
            art.fill(blade, mix(tone, "#3f7a3e", 0.3))
    art.fill([(0, y + 40 * size), (1600, y + 30 * size), (1600, 1010), (0, 1010)], tone)


def _diver(art: Canvas, x: float, y: float) -> None:
    dark = "#04222f"
    torch = art.shape([(x - 92, y + 52), (x - 760, y + 330), (x - 520, y + 560), (x - 88, y + 60)])
    torch = torch.filter(ImageFilter.GaussianBlur(14 * SCALE))
    torch = ImageChops.multiply(torch, art.disc(x - 92, y + 56, 560))
    art.paint(torch, "#fff3c0", alpha=0.95, light=True)
    art.paint(art.disc(x - 330, y + 250, 190, 66), "#fff3c0", alpha=0.4, light=True)
    art.fill([(x - 46, y + 2), (x + 40, y - 22), (x + 64, y - 14), (x + 60, y + 8), (x - 30, y + 34)], dark)
    art.oval(x - 62, y + 16, 21, 19, dark)
    art.fill([(x - 84, y + 8), (x - 72, y + 4), (x - 70, y + 20), (x - 82, y + 22)], "#9fe6dc")
    art.fill([(x - 26, y - 16), (x + 26, y - 40), (x + 36, y - 24), (x - 18, y + 2)], "#d9a441")
    art.oval(x - 24, y - 7, 9, 9, "#b07f2c")
    for (ax, ay), (bx, by), (cx, cy) in (
        ((58, -8), (120, -34), (176, -22)), ((56, 4), (116, 16), (170, 2)),
    ):
        art.line([(x + ax, y + ay), (x + bx, y + by), (x + cx, y + cy)], 17, dark)
        art.fill([(x + cx - 6, y + cy - 7), (x + cx + 66, y + cy - 24), (x + cx + 74, y + cy + 12), (x + cx - 4, y + cy + 8)], "#0d3d4f")
    art.line([(x - 22, y + 24), (x - 62, y + 54), (x - 92, y + 55)], 13, dark)
    art.glow(x - 94, y + 56, 46, "#fffbe0", 1)
    chance = random.Random(171)
    for i in range(30):
        by = y - 16 - i * 15
        bx = x - 60 + chance.gauss(0, 8 + i * 0.9)
        r = chance.uniform(3, 8) + i * 0.16
        art.oval(bx, by, r, r, mix("#2fa8a8", "#e8fff6", 0.55))
        art.oval(bx - r * 0.15, by + r * 0.1, r * 0.72, r * 0.72, mix("#2fa8a8", "#e8fff6", 0.15))
