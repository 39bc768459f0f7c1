"""In which sizes pictures are shown: a rule without a database."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one sort of picture is cut, smallest first.

    `cuts` are Wagtail's words: `width-460` keeps the shape, `fill-320x213` cuts
    around the focal point. `fallback` is for browsers without WebP.
    """

    cuts: tuple[str, ...]
    fallback: str = "jpeg"


# As wide as it is read, twice that for fine screens, and a wide one.
STORY = ("width-460", "width-920", "width-1400")

KINDS = {
    "story": Kind(cuts=STORY),
    "teaser": Kind(cuts=("fill-320x213", "fill-640x427", "fill-960x640")),
    "portrait": Kind(cuts=("fill-96x96", "fill-192x192")),
    "logo": Kind(cuts=("max-640x80", "max-1280x160"), fallback="png"),
}


def filters(kind: Kind) -> list[str]:
    """Return Wagtail's specs of `kind`: every cut as WebP, then every cut to fall back.

    `plain` leaves out what a camera wrote about place and owner.
    """
    return [
        f"{cut}|plain|format-{form}"
        for form in ("webp", kind.fallback)
        for cut in kind.cuts
    ]
