"""Draw the café on the quay in the evening."""

import math

from PIL import Image

from demo_art.kit import Canvas, mix
from demo_art.motifs import cat, person


def cafe() -> Image.Image:
    """Draw the café on the quay at the blue hour."""
    art = Canvas(1600, 1000, 41)
    art.paint(None, [(0, "#21405c"), (0.5, "#3d6279"), (0.8, "#2b4a60")])
    _facade(art)
    art.box(0, 810, 1600, 190, "#2c4456")
    for row in range(7):
        y = 812 + row * row * 3.6 + row * 5
        for i in range(-1, 15):
            wide = 100 + row * 16
            x = 800 + (i - 7 + (row % 2) * 0.5) * wide
            art.box(
                x,
                y,
                wide - 3,
                10 + row * 6,
                mix("#3a5568", "#2a4052", art.chance.random()),
            )
    for x in (285, 700, 1120):
        pool = art.disc(x, 870, 330, 120)
        art.paint(pool, "#ffb85e", alpha=0.62, light=True)
    for x, y, size in (
        (190, 880, 1.0),
        (560, 905, 1.1),
        (930, 885, 1.0),
        (1370, 900, 1.08),
    ):
        _table(art, x, y, size)
    person(art, 1196, 856, 250, "#142433")
    art.fill([(1168, 716), (1222, 716), (1228, 800), (1162, 800)], "#e9e2d0")
    art.line([(1180, 680), (1142, 700), (1132, 676)], 13, "#142433")
    art.oval(1130, 668, 36, 6, "#d9d2c0")
    for dx in (-16, 2, 18):
        art.box(1130 + dx - 5, 652, 10, 14, "#f7efe0")
    cat(art, 760, 940)
    lamps = [(40 + i * 76, 120 + 46 * math.sin(i / 20 * math.pi)) for i in range(21)]
    art.line(lamps, 2, "#14222e")
    for x, y in lamps:
        art.oval(x, y + 9, 6, 8, "#fff0c4")
        art.glow(x, y + 9, 54, "#ffc76e", 0.75)
    return art.finish(grain=8, vignette=0.4)


def _facade(art: Canvas) -> None:
    stone = "#b9a283"
    art.box(60, 60, 1480, 752, mix(stone, "#39506a", 0.42))
    for row in range(17):
        for i in range(15):
            x, y = 60 + i * 104 + (row % 2) * 52 - 52, 60 + row * 45
            tone = mix(
                mix(stone, "#39506a", 0.42), "#2b3f57", art.chance.random() * 0.3
            )
            art.box(max(x, 60), y, min(101, 1540 - x), 42, tone)
    art.box(40, 44, 1520, 22, "#8d836f")
    for x in (140, 560, 980):
        _window(art, x, 430, 290, 380)
    art.box(1318, 420, 180, 392, "#5b2f28")
    art.box(1334, 436, 148, 376, "#7d4134")
    art.box(1348, 452, 120, 190, "#ffcf7f")
    art.box(1404, 452, 7, 190, "#7d4134")
    art.oval(1462, 690, 6, 6, "#e8c070")
    for y, x in ((200, 200), (200, 620), (200, 1040), (200, 1360)):
        art.box(x - 8, y - 8, 136, 146, "#7d725f")
        art.box(x, y, 120, 130, "#27415a" if x != 620 else "#f2b765")
        for side in (-46, 128):
            art.box(x + side, y - 4, 40, 138, "#2f6a6c")
            for k in range(11):
                art.box(x + side + 4, y + 4 + k * 12, 32, 5, "#245456")
        art.box(x + 57, y, 6, 130, "#cbbfa4")
        art.box(x, y + 62, 120, 5, "#cbbfa4")
    _striped_awning(art, 96, 370, 1250, 96)
    glow = art.fade([(0.35, 0), (0.5, 0.8), (0.8, 0.35), (0.85, 0)])
    art.paint(glow, "#ffab52", alpha=0.22, light=True)


def _window(art: Canvas, x: float, y: float, wide: float, high: float) -> None:
    frame = "#234d52"
    art.box(x - 14, y - 14, wide + 28, high + 14, frame)
    panel = art.shape(
        [(x, y), (x + wide, y), (x + wide, y + high - 70), (x, y + high - 70)]
    )
    art.paint(panel, [(0.42, "#ffe3a0"), (0.6, "#ffc469"), (0.75, "#d98a3e")])
    chance = art.chance
    for shelf in range(2):
        sy = y + 66 + shelf * 58
        art.box(x + 8, sy, wide - 16, 5, "#9a5f30")
        for i in range(15):
            bx, tall = x + 16 + i * 18, chance.uniform(16, 36)
            tone = mix(
                chance.choice(["#7a3f24", "#496b4f", "#c7803a", "#8b2f2a"]),
                "#ffc469",
                0.25,
            )
            art.box(bx, sy - tall, 9, tall, tone)
            art.box(bx + 3, sy - tall - 7, 3, 8, tone)
    for _ in range(2):
        px = x + chance.uniform(50, wide - 50)
        person(art, px, y + high - 40, 190, mix("#6b3520", "#a8642f", chance.random()))
    art.box(x, y + high - 72, wide, 72, "#1d4247")
    art.box(x + 16, y + high - 58, wide - 32, 44, "#2a5a5e")
    for k in (1, 2):
        art.box(x + wide * k / 3 - 4, y, 8, high - 70, frame)
    art.box(x, y + 22, wide, 6, frame)
    lampx = x + wide / 2
    art.line([(lampx, y), (lampx, y + 30)], 2.4, "#3a2a1c")
    art.fill(
        [
            (lampx - 20, y + 46),
            (lampx + 20, y + 46),
            (lampx + 8, y + 28),
            (lampx - 8, y + 28),
        ],
        "#7a3a22",
    )
    art.glow(lampx, y + 54, 120, "#fff0c0", 0.8)


def _striped_awning(art: Canvas, x: float, y: float, wide: float, drop: float) -> None:
    stripes = 26
    step = wide / stripes
    art.paint(
        art.shape(
            [
                (x, y + drop),
                (x + wide, y + drop),
                (x + wide, y + drop + 70),
                (x, y + drop + 70),
            ]
        ),
        "#101c28",
        alpha=0.55,
        blur=14,
    )
    for i in range(stripes):
        tone = "#d2533f" if i % 2 else "#f3e6cb"
        top, bottom = x + 22 + i * (wide - 44) / stripes, x + i * step
        cloth = [
            (top, y),
            (top + (wide - 44) / stripes + 0.6, y),
            (bottom + step + 0.6, y + drop),
            (bottom, y + drop),
        ]
        art.paint(
            art.shape(cloth),
            [
                (y / 1000, mix(tone, "#1d3550", 0.5)),
                ((y + drop) / 1000, mix(tone, "#1d3550", 0.14)),
            ],
        )
        scallop = mix(tone, "#1d3550", 0.32)
        art.box(bottom, y + drop, step + 0.6, 16, scallop)
        art.oval(bottom + step / 2, y + drop + 16, step / 2, 13, scallop)


def _table(art: Canvas, x: float, y: float, size: float) -> None:
    dark = "#101c26"
    for side in (-1, 1):
        cx = x + side * 96 * size
        art.line(
            [
                (cx - side * 8 * size, y - 66 * size),
                (cx + side * 26 * size, y - 66 * size),
            ],
            9 * size,
            "#3d5a52",
        )
        art.line(
            [
                (cx + side * 26 * size, y - 66 * size),
                (cx + side * 34 * size, y - 138 * size),
            ],
            7 * size,
            "#3d5a52",
        )
        for dx in (-8, 26):
            art.line(
                [
                    (cx + side * dx * size, y - 64 * size),
                    (cx + side * (dx * 1.2) * size, y + 4 * size),
                ],
                5 * size,
                "#2d4640",
            )
    art.paint(art.disc(x, y + 6, 120 * size, 20 * size), dark, alpha=0.8)
    art.box(x - 4 * size, y - 92 * size, 8 * size, 92 * size, dark)
    art.oval(x, y, 38 * size, 7 * size, dark)
    art.oval(x, y - 92 * size, 76 * size, 13 * size, "#c9b48e")
    art.oval(x, y - 95 * size, 76 * size, 12 * size, "#efe0bd")
    art.oval(x - 28 * size, y - 98 * size, 17 * size, 4.4 * size, "#d5c7a8")
    art.fill(
        [
            (x - 38 * size, y - 114 * size),
            (x - 18 * size, y - 114 * size),
            (x - 22 * size, y - 98 * size),
            (x - 34 * size, y - 98 * size),
        ],
        "#fdf7ea",
    )
    art.box(x + 20 * size, y - 122 * size, 9 * size, 26 * size, "#8fb8b4")
    art.oval(x + 24 * size, y - 132 * size, 13 * size, 11 * size, "#d5533f")
    art.oval(x + 33 * size, y - 124 * size, 9 * size, 8 * size, "#f0b24a")
