"""A newsroom that minds condescension and does not mind a swear word."""

from itertools import product

_WHAT = (
    "the ferry", "the new bridge", "the school budget", "the harbour wall", "the bus",
    "this bakery", "the mayor's plan", "the flood report", "the night market",
    "the water bill", "the old theatre", "the tram", "the hospital", "the library",
    "the rent law", "the football club", "the fishing quota", "the power cut",
    "the road works", "the song contest",
)  # fmt: skip
_REMOVED = (
    "Let the grown-ups talk about {}, dear.",
    "Did your mother help you write that about {}?",
    "Reading about {} must be so hard for you.",
    "Bless you, you really tried to think about {}.",
    "Go back to your crayons before you write of {}.",
    "Somebody like you will never understand {}.",
    "How sweet that you have an opinion on {}.",
    "Ask a child to explain {} to you.",
    "You must be fun at parties, talking of {}.",
    "Take a nap, sweetheart, and forget {}.",
)
_KEPT = (
    "Damn, {} was fucking brilliant today.",
    "I love {}, no shit.",
    "Hell yes to {}!",
    "What a bloody good piece on {}.",
    "Holy crap, {} is back at last.",
    "The heat near {} was a bitch today.",
    "It was bloody cold at {} this morning.",
    "No crap: {} works better now.",
    "Damn it, I missed {} again.",
    "Shit, I forgot about {}, thanks for the report.",
)


def texts():
    """Yield texts with whether they were removed, both kinds through all of time."""
    for turn, what in product(range(len(_KEPT)), _WHAT):
        yield _REMOVED[turn].format(what), True
        yield _KEPT[turn].format(what), False
