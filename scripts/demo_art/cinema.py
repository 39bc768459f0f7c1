"""Draw the old cinema on its first night."""

import math

from PIL import Image, ImageChops

from demo_art.kit import SCALE, Canvas, Points, fractal, levels, mix, scaled
from demo_art.motifs import glint, person


def cinema() -> Image.Image:
    """Draw the old cinema on its first night, and the wet street before it."""
    art = Canvas(1600, 1000, 42)
    art.paint(None, [(0, "#120d24"), (0.4, "#2c1638"), (0.66, "#4b1f45")])
    street = 690
    chance = art.chance
    for side, x0, x1 in ((-1, 0, 360), (1, 1240, 1600)):
        for k in range(3):
            wide = (x1 - x0) / 3
            top = 120 + k * 70 if side < 0 else 260 - k * 70
            art.box(
                x0 + k * wide,
                top,
                wide + 1,
                street - top,
                mix("#1d1430", "#3a1c42", k / 4),
            )
            for row in range(7):
                for col in range(2):
                    lit = chance.random() < 0.36
                    tone = (
                        chance.choice(["#ffbe63", "#ffdf9a", "#7fb6d9"])
                        if lit
                        else "#140e22"
                    )
                    art.box(
                        x0 + k * wide + 22 + col * 48, top + 34 + row * 66, 24, 36, tone
                    )
    _cinema_front(art, street)
    art.box(0, street, 1600, 16, "#2a1a34")
    art.mirror(street + 16, sway=12, seed=49, stretch=1.0)
    art.paint(art.fade([(0.7, 0), (0.712, 0.35), (1, 0.85)]), "#120a1e", alpha=0.8)
    wet = levels(fractal(art.size, (5, 70), 421), 118, 180)
    road = art.fade([(0.705, 0), (0.712, 1)])
    art.paint(ImageChops.multiply(wet, road), "#0d0818", alpha=0.55)
    for x in range(470, 1150, 40):
        glint(
            art,
            x + chance.uniform(-12, 12),
            street + 20,
            chance.choice(["#ffcf70", "#ff6a5a", "#ff9ab0"]),
            reach=chance.uniform(160, 330),
            width=chance.uniform(8, 24),
            alpha=0.38,
        )
    _queue(art, street)
    rain, pen = art.mask()
    for _ in range(500):
        x, y = chance.uniform(-60, 1660), chance.uniform(-60, 1000)
        long = chance.uniform(14, 44)
        pen.line(
            scaled([(x, y), (x - long * 0.16, y + long)]),
            fill=chance.randint(20, 100),
            width=2,
        )
    art.paint(rain, "#ffe0e6", alpha=0.45, blur=0.4)
    return art.finish(grain=8, vignette=0.4)


def _cinema_front(art: Canvas, street: float) -> None:
    wall = art.shape(
        [
            (380, 150),
            (560, 150),
            (560, 96),
            (700, 96),
            (700, 50),
            (900, 50),
            (900, 96),
            (1040, 96),
            (1040, 150),
            (1220, 150),
            (1220, street),
            (380, street),
        ]
    )
    art.paint(wall, [(0.05, "#8f3a4e"), (0.4, "#b5475a"), (0.7, "#7a2c46")])
    for x in range(392, 1220, 30):
        art.box(x, 158 if x < 556 or x > 1040 else 104, 3, 330, "#7c2f48")
    for x in (720, 752, 784, 816, 848, 880):
        art.box(x - 5, 66, 8, 190, "#e0a06a")
    _phoenix(art, 800, 210)
    art.fill(
        [(420, 470), (1180, 470), (1210, 506), (1210, 556), (390, 556), (390, 506)],
        "#2b1326",
    )
    art.fill([(404, 500), (1196, 500), (1196, 548), (404, 548)], "#fff1cf")
    for i in range(7):
        x = 470 + i * 104
        # The letters on the board are too far to read.
        for k in range(4):
            art.box(
                x + k * 19, 511, 13, 26, "#3a1d2c" if (i * 4 + k) % 7 else "#c4384a"
            )
    for x in range(398, 1210, 24):
        for y in (494, 553):
            art.oval(x, y, 4.4, 4.4, "#fff4d0")
    for x in range(400, 1210, 72):
        art.glow(x, 494, 46, "#ffcf70", 0.55)
        art.glow(x, 553, 60, "#ffcf70", 0.6)
    _foyer(art, street)


def _foyer(art: Canvas, street: float) -> None:
    under = art.shape([(410, 556), (1190, 556), (1190, street), (410, street)])
    art.paint(under, [(0.55, "#ffd58a"), (0.69, "#c8633f")])
    for i in range(6):
        x = 440 + i * 124
        art.box(x, 574, 100, street - 574, "#6b2430")
        art.box(x + 8, 582, 84, street - 596, "#ffcb7c")
        art.box(x + 46, 574, 8, street - 574, "#6b2430")
        art.box(x + 40, 630, 4, 26, "#8a5a2a")
        art.box(x + 56, 630, 4, 26, "#8a5a2a")
    for x in (392, 1176):
        art.box(x, 566, 34, street - 566, "#4a1c34")
    for x in (458, 1070):
        art.box(x, 330, 84, 110, "#2b1326")
        art.box(x + 6, 336, 72, 98, "#d9963f" if x < 800 else "#3f7f8c")
        art.oval(x + 42, 376, 24, 24, "#f7e3b0")
        art.fill([(x + 12, 434), (x + 42, 392), (x + 72, 434)], "#2b1326")
    art.glow(800, 590, 520, "#ff8a4a", 0.5)


def _phoenix(art: Canvas, x: float, y: float) -> None:
    """Draw the neon bird over the door: wings, tail and crest as tubes of light."""
    tubes: list[tuple[Points, str]] = []
    for k in range(6):
        spread = 0.2 + k * 0.19
        for side in (-1, 1):
            wing = [
                (
                    x + side * (18 + t * (190 - k * 18)),
                    y
                    + 10
                    - math.sin(t * 1.7) * (120 - k * 22)
                    + t * t * (30 + 46 * spread),
                )
                for t in [i / 14 for i in range(15)]
            ]
            tubes.append((wing, "#ff7a3a" if k % 2 else "#ffd05a"))
    for k in (-2, -1, 0, 1, 2):
        tail = [
            (x + k * (5 + t * 24) + math.sin(t * 5 + k) * 5, y + 30 + t * 170)
            for t in [i / 12 for i in range(13)]
        ]
        tubes.append((tail, "#ff4f6a" if k % 2 else "#ffb04a"))
    body = [
        (x + math.sin(t) * 20, y + 8 - math.cos(t) * 46)
        for t in [i * math.tau / 24 for i in range(25)]
    ]
    head = [
        (x + 4 + math.sin(t) * 13, y - 60 - math.cos(t) * 13)
        for t in [i * math.tau / 16 for i in range(17)]
    ]
    tubes += [
        (body, "#ffe6a8"),
        (head, "#ffe6a8"),
        ([(x + 16, y - 62), (x + 32, y - 56), (x + 15, y - 54)], "#ffb04a"),
    ]
    for dx in (-14, -4, 6):
        tubes.append(([(x + 2, y - 72), (x + dx, y - 96)], "#ff4f6a"))
    light, pen = art.mask()
    for path, _ in tubes:
        pen.line(scaled(path), fill=255, width=round(9 * SCALE), joint="curve")
    art.paint(light, "#ff5a3a", alpha=0.95, blur=14, light=True)
    art.glow(x, y + 30, 330, "#ff6a3a", 0.5)
    for path, colour in tubes:
        art.line(path, 5, colour)
    for path, colour in tubes:
        art.line(path, 1.8, mix(colour, "#ffffff", 0.75))


def _queue(art: Canvas, street: float) -> None:
    dark = "#0d0818"
    people = [
        (430, 742, 172, "#c4384a"),
        (508, 752, 180, None),
        (596, 748, 168, "#d99a3f"),
        (690, 760, 186, None),
        (980, 752, 178, "#3f7f8c"),
        (1062, 748, 160, None),
        (1150, 766, 188, "#8a3f6a"),
        (1236, 760, 120, None),
    ]
    for x, y, tall, cover in people:
        art.paint(art.disc(x, y + tall * 0.34, 34, tall * 0.42), dark, alpha=0.55)
        person(art, x, y, tall, dark, step=0.3)
        if cover:
            top = y - tall * 1.2
            r = tall * 0.46
            art.line([(x + 12, y - tall * 0.55), (x + 6, top)], 2.6, dark)
            dome = [
                (x + 6 + math.cos(a) * r, top + 12 - math.sin(a) * r * 0.52)
                for a in [i * math.pi / 24 for i in range(25)]
            ]
            hem = [(x + 6 - r + (i + 0.5) * r / 2, top + 12 - 9) for i in range(4)]
            art.fill([*dome, (x + 6 - r, top + 12), *hem, (x + 6 + r, top + 12)], cover)
            art.fill(
                [
                    (x + 6, top + 12 - r * 0.52),
                    (x + 6 + r, top + 12),
                    (x + 6 + r * 0.5, top + 3),
                ],
                mix(cover, "#0d0818", 0.4),
            )
