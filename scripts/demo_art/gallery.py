"""Name every picture of the demo edition."""

from demo_art import sea, town

SCENES = {
    "night-ferry": sea.night_ferry,
    "lighthouse": sea.lighthouse,
    "boats": sea.boats,
    "fog": sea.fog,
    "storm": sea.storm,
    "breakwater": sea.breakwater,
    "steps": town.steps,
    "market": town.market,
    "cranes": town.cranes,
}
AVATARS = {}
draw_logo = None
