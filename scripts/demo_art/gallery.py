"""Name every picture of the demo edition."""

from demo_art import (
    alley,
    cafe,
    cinema,
    coast,
    deep,
    grove,
    harbour,
    hill,
    marks,
    mountain,
    rooms,
    work,
)

SCENES = {
    "night-ferry": harbour.night_ferry,
    "boats": harbour.boats,
    "lighthouse": coast.lighthouse,
    "storm": coast.storm,
    "fog": deep.fog,
    "breakwater": deep.breakwater,
    "steps": hill.steps,
    "alley": alley.alley,
    "market": work.market,
    "cranes": work.cranes,
    "cafe": cafe.cafe,
    "cinema": cinema.cinema,
    "library": rooms.library,
    "lens": rooms.lens,
    "bench": grove.bench,
    "almonds": grove.almonds,
    "snow": mountain.snow,
}
AVATARS = {
    f"reader-{draw.__name__}": draw
    for draw in (
        marks.stone,
        marks.cat,
        marks.boat,
        marks.lamp,
        marks.bird,
        marks.wave,
        marks.cup,
        marks.fish,
    )
}
draw_logo = marks.logo
