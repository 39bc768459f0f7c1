"""Draw what waits and what lies below: the ship in the fog, the breakwater."""

import random

from PIL import Image, ImageChops, ImageFilter

from demo_art.kit import SCALE, Canvas, mix, scaled
from demo_art.motifs import gulls


def fog() -> Image.Image:
    """Draw a ship that waits in the fog."""
    art = Canvas(1600, 1000, 14)
    sea = 590
    art.paint(
        None,
        [
            (0, "#c9d3cf"),
            (0.35, "#dbe1da"),
            (0.58, "#e6e9df"),
            (0.6, "#d8ded7"),
            (1, "#8fa3a2"),
        ],
    )
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
        *[
            place((px, 12), (px + 2, 12), (px + 1.4, 34), (px + 0.6, 34))
            for px in (-18, 6, 30)
        ],
        *[
            place((px + 1, 30), (px + 15, 22), (px + 15, 21), (px + 1, 28))
            for px in (-18, 6, 30)
        ],
        *[
            place((px, 13), (px + 9, 13), (px + 9, h), (px, h))
            for px, h in ((-28, 18), (-14, 21), (-4, 17), (12, 20), (22, 18), (34, 17))
        ],
    )
    art.paint(ship, [(0.3, "#b4c1be"), (0.52, "#8da09f"), (0.65, "#b9c4bf")], blur=2.2)
    art.paint(
        art.fade([(0.5, 0), (0.62, 0.85), (0.67, 0.5), (0.75, 0)]),
        "#dfe4dc",
        alpha=0.95,
    )
    art.clouds(
        (3, 8),
        91,
        "#eef0e8",
        low=90,
        high=200,
        alpha=0.75,
        where=art.fade([(0.2, 0), (0.55, 1), (0.72, 0.2)]),
    )
    art.ripples(sea + 60, "#6f8788", 92, count=700, alpha=0.35)
    art.ripples(sea + 60, "#f1f2e9", 93, count=700, alpha=0.5)
    _buoy(art, 1210, 800)
    gulls(
        art,
        [(380, 300, 34), (470, 350, 24), (300, 372, 20), (1180, 500, 22)],
        "#5f7475",
    )
    return art.finish(grain=9, vignette=0.2)


def _buoy(art: Canvas, x: float, y: float) -> None:
    reflection, pen = art.mask()
    for i in range(70):
        half = 58 * (1 - i / 90) * art.chance.uniform(0.5, 1)
        dy, dx = y + 12 + i * 2.2, x + art.chance.gauss(0, 5) + i * 0.2
        pen.ellipse(
            scaled([(dx - half, dy - 2), (dx + half, dy + 2)]),
            fill=round(210 * (1 - i / 70)),
        )
    art.paint(reflection, "#7d4a41", alpha=0.6, blur=1.2)
    lean = 14
    art.fill(
        [(x - 66, y - 18), (x + 66, y - 12), (x + 50, y + 16), (x - 52, y + 14)],
        "#8e2f2a",
    )
    art.fill(
        [(x - 66, y - 18), (x + 66, y - 12), (x + 64, y - 4), (x - 64, y - 9)],
        "#c4493c",
    )
    for px in (-44, 0, 44):
        art.line([(x + px, y - 14), (x + lean + px * 0.3, y - 170)], 6, "#9c362f")
    for v in (0.35, 0.68):
        half = 44 - 31 * v
        cy = y - 14 - 156 * v
        art.line([(x + lean * v - half, cy), (x + lean * v + half, cy)], 5, "#9c362f")
    art.box(x + lean - 19, y - 184, 38, 16, "#8e2f2a")
    art.box(x + lean - 10, y - 208, 20, 26, "#f6e6b0")
    art.fill(
        [(x + lean - 14, y - 208), (x + lean + 14, y - 208), (x + lean, y - 222)],
        "#5e2420",
    )
    art.glow(x + lean, y - 196, 120, "#ffe9b0", 0.85)
    gulls(art, [(x + lean + 4, y - 232, 14)], "#4d5f60")


def breakwater() -> Image.Image:
    """Draw a diver over the stones of the drowned breakwater."""
    art = Canvas(1600, 1000, 16)
    art.paint(
        None,
        [
            (0, "#a9ecd9"),
            (0.14, "#4ec3bd"),
            (0.45, "#14848f"),
            (0.75, "#0a4d63"),
            (1, "#062c42"),
        ],
    )
    art.glow(880, -80, 640, "#eafff0", 0.9)
    chance = random.Random(151)
    rays, pen = art.mask()
    for _ in range(26):
        x = chance.gauss(880, 260)
        wide = chance.uniform(8, 60)
        aim = (x - 880) * 2.5 + 880
        pen.polygon(
            scaled(
                [
                    (x - wide * 0.3, -20),
                    (x + wide * 0.3, -20),
                    (aim + wide * 2, 1000),
                    (aim - wide, 1000),
                ]
            ),
            fill=chance.randint(40, 120),
        )
    rays = rays.filter(ImageFilter.GaussianBlur(12 * SCALE))
    art.paint(
        ImageChops.multiply(rays, art.fade([(0, 1), (0.5, 0.5), (0.95, 0)])),
        "#dffff0",
        alpha=0.75,
        light=True,
    )
    art.clouds(
        (10, 26),
        155,
        "#f2fff6",
        low=128,
        high=190,
        alpha=0.7,
        where=art.fade([(0, 1), (0.09, 0.4), (0.2, 0)]),
    )
    for depth, (y, tone, count) in enumerate(
        (
            (690, "#1b7f8b", 17),
            (760, "#0f5f72", 13),
            (850, "#083f56", 9),
            (960, "#042538", 6),
        )
    ):
        _blocks(art, y, tone, count, 160 + depth, 1 + depth * 0.55)
        art.paint(
            art.fade([(0.3, 0), (0.7, 0.5), (1, 0.2)]),
            "#12808c",
            alpha=0.28 - depth * 0.07,
        )
    _diver(art, 930, 500)
    for i, (x, y) in enumerate(
        [(chance.uniform(120, 620), chance.uniform(360, 560)) for _ in range(34)]
    ):
        s = chance.uniform(7, 13)
        tone = mix("#0b4c60", "#bff3e4", 0.25 if i % 4 else 0.7)
        art.fill(
            [
                (x - s, y),
                (x, y - s * 0.36),
                (x + s * 0.8, y - 1),
                (x + s * 1.4, y - s * 0.4),
                (x + s * 1.4, y + s * 0.4),
                (x + s * 0.8, y + 1),
                (x, y + s * 0.36),
            ],
            tone,
        )
    return art.finish(grain=8, vignette=0.4)


def _blocks(
    art: Canvas, y: float, tone: str, count: int, seed: int, size: float
) -> None:
    chance = random.Random(seed)
    step = 1600 / count
    for i in range(count + 1):
        x = i * step + chance.uniform(-20, 20)
        wide = step * chance.uniform(0.45, 0.66)
        high = chance.uniform(30, 74) * size * 0.8
        lean = chance.uniform(-16, 16) * size
        top = [
            (x - wide, y - high + lean * 0.3),
            (x + wide, y - high - lean * 0.3),
            (x + wide + 14, y - high + 20 * size),
            (x - wide - 10, y - high + 20 * size + lean * 0.3),
        ]
        front = [top[3], top[2], (x + wide + 20, 1010), (x - wide - 14, 1010)]
        art.fill(front, tone)
        art.fill(top, mix(tone, "#c8fff0", 0.22))
        for _ in range(5):
            wx = x + chance.uniform(-wide, wide)
            wy = y - high + 4
            blade = [
                (wx - 3 * size, wy + 10),
                (
                    wx + chance.uniform(-14, 14) * size,
                    wy - chance.uniform(12, 44) * size,
                ),
                (wx + 3 * size, wy + 10),
            ]
            art.fill(blade, mix(tone, "#3f7a3e", 0.3))
    art.fill([(0, y + 40 * size), (1600, y + 30 * size), (1600, 1010), (0, 1010)], tone)


def _diver(art: Canvas, x: float, y: float) -> None:
    dark = "#04222f"
    torch = art.shape(
        [(x - 92, y + 52), (x - 760, y + 330), (x - 520, y + 560), (x - 88, y + 60)]
    )
    torch = torch.filter(ImageFilter.GaussianBlur(14 * SCALE))
    torch = ImageChops.multiply(torch, art.disc(x - 92, y + 56, 560))
    art.paint(torch, "#fff3c0", alpha=0.95, light=True)
    art.paint(art.disc(x - 330, y + 250, 190, 66), "#fff3c0", alpha=0.4, light=True)
    art.fill(
        [
            (x - 46, y + 2),
            (x + 40, y - 22),
            (x + 64, y - 14),
            (x + 60, y + 8),
            (x - 30, y + 34),
        ],
        dark,
    )
    art.oval(x - 62, y + 16, 21, 19, dark)
    art.fill(
        [(x - 84, y + 8), (x - 72, y + 4), (x - 70, y + 20), (x - 82, y + 22)],
        "#9fe6dc",
    )
    art.fill(
        [(x - 26, y - 16), (x + 26, y - 40), (x + 36, y - 24), (x - 18, y + 2)],
        "#d9a441",
    )
    art.oval(x - 24, y - 7, 9, 9, "#b07f2c")
    for (ax, ay), (bx, by), (cx, cy) in (
        ((58, -8), (120, -34), (176, -22)),
        ((56, 4), (116, 16), (170, 2)),
    ):
        art.line([(x + ax, y + ay), (x + bx, y + by), (x + cx, y + cy)], 17, dark)
        art.fill(
            [
                (x + cx - 6, y + cy - 7),
                (x + cx + 66, y + cy - 24),
                (x + cx + 74, y + cy + 12),
                (x + cx - 4, y + cy + 8),
            ],
            "#0d3d4f",
        )
    art.line([(x - 22, y + 24), (x - 62, y + 54), (x - 92, y + 55)], 13, dark)
    art.glow(x - 94, y + 56, 46, "#fffbe0", 1)
    chance = random.Random(171)
    for i in range(30):
        by = y - 16 - i * 15
        bx = x - 60 + chance.gauss(0, 8 + i * 0.9)
        r = chance.uniform(3, 8) + i * 0.16
        art.oval(bx, by, r, r, mix("#2fa8a8", "#e8fff6", 0.55))
        art.oval(
            bx - r * 0.15,
            by + r * 0.1,
            r * 0.72,
            r * 0.72,
            mix("#2fa8a8", "#e8fff6", 0.15),
        )
