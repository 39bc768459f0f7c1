"""Give the scenes one brush: gradients, soft masks, noise, water and grain.

Everything is drawn at twice its size and then made smaller, which rounds edges.
Nothing here asks the clock or the system for randomness, so that a picture drawn
twice is the same picture.
"""

import math
import random
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2
Stops = list[tuple[float, str]]
Points = list[tuple[float, float]]


def rgb(colour: str) -> tuple[int, int, int]:
    """Read `#rrggbb`."""
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` of the way from one to the other."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def at(stops: Stops, place: float) -> str:
    """Return the colour of a gradient at a place between 0 and 1."""
    if place <= stops[0][0]:
        return stops[0][1]
    for (p, one), (q, other) in pairwise(stops):
        if place <= q:
            return mix(one, other, (place - p) / max(q - p, 1e-9))
    return stops[-1][1]


def noise(size: tuple[int, int], cells: tuple[int, int], seed: int) -> Image.Image:
    """Return smooth random greys: a few random cells made larger."""
    raw = random.Random(seed).randbytes(cells[0] * cells[1])
    return Image.frombytes("L", cells, raw).resize(size, Image.Resampling.BICUBIC)


def fractal(
    size: tuple[int, int], cells: tuple[int, int], seed: int, octaves: int = 5
) -> Image.Image:
    """Return noise upon finer noise, as clouds and stone have it."""
    total = noise(size, cells, seed)
    for octave in range(1, octaves):
        finer = (
            min(cells[0] << octave, size[0]),
            min(cells[1] << octave, size[1]),
        )
        total = Image.blend(total, noise(size, finer, seed + octave), 0.5**octave * 0.9)
    return total


def levels(image: Image.Image, low: int, high: int) -> Image.Image:
    """Stretch the greys between low and high over the whole range."""
    width = max(high - low, 1)
    return image.point(
        [max(0, min(255, round((v - low) * 255 / width))) for v in range(256)]
    )


def wander(count: int, seed: int, octaves: int = 6) -> list[float]:
    """Return `count` numbers about -1..1 that wander like a skyline."""
    chance = random.Random(seed)
    line = [0.0] * count
    weight, sum_of_weights = 1.0, 0.0
    for octave in range(octaves):
        knots = [chance.uniform(-1, 1) for _ in range((2 << octave) + 2)]
        for i in range(count):
            place = i / count * (len(knots) - 2)
            k, t = int(place), place % 1
            t = t * t * (3 - 2 * t)
            line[i] += weight * (knots[k] * (1 - t) + knots[k + 1] * t)
        sum_of_weights += weight
        weight *= 0.5
    return [value / sum_of_weights * 1.6 for value in line]


class Canvas:
    """Hold one picture while it is drawn; all measures are in its final pixels."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.size = (width * SCALE, height * SCALE)
        self.image = Image.new("RGB", self.size)
        self.chance = random.Random(seed)
        self.seed = seed

    # Masks: greys that say where a colour goes.

    def mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        """Return an empty mask and a pen that draws on it."""
        image = Image.new("L", self.size, 0)
        return image, ImageDraw.Draw(image)

    def shape(self, *polygons: Points) -> Image.Image:
        """Return a mask that is full inside the polygons."""
        image, pen = self.mask()
        for points in polygons:
            pen.polygon(scaled(points), fill=255)
        return image

    def fade(
        self, stops: list[tuple[float, float]], across: bool = False
    ) -> Image.Image:
        """Return a mask that changes downwards (or across): (place, 0..1)."""
        length = self.width if across else self.height
        strip = Image.new("L", (length, 1) if across else (1, length))
        as_colours = [(p, f"#{round(v * 255):02x}0000") for p, v in stops]
        strip.putdata([rgb(at(as_colours, i / length))[0] for i in range(length)])
        return strip.resize(self.size, Image.Resampling.BILINEAR)

    def disc(
        self, x: float, y: float, rx: float, ry: float | None = None
    ) -> Image.Image:
        """Return a mask: full in an ellipse's middle, nothing at its rim."""
        ry = rx if ry is None else ry
        box = (round(rx * 2 * SCALE), round(ry * 2 * SCALE))
        spot = ImageChops.invert(Image.radial_gradient("L"))
        # Pillow's gradient ends beyond the square's sides: cut that foot off.
        spot = spot.point([max(0, round((v - 75) * 255 / 180)) for v in range(256)])
        spot = spot.point([round((v / 255) ** 2 * 255) for v in range(256)])
        image = Image.new("L", self.size, 0)
        corner = (round((x - rx) * SCALE), round((y - ry) * SCALE))
        image.paste(spot.resize(box, Image.Resampling.BICUBIC), corner)
        return image

    # Painting.

    def paint(
        self,
        mask: Image.Image | None,
        fill: str | Stops,
        *,
        alpha: float = 1.0,
        blur: float = 0.0,
        light: bool = False,
    ) -> None:
        """Lay a colour, or a gradient from top to bottom, where the mask is.

        With `light` it is added as light is, so that it can only brighten.
        """
        colour = self.gradient(fill) if isinstance(fill, list) else None
        colour = colour or Image.new("RGB", self.size, fill)
        if mask is not None and blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        if mask is None:
            mask = Image.new("L", self.size, 255)
        if alpha < 1:
            mask = mask.point([round(v * alpha) for v in range(256)])
        if light:
            colour = ImageChops.screen(self.image, colour)
        self.image.paste(colour, (0, 0), mask)

    def gradient(self, stops: Stops) -> Image.Image:
        """Return a picture of a gradient from top to bottom."""
        strip = Image.new("RGB", (1, self.height))
        strip.putdata([rgb(at(stops, y / self.height)) for y in range(self.height)])
        return strip.resize(self.size, Image.Resampling.BILINEAR)

    def fill(self, points: Points, colour: str) -> None:
        """Draw a polygon at once, opaque."""
        ImageDraw.Draw(self.image).polygon(scaled(points), fill=colour)

    def box(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """Draw an upright rectangle at once, opaque."""
        self.fill([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """Draw an ellipse at once, opaque."""
        corners = scaled([(x - rx, y - ry), (x + rx, y + ry)])
        ImageDraw.Draw(self.image).ellipse(corners, fill=colour)

    def line(self, points: Points, thick: float, colour: str) -> None:
        """Draw a line at once, opaque, with round joints."""
        pen = ImageDraw.Draw(self.image)
        width = max(1, round(thick * SCALE))
        pen.line(scaled(points), fill=colour, width=width, joint="curve")

    def glow(
        self, x: float, y: float, radius: float, colour: str, alpha: float = 1.0
    ) -> None:
        """Let light fall about a point."""
        self.paint(self.disc(x, y, radius), colour, alpha=alpha, light=True)

    def ridge(self, y: float, height: float, seed: int, octaves: int = 6) -> Points:
        """Return the outline of land whose edge wanders about `y`."""
        steps = self.width // 2
        line = wander(steps + 1, seed, octaves)
        top = [(i * self.width / steps, y + v * height) for i, v in enumerate(line)]
        return [(0, self.height), *top, (self.width, self.height)]

    def clouds(
        self,
        cells: tuple[int, int],
        seed: int,
        colour: str | Stops,
        *,
        low: int = 120,
        high: int = 190,
        where: Image.Image | None = None,
        alpha: float = 1.0,
    ) -> None:
        """Lay clouds: noise between low and high, inside a mask."""
        mask = levels(fractal(self.size, cells, seed), low, high)
        if where is not None:
            mask = ImageChops.multiply(mask, where)
        self.paint(mask, colour, alpha=alpha)

    def ragged(
        self, mask: Image.Image, seed: int, *, soft: float, cells: tuple[int, int]
    ) -> Image.Image:
        """Return a mask whose edge is eaten away, as spray's and foliage's is."""
        inside = mask.filter(ImageFilter.GaussianBlur(soft * SCALE))
        eaten = Image.blend(inside, fractal(self.size, cells, seed, 6), 0.42)
        return levels(eaten, 126, 142)

    def facets(self, cells: tuple[int, int], seed: int, steps: int = 5) -> Image.Image:
        """Return greys like light upon broken stone: a few flat tones."""
        bumps = fractal(self.size, cells, seed, 5)
        shifted = bumps.copy()
        shifted.paste(bumps, (9 * SCALE, 12 * SCALE))
        slope = ImageChops.subtract(bumps, shifted, scale=0.35, offset=110)
        slope = slope.filter(ImageFilter.MedianFilter(9))
        return slope.point(
            [min(steps - 1, v * steps // 256) * 255 // (steps - 1) for v in range(256)]
        )

    # The sea.

    def mirror(
        self, horizon: float, *, sway: float, seed: int, stretch: float = 1.0
    ) -> None:
        """Fill what lies under the horizon as moving water would mirror the rest."""
        top = round(horizon * SCALE)
        height = self.size[1] - top
        source = self.image.copy()
        chance = random.Random(seed)
        phase = [chance.uniform(0, math.tau) for _ in range(6)]
        for row in range(height):
            near = row / height
            # Waves look longer the nearer they are.
            wave = math.log(1 + near * 40) * 26
            swell = (
                sum(math.sin(wave * (1 + 0.61 * k) + phase[k]) for k in range(6)) / 3
            )
            amount = sway * SCALE * (0.05 + near)
            y = top - 1 - row * stretch + swell * amount * 1.4
            y = max(0, min(top - 1, round(y)))
            strip = source.crop((0, y, self.size[0], y + 1))
            strip = ImageChops.offset(strip, round(swell * amount * 0.5), 0)
            self.image.paste(strip, (0, top + row))

    def ripples(
        self,
        horizon: float,
        colour: str | Stops,
        seed: int,
        *,
        count: int = 900,
        alpha: float = 0.5,
        where: Image.Image | None = None,
        bold: float = 1.0,
    ) -> None:
        """Strew lens-shaped strokes over the water, larger the nearer they are."""
        mask, pen = self.mask()
        chance = random.Random(seed)
        for _ in range(count):
            near = chance.random() ** 1.7
            y = horizon + 2 + near * (self.height - horizon)
            x = chance.uniform(-50, self.width + 50)
            long = (5 + near * 75) * chance.uniform(0.4, 1.4)
            thin = (0.5 + near * 4.2) * chance.uniform(0.4, 1.1) * bold
            lens = [
                (x - long, y),
                (x - long * 0.3, y - thin * 0.8),
                (x + long * 0.4, y - thin),
                (x + long, y + thin * 0.2),
                (x + long * 0.2, y + thin * 0.7),
            ]
            pen.polygon(scaled(lens), fill=chance.randint(120, 255))
        if where is not None:
            mask = ImageChops.multiply(mask, where)
        self.paint(mask, colour, alpha=alpha, blur=0.6)

    # The last touches.

    def finish(self, *, grain: float = 7.0, vignette: float = 0.25) -> Image.Image:
        """Darken the corners, make the picture small, and give it a film's grain."""
        if vignette:
            edge = ImageChops.invert(
                self.disc(
                    self.width / 2,
                    self.height / 2,
                    self.width * 0.95,
                    self.height * 1.05,
                ).point([min(255, round(v * 1.9)) for v in range(256)])
            )
            self.paint(edge, "#05070c", alpha=vignette)
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        return grained(small, grain, self.seed)


def grained(image: Image.Image, amount: float, seed: int) -> Image.Image:
    """Give a picture grain: the sum of random bytes, about none on average."""
    chance = random.Random(seed + 77)
    count = image.width * image.height
    one, other = (
        Image.frombytes("L", image.size, chance.randbytes(count)) for _ in range(2)
    )
    speck = Image.blend(one, other, 0.5).filter(ImageFilter.GaussianBlur(0.55))
    speck = speck.point([round(128 + (v - 128) * amount / 62) for v in range(256)])
    return ImageChops.overlay(image, Image.merge("RGB", (speck,) * 3))


def scaled(points: Points) -> Points:
    """Return points in the pixels that are drawn."""
    return [(x * SCALE, y * SCALE) for x, y in points]
