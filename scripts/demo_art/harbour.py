"""Draw the harbour: the night ferry and the fishing boats."""

import math

from PIL import Image

from demo_art.kit import SCALE, Canvas, mix, scaled
from demo_art.motifs import ferry, glint, gulls, lamp, person, skiff, town_lights


def night_ferry() -> Image.Image:
    """Draw the last boat of the night between two lit banks."""
    art = Canvas(1600, 1000, 11)
    sea = 610
    art.paint(
        None,
        [
            (0, "#0b1730"),
            (0.3, "#1c345b"),
            (0.5, "#4b5f80"),
            (0.585, "#d99a6c"),
            (0.61, "#f2c083"),
        ],
    )
    art.clouds(
        (5, 22),
        4,
        "#15233f",
        low=118,
        high=200,
        alpha=0.75,
        where=art.fade([(0, 0.9), (0.45, 0.7), (0.6, 0)]),
    )
    art.clouds(
        (4, 40),
        9,
        "#e8a477",
        low=140,
        high=215,
        alpha=0.6,
        where=art.fade([(0.3, 0), (0.52, 1), (0.6, 0.3)]),
    )
    art.glow(1180, sea, 620, "#f0a868", 0.55)
    far = art.ridge(548, 46, 21)
    art.paint(art.shape(far), [(0.5, "#53546f"), (0.61, "#80697a")])
    hill = [(0, sea + 4)]
    for x, y in art.ridge(0, 26, 5)[1:-1]:
        rise = 150 * math.exp(-(((x - 130) / 300) ** 2)) + 92 * math.exp(
            -(((x - 520) / 170) ** 2)
        )
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
    art.paint(
        art.fade([(0.6, 0), (0.61, 0.35), (0.8, 0.6), (1, 0.9)]), "#0a1730", alpha=0.85
    )
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
        glint(
            art,
            art.chance.uniform(790, 1150),
            sea + 40,
            "#ffcf87",
            reach=reach,
            width=width,
            alpha=0.5,
        )
    glint(art, 1057, sea + 44, "#ffffff", reach=330, width=8, alpha=0.55)
    glint(art, 1230, sea + 38, "#56ff9c", reach=220, width=7, alpha=0.6)
    wake = art.shape(
        [
            (660, sea + 39),
            (760, sea + 33),
            (1224, sea + 33),
            (1270, sea + 38),
            (980, sea + 43),
        ]
    )
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


def boats() -> Image.Image:
    """Draw the moored fishing boats on a pale morning."""
    art = Canvas(1600, 1000, 13)
    sea = 520
    art.paint(
        None, [(0, "#f3b49b"), (0.22, "#f8cdac"), (0.42, "#fce3c4"), (0.52, "#fdeed6")]
    )
    art.clouds(
        (4, 20),
        71,
        "#e88f86",
        low=128,
        high=205,
        alpha=0.6,
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
        (300, 600, 130, "#3d4a6b", "#d9594c"),
        (560, 612, 120, "#f3ead9", "#2f7f86"),
        (1330, 622, 150, "#2f4a63", "#f0b35a"),
        (860, 668, 230, "#26344f", "#e0664f"),
        (330, 742, 330, "#f4ecdb", "#2b5b77"),
        (1270, 820, 430, "#22304a", "#d94f46"),
    ]
    for x, y, size, hull, band in fleet:
        _reflect(art, x, y, size, hull, band)
        skiff(art, x, y, size, hull, band, mast=True)
    gulls(
        art,
        [
            (470, 250, 26),
            (540, 210, 20),
            (610, 268, 15),
            (1330, 190, 24),
            (1420, 240, 16),
        ],
        "#8d4f5d",
    )
    _poles(art)
    return art.finish(grain=8, vignette=0.15)


def _reflect(
    art: Canvas, x: float, y: float, size: float, hull: str, band: str
) -> None:
    mask, pen = art.mask()
    u = size / 100
    for i in range(46):
        depth = i * 0.62 * u
        half = (47 - i * 0.5) * u * art.chance.uniform(0.72, 1.04)
        aside = art.chance.gauss(0, 1.6 * u)
        pen.ellipse(
            scaled(
                [
                    (x + aside - half, y + depth - 0.9 * u),
                    (x + aside + half, y + depth + 0.9 * u),
                ]
            ),
            fill=round(225 * (1 - i / 46)),
        )
    art.paint(mask, mix(mix(hull, band, 0.3), "#6a3b49", 0.35), alpha=0.75, blur=0.8)
    glow, pen = art.mask()
    for i in range(26):
        depth = (20 + i * 2.1) * u
        half = (1.6 + i * 0.1) * u * art.chance.uniform(0.6, 1.4)
        aside = 10 * u + art.chance.gauss(0, 0.9 * u)
        pen.ellipse(
            scaled(
                [
                    (x + aside - half, y + depth - 0.5 * u),
                    (x + aside + half, y + depth + 0.5 * u),
                ]
            ),
            fill=round(190 * (1 - i / 26)),
        )
    art.paint(glow, mix(hull, "#6a3b49", 0.5), alpha=0.6, blur=0.6)


def _poles(art: Canvas) -> None:
    dark = "#3a2638"
    for x, top in ((52, 560), (132, 610), (1560, 600)):
        art.fill(
            [(x - 10, top), (x + 9, top - 5), (x + 14, 1000), (x - 14, 1000)], dark
        )
        art.fill(
            [(x - 10, top), (x - 3, top - 3), (x - 4, 1000), (x - 14, 1000)], "#6b4354"
        )
    rope = [
        (52 + t * 80, 640 + 40 * math.sin(t * math.pi) + t * 30)
        for t in [i / 20 for i in range(21)]
    ]
    art.line(rope, 4, dark)
