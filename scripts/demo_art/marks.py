"""Draw readers' pictures (square, small) and the paper's mark."""

import math

from PIL import Image, ImageChops, ImageDraw

from demo_art.kit import SCALE, Canvas, mix, scaled
from demo_art.motifs import skiff

SIDE = 256


def _small(art: Canvas) -> Image.Image:
    return art.finish(grain=5, vignette=0.12)


def stone() -> Image.Image:
    """Draw three stones, one on another."""
    art = Canvas(SIDE, SIDE, 71)
    art.paint(
        None, [(0, "#cfe0dc"), (0.62, "#eef0e2"), (0.64, "#8fb6b5"), (1, "#5f9097")]
    )
    for y, rx, ry, tone in (
        (204, 84, 32, "#6b6a66"),
        (150, 60, 27, "#a3998a"),
        (104, 40, 21, "#4c545a"),
        (70, 22, 14, "#d8c9b0"),
    ):
        art.oval(128, y + 3, rx, ry, mix(tone, "#1f2a30", 0.45))
        art.oval(128, y, rx, ry, tone)
        art.paint(art.disc(108, y - ry * 0.4, rx * 0.9, ry), "#ffffff", alpha=0.4)
    return _small(art)


def cat() -> Image.Image:
    """Draw a black cat before an orange harbour sky."""
    art = Canvas(SIDE, SIDE, 72)
    art.paint(
        None, [(0, "#f2a24e"), (0.7, "#f7d08a"), (0.72, "#c8703f"), (1, "#a9552f")]
    )
    art.oval(186, 84, 34, 34, "#fff0c0")
    dark = "#1b1726"
    art.oval(118, 216, 74, 74, dark)
    art.oval(118, 120, 58, 50, dark)
    for side in (-1, 1):
        x = 118 + side * 38
        ear = [(x - side * 22, 88), (x + side * 16, 42), (x + side * 20, 112)]
        art.fill(ear, dark)
        inner = [(x - side * 8, 86), (x + side * 11, 60), (x + side * 12, 96)]
        art.fill(inner, "#5a3244")
        art.oval(118 + side * 23, 118, 12, 12.5, "#f6d04f")
        art.oval(118 + side * 23, 118, 3.4, 11.5, dark)
        for dy in (-4, 4):
            whisker = [(118 + side * 24, 142 + dy), (118 + side * 82, 138 + dy * 3)]
            art.line(whisker, 1.4, "#e9dcc8")
    art.fill([(111, 134), (125, 134), (118, 142)], "#d9737a")
    return _small(art)


def boat() -> Image.Image:
    """Draw a small boat on green water."""
    art = Canvas(SIDE, SIDE, 73)
    art.paint(
        None, [(0, "#f6e3c0"), (0.6, "#f8efd8"), (0.62, "#4f9a94"), (1, "#1f5f68")]
    )
    art.oval(70, 70, 26, 26, "#ef8a5a")
    skiff(art, 132, 178, 176, "#26344f", "#d9594c", mast=True)
    art.ripples(176, "#d8f0e4", 731, count=70, alpha=0.6, bold=0.5)
    return _small(art)


def lamp() -> Image.Image:
    """Draw a lit window lamp at night."""
    art = Canvas(SIDE, SIDE, 74)
    art.paint(None, [(0, "#141c3c"), (1, "#2c2f5c")])
    art.glow(128, 122, 150, "#ffb95a", 0.95)
    dark, brass = "#0d1024", "#b98a45"
    art.fill([(92, 190), (164, 190), (174, 214), (82, 214)], brass)
    art.fill([(98, 84), (158, 84), (168, 190), (88, 190)], "#ffe6a8")
    art.oval(128, 142, 15, 26, "#ffffff")
    art.glow(128, 140, 60, "#fff6d8", 1)
    for x in (-36, 0, 36):
        art.line([(128 + x * 0.8, 84), (128 + x, 190)], 3.6, dark)
    art.fill([(84, 84), (172, 84), (148, 54), (108, 54)], brass)
    art.oval(128, 48, 10, 10, brass)
    ring, pen = art.mask()
    pen.ellipse(scaled([(112, 14), (144, 46)]), outline=255, width=4 * SCALE)
    art.paint(ring, brass)
    return _small(art)


def bird() -> Image.Image:
    """Draw a kingfisher upon a post."""
    art = Canvas(SIDE, SIDE, 75)
    art.paint(None, [(0, "#dfe9dc"), (1, "#a9c9bd")])
    art.box(118, 186, 34, 80, "#6b4a3a")
    art.box(118, 186, 10, 80, "#8d6550")
    art.oval(136, 190, 22, 6, "#8d6550")
    body = [
        (135 + math.cos(t) * 44 - math.sin(t) * 16, 138 + math.sin(t) * 56)
        for t in [i * math.tau / 40 for i in range(40)]
    ]
    art.fill(body, "#e0793f")
    wing = [(158, 92), (186, 130), (184, 178), (164, 226), (150, 180), (138, 120)]
    art.fill(wing, "#1f6f9a")
    art.fill([(158, 100), (176, 134), (168, 188), (152, 168), (144, 122)], "#3fa0c4")
    art.oval(120, 86, 38, 34, "#1f6f9a")
    art.oval(112, 100, 22, 15, "#f6efe0")
    art.fill([(92, 80), (18, 98), (90, 98)], "#22262e")
    art.oval(104, 82, 7, 7, "#10141c")
    art.oval(102, 80, 2.2, 2.2, "#ffffff")
    for x, y in ((128, 60), (142, 70), (118, 66), (150, 84)):
        art.oval(x, y, 3, 3, "#8fd4ea")
    return _small(art)


def wave() -> Image.Image:
    """Draw waves one behind another."""
    art = Canvas(SIDE, SIDE, 76)
    art.paint(None, [(0, "#f9dfc0"), (0.6, "#f6b79a")])
    art.oval(170, 80, 40, 40, "#e2573f")
    tones = ("#7fc4c4", "#3f9aa8", "#1f6f88", "#124a66", "#0b2f4a")
    for k, tone in enumerate(tones):
        base = 104 + k * 34
        crest = [
            (
                x,
                base
                + 15 * math.sin(x / 27 + k * 1.9)
                - 7 * abs(math.sin(x / 13.5 + k)),
            )
            for x in range(-4, SIDE + 8, 3)
        ]
        art.fill([(-4, SIDE + 4), *crest, (SIDE + 8, SIDE + 4)], tone)
        art.line(crest, 2.6, mix(tone, "#ffffff", 0.65))
    return _small(art)


def cup() -> Image.Image:
    """Draw the third cup of coffee, from above."""
    art = Canvas(SIDE, SIDE, 77)
    art.paint(None, [(0, "#2f6f6d"), (1, "#1f5254")])
    for k in range(9):
        art.line([(-20, k * 36), (SIDE + 20, k * 36 - 50)], 5, "#347876")
    art.paint(art.disc(140, 144, 124), "#0c2a2c", alpha=0.8)
    art.oval(128, 128, 96, 96, "#f3e8d2")
    art.oval(128, 128, 82, 82, "#e2d3b6")
    art.fill([(186, 112), (236, 96), (244, 116), (192, 132)], "#f3e8d2")
    art.oval(128, 128, 62, 62, "#fbf5e6")
    art.oval(128, 128, 53, 53, "#3a1f14")
    art.oval(126, 125, 46, 46, "#5a3120")
    for k in range(3):
        swirl, pen = art.mask()
        r = 38 - k * 11
        box = scaled([(128 - r, 128 - r), (128 + r, 128 + r)])
        pen.arc(box, 40 + k * 110, 200 + k * 110, fill=255, width=5 * SCALE)
        art.paint(swirl, "#a9683f", blur=1.2)
    return _small(art)


def fish() -> Image.Image:
    """Draw a red mullet on blue."""
    art = Canvas(SIDE, SIDE, 78)
    art.paint(None, [(0, "#1f4f7a"), (1, "#123456")])
    for k in range(7):
        art.ripples(-120 + k * 8, "#3f7fa8", 780 + k, count=12, alpha=0.3, bold=0.6)
    body = [
        (34 + t * 150, 128 - math.sin(t * math.pi) ** 0.8 * 44)
        for t in (i / 24 for i in range(25))
    ]
    under = [(x, 256 - y + 4) for x, y in reversed(body)]
    art.fill([(176, 128), (236, 84), (222, 130), (236, 176)], "#c8553d")
    art.fill([(84, 88), (118, 52), (150, 94)], "#c8553d")
    art.fill([(96, 168), (124, 200), (138, 164)], "#c8553d")
    art.fill([*body, *under], "#e8785a")
    inside = art.shape([*body, *under])
    belly = art.shape([(20, 138), (200, 138), (200, 200), (20, 200)])
    art.paint(ImageChops.multiply(inside, belly), "#f7c8a4", alpha=0.8, blur=3)
    for row in range(5):
        for col in range(7):
            x, y = 86 + col * 14 + (row % 2) * 7, 100 + row * 13
            scale, pen = art.mask()
            pen.arc(
                scaled([(x - 8, y - 8), (x + 8, y + 8)]), 280, 80, fill=255, width=2
            )
            art.paint(ImageChops.multiply(scale, inside), "#b8442f", alpha=0.8)
    art.oval(62, 120, 11, 11, "#fff3dc")
    art.oval(61, 120, 5.6, 5.6, "#14202c")
    art.line([(80, 100), (86, 128), (78, 156)], 2.6, "#b8442f")
    return _small(art)


def logo() -> Image.Image:
    """Draw the paper's mark, a lighthouse over two waves, on nothing."""
    big = 4
    side = 512 * big
    disc = Image.new("L", (side, side), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, side - 1, side - 1), fill=255)
    face = Image.new("RGB", (side, side), "#0f5c66")
    pen = ImageDraw.Draw(face)

    def draw(points: list[tuple[float, float]], colour: str) -> None:
        pen.polygon([(x * big, y * big) for x, y in points], fill=colour)

    paper, light = "#fdfcf8", "#f2c14e"
    draw([(256, 150), (560, 60), (560, 190), (256, 166)], light)
    draw([(256, 150), (-48, 60), (-48, 190), (256, 166)], light)
    draw([(216, 196), (296, 196), (328, 410), (184, 410)], paper)
    draw([(200, 240), (312, 240), (318, 284), (194, 284)], "#0f5c66")
    draw([(202, 180), (310, 180), (310, 198), (202, 198)], paper)
    draw([(228, 130), (284, 130), (284, 182), (228, 182)], light)
    draw([(214, 132), (256, 84), (298, 132)], paper)
    for level, colour in (
        (362, paper),
        (386, "#0f5c66"),
        (414, paper),
        (438, "#0f5c66"),
    ):
        crest = [
            (
                x,
                level - 15 * math.cos((x - 256) / 64 * math.pi),
            )
            for x in range(-4, 520, 2)
        ]
        draw([(-4, 520), *crest, (520, 520)], colour)
    face.putalpha(disc)
    return face.resize((512, 512), Image.Resampling.LANCZOS)
