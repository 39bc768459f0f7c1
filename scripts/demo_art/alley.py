"""Draw an alley of the hill, with its washing and its cat."""

import math
import random

from PIL import Image

from demo_art.kit import Canvas, mix
from demo_art.motifs import cat


def alley() -> Image.Image:
    """Draw an alley of steps with washing and a cat (portrait)."""
    art = Canvas(1000, 1400, 44)
    art.paint(None, [(0, "#4f9fce"), (0.3, "#a9d8e4"), (0.5, "#f6ecd2")])
    art.clouds(
        (3, 9),
        441,
        "#ffffff",
        low=135,
        high=205,
        alpha=0.7,
        where=art.fade([(0, 0.6), (0.4, 1), (0.5, 0)]),
    )
    left = art.shape([(0, 0), (330, 250), (430, 660), (430, 900), (0, 1400)])
    art.paint(left, [(0.1, "#8f9db8"), (0.5, "#a3a9bb"), (1, "#77809c")])
    right = art.shape([(1000, -40), (660, 300), (580, 660), (580, 900), (1000, 1400)])
    art.paint(right, [(0.1, "#fff3da"), (0.5, "#fde2bb"), (1, "#f1c58f")])
    for y in range(60, 1400, 46):
        t = y / 1400
        art.line(
            [(0, y + 30), (min(430, 330 + (y * 0.45 + 130) * 0.24), y * 0.45 + 380)],
            1,
            "#9aa2b8",
        )
        art.line(
            [(1000, y + 30), (582 + abs(t - 0.5) * 60, y * 0.45 + 380)], 1, "#f0cf9f"
        )
    art.fill([(430, 640), (505, 610), (580, 640), (580, 820), (430, 820)], "#f7ead0")
    art.fill([(470, 800), (470, 720), (505, 690), (540, 720), (540, 800)], "#2f6f86")
    steps_count = 26
    for i in range(steps_count):
        t = i / steps_count
        y = 800 + 600 * t**1.5
        nexty = 800 + 600 * ((i + 1) / steps_count) ** 1.5
        half = 76 + 470 * t**1.5
        middle = 505
        art.box(
            middle - half,
            y,
            half * 2,
            (nexty - y) * 0.6 + 1,
            mix("#efdcb8", "#f9e9c8", t),
        )
        art.box(
            middle - half,
            y + (nexty - y) * 0.6,
            half * 2,
            (nexty - y) * 0.4 + 1,
            mix("#b9a37e", "#a68d67", t),
        )
    shade = art.shape([(430, 800), (500, 800), (560, 1400), (-60, 1400), (0, 1330)])
    art.paint(shade, "#4f5b86", alpha=0.5, blur=3)
    for x, y, w, h, tone in (
        (170, 330, 70, 120, "#3e7c8c"),
        (60, 640, 90, 150, "#3e7c8c"),
        (300, 560, 44, 80, "#4a6f7f"),
    ):
        art.fill(
            [
                (x - 6, y - 16),
                (x + w + 6, y + 16),
                (x + w + 6, y + h + 14),
                (x - 6, y + h + 6),
            ],
            "#c9cbd3",
        )
        art.fill([(x, y - 6), (x + w, y + 20), (x + w, y + h + 4), (x, y + h)], tone)
    for x, y, w, h, tone in (
        (760, 420, 76, 126, "#2f8a7a"),
        (880, 640, 90, 160, "#2f8a7a"),
        (660, 590, 40, 76, "#3f9a86"),
    ):
        art.fill(
            [
                (x - 6, y + 14),
                (x + w + 6, y - 18),
                (x + w + 6, y + h),
                (x - 6, y + h + 8),
            ],
            "#fffaf0",
        )
        art.fill([(x, y + 18), (x + w, y - 8), (x + w, y + h - 4), (x, y + h)], tone)
        for k in range(8):
            yy = y + 20 + k * h / 9
            art.line([(x + 4, yy), (x + w - 4, yy - 12)], 2, mix(tone, "#123a3a", 0.35))
    _washing(art)
    _pots(art)
    cat(art, 640, 1240)
    art.glow(820, 240, 620, "#fff1c9", 0.4)
    return art.finish(grain=7, vignette=0.2)


def _washing(art: Canvas) -> None:
    chance = random.Random(451)
    for x0, y0, x1, y1, sag, size in (
        (200, 210, 800, 230, 60, 1.0),
        (290, 400, 700, 390, 40, 0.7),
        (370, 540, 620, 536, 24, 0.44),
    ):
        rope = [
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * math.sin(t * math.pi))
            for t in [i / 30 for i in range(31)]
        ]
        art.line(rope, 2.4 * size + 0.6, "#5b5566")
        k = 3
        while k < 26:
            x, y = rope[k]
            wide, tall = chance.uniform(46, 76) * size, chance.uniform(70, 130) * size
            tone = chance.choice(
                ["#f7f1e4", "#d5533f", "#2f6f9a", "#f0b84a", "#f3c9b8", "#7fb0a0"]
            )
            sway = chance.uniform(4, 14) * size
            sheet = [
                (x, y),
                (x + wide, y + 3),
                (x + wide + sway, y + tall),
                (x + wide * 0.6 + sway, y + tall * 1.04),
                (x + sway, y + tall * 0.97),
            ]
            art.fill(sheet, tone)
            art.fill(
                [
                    sheet[1],
                    sheet[2],
                    (x + wide * 0.74 + sway, y + tall),
                    (x + wide * 0.8, y + 3),
                ],
                mix(tone, "#4f5b86", 0.28),
            )
            k += 4


def _pots(art: Canvas) -> None:
    chance = random.Random(461)
    for x, y, size in (
        (760, 1180, 1.0),
        (850, 1270, 1.25),
        (690, 1060, 0.7),
        (640, 960, 0.48),
        (150, 1250, 1.1),
        (300, 1080, 0.7),
        (360, 980, 0.5),
    ):
        art.fill(
            [
                (x - 30 * size, y - 56 * size),
                (x + 30 * size, y - 56 * size),
                (x + 22 * size, y),
                (x - 22 * size, y),
            ],
            "#b8593a",
        )
        art.box(x - 33 * size, y - 64 * size, 66 * size, 12 * size, "#cf6f4a")
        for tone in ("#2f5f46", "#4f8a52"):
            for _ in range(26):
                lx, ly = (
                    x + chance.gauss(0, 26) * size,
                    y - (86 + chance.gauss(0, 20)) * size,
                )
                art.oval(lx, ly, 11 * size, 8 * size, tone)
        bloom = chance.choice(["#e0405a", "#f7f1e4", "#d94f9a", "#f0a63a"])
        for _ in range(16):
            lx, ly = (
                x + chance.gauss(0, 26) * size,
                y - (94 + chance.gauss(0, 20)) * size,
            )
            art.oval(lx, ly, 6 * size, 6 * size, bloom)
            art.oval(
                lx - 1.5 * size,
                ly - 1.5 * size,
                2.4 * size,
                2.4 * size,
                mix(bloom, "#ffffff", 0.5),
            )
