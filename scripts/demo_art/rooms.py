"""Draw the reading room and the lighthouse's lens."""

import math
import random

from PIL import Image, ImageChops, ImageFilter

from demo_art.kit import SCALE, Canvas, mix, scaled
from demo_art.motifs import person


def library() -> Image.Image:
    """Draw the reading room with two shelves facing each other."""
    art = Canvas(1600, 1000, 43)
    art.paint(None, [(0, "#3b2417"), (0.6, "#6d4526"), (1, "#4a2d1a")])
    art.fill([(0, 1000), (520, 650), (1080, 650), (1600, 1000)], "#8a5a33")
    for i in range(-14, 15):
        art.line([(800 + i * 40, 650), (800 + i * 145, 1000)], 2, "#6d4526")
    art.fill([(0, 0), (520, 130), (1080, 130), (1600, 0)], "#54351f")
    for i in range(1, 6):
        t = i / 6
        art.line([(520 * t, 130 * t), (1600 - 520 * t, 130 * t)], 12 - i, "#3b2417")
    art.box(520, 130, 560, 520, "#a9835a")
    _tall_window(art)
    for side in (-1, 1):
        _shelf_wall(art, side)
    _reading_table(art)
    beam = art.shape([(690, 250), (910, 250), (1240, 960), (560, 960)])
    beam = beam.filter(ImageFilter.GaussianBlur(22 * SCALE))
    art.paint(
        ImageChops.multiply(beam, art.fade([(0.2, 0.5), (0.6, 0.55), (1, 0.1)])),
        "#ffe9b4",
        alpha=0.5,
        light=True,
    )
    motes, pen = art.mask()
    for _ in range(170):
        x, y = art.chance.gauss(840, 150), art.chance.uniform(250, 880)
        r = art.chance.choice([0.8, 1.1, 1.6])
        pen.ellipse(
            scaled([(x - r, y - r), (x + r, y + r)]), fill=art.chance.randint(60, 220)
        )
    art.paint(motes, "#fff4d0", alpha=0.7, blur=0.5)
    art.glow(800, 400, 560, "#ffdf9a", 0.4)
    return art.finish(grain=8, vignette=0.5)


def _tall_window(art: Canvas) -> None:
    arch = [
        (650, 620),
        (650, 310),
        *[
            (800 - math.cos(a) * 150, 310 - math.sin(a) * 130)
            for a in [i * math.pi / 30 for i in range(31)]
        ],
        (950, 310),
        (950, 620),
    ]
    frame = [(800 + (x - 800) * 1.13, 400 + (y - 400) * 1.08) for x, y in arch]
    art.fill(frame, "#e3cfa6")
    glass = art.shape(arch)
    art.paint(glass, [(0.18, "#bfe3ea"), (0.4, "#f3f3dc"), (0.5, "#fbe9c0")])
    below = art.shape([(600, 500), (1000, 500), (1000, 640), (600, 640)])
    art.paint(ImageChops.multiply(glass, below), [(0.5, "#7fc1c4"), (0.62, "#3f8fa0")])
    hills = art.shape(
        [(640, 506), (720, 470), (800, 492), (890, 460), (960, 500), (960, 508)]
    )
    art.paint(ImageChops.multiply(glass, hills), "#9fbfb8")
    art.fill([(846, 520), (846, 462), (880, 514)], "#fffaf0")
    art.fill([(826, 522), (888, 522), (878, 534), (834, 534)], "#2c5a68")
    for x in (725, 797, 871):
        art.box(x, 186 if x == 797 else 204, 6, 434, "#e3cfa6")
    for y in (310, 412, 514):
        art.box(650, y, 300, 5, "#e3cfa6")
    art.box(628, 618, 344, 22, "#f0deb6")


def _shelf_wall(art: Canvas, side: int) -> None:
    chance = random.Random(431 + side)
    spines = [
        "#7c2f2a",
        "#2f5a54",
        "#b8863f",
        "#3a4a6b",
        "#8d5a3a",
        "#d3b98a",
        "#54613a",
        "#a2482f",
        "#26394a",
        "#c9a66b",
    ]

    def at(depth: float, level: float) -> tuple[float, float]:
        """Return a place on the wall: depth 0 (near) to 1, level 0 (floor) to 1."""
        near = 1 / (1 + depth * 2.1)
        far = 1 / 3.1
        t = (1 - near) / (1 - far)
        x = 520 * t
        floor, roof = 1000 - 350 * t, 130 * t
        return (x if side < 0 else 1600 - x, floor + (roof - floor) * level)

    art.fill([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], "#3b2417")
    rows = 7
    for row in range(rows):
        low, high = 0.04 + row * 0.132, 0.04 + row * 0.132 + 0.112
        depth = 0.0
        while depth < 0.985:
            wide = chance.uniform(0.007, 0.016)
            if chance.random() < 0.05:
                depth += wide * 2
                continue
            tall = low + (high - low) * chance.uniform(0.66, 0.98)
            tone = mix(chance.choice(spines), "#ffdf9a", 0.08 + 0.3 * depth)
            tone = mix(tone, "#1d110a", 0.42 * (1 - depth))
            end = min(depth + wide, 1)
            art.fill(
                [at(depth, low), at(end, low), at(end, tall), at(depth, tall)], tone
            )
            if chance.random() < 0.5:
                a, b = low + (tall - low) * 0.72, low + (tall - low) * 0.8
                art.fill(
                    [at(depth, a), at(end, a), at(end, b), at(depth, b)],
                    mix(tone, "#f4d58a", 0.55),
                )
            depth = end + 0.0008
        art.fill(
            [at(0, low - 0.014), at(1, low - 0.014), at(1, low), at(0, low)], "#8a5a33"
        )
    for k in range(7):
        d = (k / 6) ** 1.0
        a, b = at(max(d - 0.008, 0), 0), at(min(d + 0.008, 1), 0)
        c, e = at(min(d + 0.008, 1), 1), at(max(d - 0.008, 0), 1)
        art.fill([a, b, c, e], mix("#5b3820", "#a8753f", d * 0.7))


def _reading_table(art: Canvas) -> None:
    art.paint(art.disc(800, 930, 430, 70), "#24140b", alpha=0.75)
    art.fill([(520, 820), (1080, 820), (1230, 960), (370, 960)], "#7a4526")
    art.fill([(524, 820), (1076, 820), (1082, 826), (518, 826)], "#c98b52")
    art.fill([(370, 960), (1230, 960), (1230, 992), (370, 992)], "#4c2a17")
    for x, tilt in ((620, -1), (985, 1)):
        left = [(x - 92, 918), (x - 4, 910), (x - 4, 862), (x - 78, 866)]
        right = [(x + 4, 910), (x + 92, 918), (x + 78, 866), (x + 4, 862)]
        art.fill([(px, py + 8) for px, py in left], "#3b2113")
        art.fill([(px, py + 8) for px, py in right], "#3b2113")
        art.fill(left, "#f6ead0" if tilt < 0 else "#efe0c0")
        art.fill(right, "#efe0c0" if tilt < 0 else "#f6ead0")
        for k in range(7):
            y = 870 + k * 6.2
            for a, b in (((x - 76 - k * 1.6), x - 12), (x + 12, x + 76 + k * 1.6)):
                # One book is set from the left, the other from the right.
                cut = art.chance.uniform(0, 16)
                start, end = (a, b - cut) if tilt < 0 else (a + cut, b)
                art.line([(start, y), (end, y - 1)], 1.2, "#8d7a5c")
    art.box(792, 790, 16, 96, "#b8863f")
    art.oval(800, 886, 46, 11, "#8d6428")
    art.fill([(726, 800), (874, 800), (842, 752), (758, 752)], "#1f6b52")
    art.fill([(758, 752), (842, 752), (836, 744), (764, 744)], "#2f8a6a")
    art.box(730, 799, 140, 6, "#fff3c4")
    art.glow(800, 838, 330, "#ffd88a", 0.65)


def lens() -> Image.Image:
    """Draw the lighthouse's great lens from before it (square)."""
    art = Canvas(1200, 1200, 45)
    art.paint(None, [(0, "#07142e"), (0.6, "#0c2a55"), (1, "#06122a")])
    x, y = 600, 590
    art.glow(x, y, 640, "#2f7fd8", 0.8)
    rings = [530 - 44 * k + k * k * 0.7 for k in range(11)]
    for k, r in enumerate(rings):
        tone = mix("#123a72", "#8fd4ff", (k / 10) ** 1.4)
        art.oval(x, y, r, r, mix(tone, "#03102a", 0.55))
        art.oval(x, y, r - 3, r - 3, tone)
        sheen, pen = art.mask()
        pen.arc(
            scaled([(x - r + 9, y - r + 9), (x + r - 9, y + r - 9)]),
            196,
            262,
            fill=255,
            width=round(9 * SCALE),
        )
        art.paint(sheen, "#e6f7ff", alpha=0.5, blur=3)
        pen.arc(
            scaled([(x - r + 9, y - r + 9), (x + r - 9, y + r - 9)]),
            20,
            70,
            fill=200,
            width=round(6 * SCALE),
        )
        art.paint(sheen, "#6fc0ff", alpha=0.35, blur=4)
        art.oval(x, y, r - 28, r - 28, mix(tone, "#061a3c", 0.5))
    art.oval(x, y, 104, 104, "#bfe8ff")
    art.glow(x, y, 300, "#dff5ff", 1)
    art.oval(x, y, 38, 38, "#ffffff")
    art.glow(x, y, 130, "#ffffff", 1)
    for a in range(0, 360, 45):
        dx, dy = math.cos(math.radians(a + 22.5)), math.sin(math.radians(a + 22.5))
        art.line(
            [(x + dx * 118, y + dy * 118), (x + dx * 536, y + dy * 536)], 7, "#8a6a2f"
        )
        art.line(
            [
                (x + dx * 118 - 2, y + dy * 118 - 2),
                (x + dx * 536 - 2, y + dy * 536 - 2),
            ],
            2,
            "#f0cf83",
        )
    for r, wide in ((544, 22), (114, 10)):
        pen_mask, pen = art.mask()
        pen.ellipse(
            scaled([(x - r, y - r), (x + r, y + r)]),
            outline=255,
            width=round(wide * SCALE),
        )
        art.paint(pen_mask, [(0.05, "#f0cf83"), (0.5, "#9c7636"), (0.95, "#5b431d")])
    for a in range(0, 360, 15):
        dx, dy = math.cos(math.radians(a)), math.sin(math.radians(a))
        art.oval(x + dx * 533, y + dy * 533, 4.6, 4.6, "#f7e0a4")
    art.paint(
        art.shape([(0, 0), (1200, 0), (1200, 1200), (0, 1200)]), "#0a2a5a", alpha=0.06
    )
    person(art, 214, 1196, 330, "#030a18")
    art.line([(226, 930), (330, 880), (352, 840)], 26, "#030a18")
    art.fill([(330, 838), (372, 826), (382, 856), (340, 868)], "#d9c9a0")
    return art.finish(grain=7, vignette=0.4)
