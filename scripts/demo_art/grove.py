"""Draw what grows: the bench under the pine, the almond blossom."""

import math
import random
from itertools import pairwise

from PIL import Image, ImageChops

from demo_art.kit import Canvas, Points, mix, scaled
from demo_art.motifs import glint, gulls


def bench() -> Image.Image:
    """Draw a bench under a pine, and the sea before it."""
    art = Canvas(1600, 1000, 31)
    sea = 560
    art.paint(
        None, [(0, "#7fc0c9"), (0.25, "#b5dcd0"), (0.46, "#f2edc9"), (0.56, "#fbe7b4")]
    )
    art.clouds(
        (4, 18),
        301,
        "#fffbe8",
        low=128,
        high=200,
        alpha=0.8,
        where=art.fade([(0, 0.4), (0.3, 1), (0.55, 0)]),
    )
    art.glow(420, 470, 560, "#fff1b8", 0.8)
    art.oval(420, 470, 54, 54, "#fffbe6")
    art.paint(
        art.shape(art.ridge(536, 34, 303)), [(0.48, "#a7c9bb"), (0.56, "#cfdcbc")]
    )
    art.box(0, sea, 1600, 440, "#5fb3b5")
    art.mirror(sea, sway=16, seed=39)
    art.paint(
        art.fade([(0.56, 0), (0.565, 0.4), (0.8, 0.95)]),
        [(0.56, "#7cc4bf"), (0.9, "#2b8593")],
        alpha=0.85,
    )
    water = art.fade([(0.559, 0), (0.563, 1)])
    art.ripples(sea, "#fff7d6", 311, count=800, alpha=0.55, where=water)
    art.ripples(sea, "#1f7384", 312, count=700, alpha=0.35, where=water)
    glint(art, 420, sea, "#fffbe0", reach=330, width=60, alpha=0.9)
    for x, y, s in ((1040, 590, 74), (1180, 580, 46)):
        hull = [
            (x - s * 0.5, y),
            (x + s * 0.5, y - s * 0.06),
            (x + s * 0.36, y + s * 0.14),
            (x - s * 0.4, y + s * 0.14),
        ]
        art.fill(hull, "#2c5a68")
        art.fill(
            [(x - 2, y - s * 0.06), (x - 2, y - s * 1.5), (x + s * 0.5, y - s * 0.12)],
            "#fdf6e3",
        )
        art.fill(
            [(x - 5, y - s * 0.06), (x - 5, y - s * 1.3), (x - s * 0.42, y - s * 0.1)],
            "#e9dcc0",
        )
    _headland(art)
    _bench(art, 640, 858)
    _pine(art)
    gulls(art, [(700, 300, 24), (760, 340, 18), (820, 290, 15)], "#3f7480")
    return art.finish(grain=7, vignette=0.18)


def _headland(art: Canvas) -> None:
    line = wander_line(840, 24, 321)
    art.paint(art.shape(line), [(0.8, "#9aa65a"), (0.88, "#6d8a4a"), (1, "#3f6240")])
    grass, pen = art.mask()
    chance = random.Random(322)
    for _ in range(3600):
        x = chance.uniform(0, 1600)
        y = 838 + chance.random() * 165
        tall = 6 + (y - 830) * 0.13 * chance.uniform(0.6, 1.5)
        pen.polygon(
            scaled([(x - 1.6, y), (x + chance.uniform(-7, 9), y - tall), (x + 1.6, y)]),
            fill=chance.randint(60, 230),
        )
    art.paint(grass, [(0.8, "#d7cf7c"), (0.9, "#86a253"), (1, "#2f5338")], alpha=0.75)
    for _ in range(120):
        x, y = chance.uniform(0, 1600), 860 + chance.random() * 135
        tone = chance.choice(["#e8503f", "#f6efe0", "#f2c24a"])
        art.oval(x, y, 3.4 + (y - 850) * 0.02, 3 + (y - 850) * 0.02, tone)


def wander_line(y: float, height: float, seed: int) -> Points:
    """Return a headland: high at the left and the right, low between."""
    art = Canvas(1600, 10, seed)
    top = art.ridge(0, height, seed)[1:-1]
    shaped = [
        (x, y + v * 0.4 - 26 * math.exp(-(((x - 1480) / 300) ** 2)) - 8) for x, v in top
    ]
    return [(0, 1000), *shaped, (1600, 1000)]


def _bench(art: Canvas, x: float, y: float) -> None:
    dark, wood, lit = "#24343a", "#7a4a30", "#c08a58"
    art.paint(art.disc(x + 130, y + 16, 260, 22), "#24422f", alpha=0.75)
    for dx in (-150, 150):
        art.line(
            [(x + dx - 10, y + 14), (x + dx - 2, y - 54), (x + dx - 8, y - 128)],
            8,
            dark,
        )
        art.line(
            [(x + dx + 26, y + 16), (x + dx + 22, y - 52), (x + dx - 4, y - 54)],
            8,
            dark,
        )
        art.line([(x + dx + 26, y - 80), (x + dx - 6, y - 84)], 6, dark)
    # One reader on the bench, from behind.
    art.fill(
        [
            (x + 36, y - 50),
            (x + 112, y - 50),
            (x + 106, y - 132),
            (x + 92, y - 146),
            (x + 58, y - 146),
            (x + 42, y - 132),
        ],
        "#b8433a",
    )
    art.oval(x + 75, y - 170, 21, 24, "#4b3024")
    art.fill(
        [
            (x + 50, y - 178),
            (x + 100, y - 178),
            (x + 96, y - 190),
            (x + 80, y - 200),
            (x + 58, y - 194),
        ],
        "#e8d6a8",
    )
    art.fill(
        [(x + 40, y - 180), (x + 112, y - 178), (x + 110, y - 174), (x + 40, y - 175)],
        "#cdb67e",
    )
    for k in range(3):
        top = y - 128 + k * 26
        art.fill(
            [(x - 176, top), (x + 176, top), (x + 176, top + 17), (x - 176, top + 17)],
            wood,
        )
        art.box(x - 176, top, 352, 4, lit)
    art.fill(
        [(x - 184, y - 56), (x + 190, y - 56), (x + 198, y - 40), (x - 190, y - 40)],
        wood,
    )
    art.box(x - 184, y - 57, 374, 5, lit)


def _pine(art: Canvas) -> None:
    bark, lit = "#4a3230", "#a8664a"
    trunk = [(1330, 905), (1352, 760), (1330, 600), (1270, 450), (1180, 330)]
    for i, (p, q) in enumerate(pairwise(trunk)):
        a, b = 34 - i * 6, 28 - i * 6
        art.fill(
            [(p[0] - a, p[1]), (p[0] + a, p[1]), (q[0] + b, q[1]), (q[0] - b, q[1])],
            bark,
        )
        art.fill(
            [
                (p[0] - a, p[1]),
                (p[0] - a * 0.5, p[1]),
                (q[0] - b * 0.5, q[1]),
                (q[0] - b, q[1]),
            ],
            lit,
        )
    for points, wide in (
        ([(1318, 570), (1400, 470), (1500, 400)], 16),
        ([(1268, 450), (1320, 360), (1390, 280)], 14),
        ([(1230, 400), (1130, 360), (1040, 330)], 12),
        ([(1190, 340), (1180, 260), (1210, 200)], 11),
    ):
        art.line(points, wide, bark)
    chance = random.Random(331)
    crowns = [
        (1040, 300, 180, 52),
        (1210, 210, 240, 74),
        (1400, 260, 230, 70),
        (1520, 370, 190, 58),
        (1290, 330, 170, 42),
        (1130, 130, 150, 44),
        (1370, 130, 220, 60),
    ]
    whole = None
    for depth, tone in enumerate(("#23504a", "#2b5d4d", "#3d7353", "#6a985c")):
        crown, pen = art.mask()
        for x, y, rx, ry in crowns:
            for _ in range(26):
                bx, by = x + chance.gauss(0, rx * 0.42), y + chance.gauss(0, ry * 0.36)
                if depth >= 2:
                    bx, by = bx - 22 * (depth - 1), by - ry * 0.34 * (depth - 1)
                r = chance.uniform(0.16, 0.3) * rx * (0.95 - depth * 0.2)
                pen.ellipse(
                    scaled([(bx - r, by - r * 0.52), (bx + r, by + r * 0.52)]), fill=255
                )
        needles = art.ragged(crown, 333 + depth, soft=7, cells=(150, 110))
        whole = needles if whole is None else whole
        needles = ImageChops.multiply(needles, whole)
        art.paint(needles, tone, alpha=1 - depth * 0.12)


def almonds() -> Image.Image:
    """Draw an almond branch in blossom above the terraces."""
    art = Canvas(1600, 1000, 33)
    art.paint(None, [(0, "#9fcfe3"), (0.45, "#d3e9ea"), (0.7, "#fbeee2")])
    art.clouds(
        (4, 10),
        391,
        "#ffffff",
        low=130,
        high=205,
        alpha=0.75,
        where=art.fade([(0, 0.5), (0.4, 1), (0.6, 0)]),
    )
    art.paint(art.shape(art.ridge(610, 70, 393)), [(0.5, "#a9c6d6"), (0.75, "#d5dfd6")])
    for i, (y, tone) in enumerate(
        ((690, "#b9cdae"), (755, "#a0bd8e"), (825, "#86a873"), (905, "#6a915f"))
    ):
        line = art.ridge(y, 30, 401 + i, 3)
        art.paint(
            art.shape(line),
            [(y / 1000 - 0.03, mix(tone, "#fff6d8", 0.35)), (y / 1000 + 0.12, tone)],
        )
        wall = [(x, yy + 10 + i * 2) for x, yy in line[1:-1]]
        art.line(wall, 5 + i * 2.2, mix(tone, "#8a7a66", 0.7))
        art.line([(x, yy - 3 - i) for x, yy in wall], 1.6, mix(tone, "#fff6d8", 0.6))
        for _ in range(13):
            x, yy = line[1:-1][art.chance.randrange(30, 770)]
            _small_tree(art, x, yy + 8, 34 + i * 17)
    art.paint(art.fade([(0.5, 0.3), (0.75, 0.25), (1, 0)]), "#fdeee4", alpha=0.6)
    _branches(art)
    return art.finish(grain=7, vignette=0.12)


def _small_tree(art: Canvas, x: float, y: float, tall: float) -> None:
    art.line([(x, y), (x - tall * 0.03, y - tall * 0.5)], tall * 0.07, "#6b5048")
    for tone, dx, dy in (
        ("#d993a5", 0.03, 0),
        ("#f2bccb", -0.03, 0.05),
        ("#fde4ea", -0.08, 0.1),
    ):
        for _ in range(16):
            bx = x + (art.chance.gauss(0, 0.2) + dx) * tall
            by = y - (0.62 + dy + art.chance.gauss(0, 0.13)) * tall
            r = art.chance.uniform(0.05, 0.11) * tall
            art.oval(bx, by, r, r, tone)


def _branches(art: Canvas) -> None:
    chance = random.Random(411)
    twigs: list[tuple[float, float, float]] = []
    _grow(art, chance, twigs, (-40, 250, -0.02), 34, 4)
    _grow(art, chance, twigs, (1660, -10, 2.72), 20, 2)
    for x, y, angle in twigs:
        for _ in range(2 if chance.random() < 0.55 else 0):
            out = angle + chance.choice([-1, 1]) * chance.uniform(0.6, 1.6)
            away = chance.uniform(4, 26)
            bx, by = x + math.cos(out) * away, y + math.sin(out) * away
            _blossom(art, bx, by, chance.uniform(11, 25), chance)
    for _ in range(46):
        x, y = chance.uniform(0, 1600), chance.uniform(300, 1000)
        turn = chance.uniform(0, math.pi)
        petal = [
            (x + math.cos(turn + a) * r, y + math.sin(turn + a) * r * 0.7)
            for a, r in ((0, 11), (1.3, 5.5), (2.6, 9), (4.4, 6))
        ]
        art.fill(petal, chance.choice(["#fff3f4", "#f9d3dc", "#f3b9c8"]))


def _grow(
    art: Canvas,
    chance: random.Random,
    twigs: list[tuple[float, float, float]],
    start: tuple[float, float, float],
    thick: float,
    left: int,
) -> None:
    x, y, angle = start
    path = [(x, y)]
    for _ in range(9):
        angle += chance.gauss(0, 0.09) - 0.012
        x, y = x + math.cos(angle) * 24, y + math.sin(angle) * 24
        path.append((x, y))
        if thick < 15:
            twigs.append((x, y, angle))
    for p, q in pairwise(path):
        dx, dy = thick * 0.2, thick * 0.25
        lit = [(p[0] - dx, p[1] - dy), (q[0] - dx, q[1] - dy)]
        art.line([p, q], thick, "#4b3531")
        art.line(lit, thick * 0.3, "#8a6558")
        art.oval(*q, thick * 0.5, thick * 0.5, "#4b3531")
        thick *= 0.965
    if not left:
        return
    side = chance.choice([-1, 1])
    on, fork = angle + chance.uniform(-0.18, 0.14), side * chance.uniform(0.4, 0.7)
    _grow(art, chance, twigs, (x, y, on), thick * 0.86, left - 1)
    _grow(art, chance, twigs, (x, y, angle + fork), thick * 0.62, left - 1)
    back = angle - side * chance.uniform(0.45, 0.8)
    place = path[chance.randrange(3, 7)]
    _grow(art, chance, twigs, (*place, back), thick * 0.5, max(left - 2, 0))


def _blossom(art: Canvas, x: float, y: float, r: float, chance: random.Random) -> None:
    turn, flat = chance.uniform(0, math.tau), chance.uniform(0.65, 1)
    back, front = chance.choice(
        [("#f0b4c4", "#fbdde4"), ("#f6cad5", "#fff1f3"), ("#e79bb0", "#f8cfd9")]
    )
    for tone, size in ((back, 1.0), (front, 0.84)):
        for k in range(5):
            a = turn + k * math.tau / 5
            points = []
            for j in range(11):
                t = j / 10
                wide = math.sin(t * math.pi) ** 0.75 * 0.46
                reach = t if t < 0.92 else 0.93
                points.append((reach, wide))
            outline = [(p, w) for p, w in points] + [
                (p, -w) for p, w in reversed(points)
            ]
            petal = [
                (
                    x + (math.cos(a) * p - math.sin(a) * w) * r * size,
                    y + (math.sin(a) * p + math.cos(a) * w) * r * size * flat,
                )
                for p, w in outline
            ]
            art.fill(petal, mix(tone, "#d9849c", 0.05 * k))
    art.oval(x, y, r * 0.2, r * 0.2 * flat, "#c84a6a")
    for k in range(9):
        a = turn + k * math.tau / 9
        fx, fy = x + math.cos(a) * r * 0.38, y + math.sin(a) * r * 0.38 * flat
        art.line([(x, y), (fx, fy)], 0.8, "#c84a6a")
        art.oval(fx, fy, r * 0.06, r * 0.06, "#f2c24a")
