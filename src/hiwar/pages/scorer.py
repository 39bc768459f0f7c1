"""The scorer's own errors, for everybody to see: its model card on the site."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import languages
from hiwar.moderation import topics
from hiwar.scorer import Language, layer
from hiwar.scorer.evaluation import shipped
from hiwar.scorer.evaluation.card import fit_to_print
from hiwar.scorer.evaluation.figures import share_between

from .public import answer, public

# A layer may be switched at any time, and nothing tells the page.
VALID_FOR: Final = timedelta(minutes=10)
# The side of a picture, and the room for what is written beside it.
SIDE: Final = 320
# So many of the worst mistakes of a language are told.
WORST: Final = 5
_AT: Final = "0.8"
_NAMES: Final = {
    "civil": _("comments on English news"),
    "civil sentences": _("sentences of comments on English news"),
    "madlibs": _("made-up sentences about groups of people"),
    "mlma": _("tweets with hateful words"),
    "mpold": _("comments on Arabic news"),
    "wikipedia": _("talk pages of Wikipedia"),
    "wikipedia answers": _("answers on talk pages of Wikipedia"),
    "written": _("sentences of our own"),
    "arabizi": _("Arabic in Latin letters"),
    "counter_speech": _("speaking up against insults"),
    "dialect": _("dialect"),
    "disagreement": _("polite disagreement"),
    "identity": _("groups of people, named kindly"),
    "identity_attack": _("attacks on groups of people"),
    "insult": _("insults"),
    "news": _("news of war and torture"),
    "obfuscation": _("words with hidden letters"),
    "profanity_harmless": _("swearing at nobody"),
    "quotation": _("quotations"),
    "sarcasm": _("mockery"),
    "threat": _("threats"),
}
# Name, licence, and the languages of what it was taught with.
_SOURCES: Final = (
    ("Civil Comments (ipavlopoulos/toxic_spans)", "CC0-1.0", ("en",)),
    (
        "Wikipedia Talk (conversationai, context_toxicity)",
        "CC BY 4.0, CC BY-SA",
        ("en",),
    ),
    ("MPOLD", "Apache-2.0", ("ar",)),
    ("MLMA", "MIT", ("en", "ar")),
    ("Bias madlibs", "CC BY 4.0", ("en",)),
    ("LDNOOBW", "CC BY 4.0", ("en", "ar")),
    ("Surge profanity list", "MIT", ("en",)),
    ("universal-sentence-encoder-multilingual-3", "Apache-2.0", ("en", "ar")),
)


@public
def card(request: HttpRequest) -> HttpResponse:
    """How well the program does that points to comments: its own errors."""
    measured = shipped.read()
    hard = measured["hard"]
    tables = (
        (gettext("On hard cases, by language"), hard["languages"]),
        (gettext("On hard cases, by kind"), hard["groups"]),
        (
            gettext("On hard cases, each kind by a score of its own"),
            measured["kinds"],
        ),
        (gettext("On comments kept apart from training"), measured["sources"]),
    )
    return answer(
        request,
        "pages/moderation_scorer.html",
        {
            "tables": [
                (title, list(map(_errors, rows.items()))) for title, rows in tables
            ],
            "side": SIDE,
            "curves": _lines(measured["curves"]),
            "calibration": _lines(
                {
                    language: [(row["said"], row["people"]) for row in rows]
                    for language, rows in measured["calibration"].items()
                }
            ),
            "worst": list(_worst(measured["worst"])),
            "sources": [
                (name, licence, list(map(languages.name_here, spoken)))
                for name, licence, spoken in _SOURCES
            ],
            "own_until": _own_until(),
        },
        shows=[topics.OUTSIDE],
        valid_until=timezone.now() + VALID_FOR,
    )


def _own_until() -> str:
    """Return up to which day decisions were learnt from; empty where none were."""
    try:
        return layer.read(Path(settings.DATA) / layer.IN_USE).until
    except layer.Unfit:
        return ""


def _errors(named: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    name, row = named
    auc, between = row["roc_auc"], row["roc_auc_between"]
    return {
        "name": _name(name),
        "rows": row["rows"],
        "order": None if auc is None else f"{auc:.2f}",
        "between": between and f"{between[0]:.2f}–{between[1]:.2f}",
        "shares": (
            _share(row["false_alarms_at"], row["rows"] - row["toxic"]),
            _share(row["misses_at"], row["toxic"]),
        ),
    }


def _name(name: str) -> str:
    """Return what rows of the report are called: their kind, language, or both."""
    kind, comma, language = name.rpartition(", ")
    if not comma:
        return _language(name)
    told = str(_NAMES.get(kind, kind))
    return told if told == _language(language) else f"{told} ({_language(language)})"


def _language(code: str) -> str:
    if code == Language.ARABIZI:
        return str(_NAMES["arabizi"])
    return languages.name_here(code)


def _share(shares: dict[str, float], count: int) -> tuple[str, str]:
    """Return a share, and between what it lies in 95 of 100 samples."""
    share = shares.get(_AT)
    if share is None or not count:
        return "–", ""
    low, high = share_between(share, count)
    return f"{share:.0%}", f"{100 * low:.0f}–{100 * high:.0f}"


def _lines(curves: dict[str, Any]) -> list[dict[str, str]]:
    """Return each language's line as places in a picture, from the lower left."""
    return [
        {
            "code": language,
            "name": languages.name_here(language),
            "points": " ".join(
                f"{x * SIDE:.1f},{(1 - y) * SIDE:.1f}" for x, y in points
            ),
        }
        for language, points in curves.items()
    ]


def _worst(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    told: dict[str, int] = {}
    for row in rows:
        language = row["language"]
        told[language] = told.get(language, 0) + 1
        if told[language] <= WORST:
            yield {
                "text": fit_to_print(row["text"]),
                "language": language,
                "is_hostile": bool(row["should"]),
                "score": "–" if row["score"] is None else f"{row['score']:.2f}",
            }
