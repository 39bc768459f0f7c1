"""Which comments need eyes first: text in, scores out, on one's own machine."""

from hiwar.scorer.language import Language, route
from hiwar.scorer.scoring import Moved, Scored, score, score_all

__all__ = ["Language", "Moved", "Scored", "route", "score", "score_all"]
