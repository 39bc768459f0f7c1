"""Perspective's requests and answers: `comments:analyze` and `comments:suggestscore`.

Fields, names and errors are those of its public documentation (v1alpha1). Nothing of
a comment is stored, whatever `doNotStore` says. An attribute that the scorer cannot
measure is refused, never answered with a guess.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

from hiwar import scorer
from hiwar.scorer import Language

Json = dict[str, Any]

ATTRIBUTES: Final = {
    "TOXICITY": "toxicity",
    "IDENTITY_ATTACK": "identity_attack",
    "PROFANITY": "profanity",
    "THREAT": "threat",
}
# Of UTF-8, as there.
LONGEST_COMMENT: Final = 20_480

_ERROR_TYPE: Final = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error"
_PROBABILITY: Final = "PROBABILITY"
_STATUSES: Final = {
    400: "INVALID_ARGUMENT",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "INVALID_ARGUMENT",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
}
_COMMON: Final = {"comment", "context", "languages", "clientToken", "communityId"}
_ANALYZED: Final = _COMMON | {
    "requestedAttributes",
    "spanAnnotations",
    "doNotStore",
    "sessionId",
}
_SUGGESTED: Final = _COMMON | {"attributeScores", "sessionId"}
TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_SENTENCE: Final = re.compile(r"[^.!?؟\n]+[.!?؟\n]*\s*")


class Wrong(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A request that is answered with an error, as Perspective words it."""

    def __init__(self, message: str, *, code: int = 400, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.details = details

    def as_json(self) -> Json:
        error: Json = {
            "code": self.code,
            "message": str(self),
            "status": _STATUSES[self.code],
        }
        if self.details:
            error["details"] = [{"@type": _ERROR_TYPE, **self.details}]
        return {"error": error}


def analyze(request: Any) -> Json:
    """Answer a request to `comments:analyze`.

    Raises Wrong.
    """
    _check_fields(request, _ANALYZED)
    text = _text(request)
    asked = _attributes(request)
    detected = scorer.route(text)
    language = _language(request, detected, next(iter(asked)))
    whole = scorer.score(text, story=_context(request), language=language)
    parts = (
        list(_sentences(text, language))
        if request.get("spanAnnotations") is True
        else [(0, len(text), whole)]
    )
    answer: Json = {
        "attributeScores": {
            attribute: _scores(ATTRIBUTES[attribute], whole, parts)
            for attribute, threshold in asked.items()
            if whole.values.get(ATTRIBUTES[attribute], 0.0) >= threshold
        },
        "languages": [language.value],
        "detectedLanguages": [detected.value],
    }
    return answer | _token(request)


def suggest(request: Any) -> Json:
    """Accept what a client thinks a score should be, and keep nothing of it.

    Raises Wrong.
    """
    _check_fields(request, _SUGGESTED)
    text = _text(request)
    if not isinstance(request.get("attributeScores"), dict):
        raise Wrong("attribute_scores must be non-empty.")
    return {"detectedLanguages": [scorer.route(text).value]} | _token(request)


def _check_fields(request: Any, known: set[str]) -> None:
    if not isinstance(request, dict):
        raise Wrong("Invalid JSON payload received. Expected an object.")
    for name in request:
        if name not in known:
            raise Wrong(
                f'Invalid JSON payload received. Unknown name "{name}": '
                "Cannot find field."
            )


def _text(request: Mapping[str, Any]) -> str:
    comment = request.get("comment")
    text = comment.get("text") if isinstance(comment, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise Wrong("Comment must be non-empty.", errorType="COMMENT_EMPTY")
    if len(text.encode("utf-8", "replace")) > LONGEST_COMMENT:
        raise Wrong("Comment text too long.", errorType="COMMENT_TOO_LONG")
    if isinstance(comment, dict) and comment.get("type", "PLAIN_TEXT") == "HTML":
        # Blanks keep every place where the client has it.
        return unescape(TAG.sub(lambda tag: " " * len(tag[0]), text))
    return text


def _attributes(request: Mapping[str, Any]) -> dict[str, float]:
    """Return the least score at which each attribute asked for is answered."""
    asked = request.get("requestedAttributes")
    if not isinstance(asked, dict) or not asked:
        raise Wrong("requested_attributes must be non-empty.")
    thresholds = {}
    for name, wishes in asked.items():
        if name not in ATTRIBUTES:
            raise Wrong(f"Attribute {name} is not supported.")
        thresholds[name] = _threshold(name, {} if wishes is None else wishes)
    return thresholds


def _threshold(name: str, wishes: Any) -> float:
    if not isinstance(wishes, dict):
        raise Wrong(f"Invalid value at 'requested_attributes' ({name}).")
    kind = wishes.get("scoreType", _PROBABILITY)
    if kind not in {_PROBABILITY, "SCORE_TYPE_UNSPECIFIED"}:
        raise Wrong(f"Score type of {name} is not supported.")
    threshold = wishes.get("scoreThreshold", 0)
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        raise Wrong(f"Invalid value at 'score_threshold' ({name}).")
    return float(threshold)


def _language(
    request: Mapping[str, Any], detected: Language, attribute: str
) -> Language:
    """Return the language to score in: the one asked for, else the one it is in."""
    asked = request.get("languages") or []
    if not isinstance(asked, list) or not all(isinstance(name, str) for name in asked):
        raise Wrong("Invalid value at 'languages'.")
    served = {language.value for language in Language} - {Language.OTHER.value}
    if asked:
        known = [name for name in asked if name.partition("-")[0] in {"en", "ar"}]
        if len(known) != len(asked):
            raise _not_served(attribute, [n for n in asked if n not in known])
        if detected in served and detected.value.partition("-")[0] in known:
            return detected
        return Language(known[0].partition("-")[0])
    if detected == Language.OTHER:
        raise _not_served(attribute, [detected.value])
    return detected


def _not_served(attribute: str, languages: list[str]) -> Wrong:
    return Wrong(
        f"Attribute {attribute} does not support request languages: "
        f"{', '.join(languages)}",
        errorType="LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
        languageNotSupportedByAttributeError={
            "detectedLanguages": languages,
            "attribute": attribute,
        },
    )


def _context(request: Mapping[str, Any]) -> str:
    """Return the text that the comment answers to, whose words are not its own."""
    context = request.get("context")
    entries = context.get("entries") if isinstance(context, dict) else None
    if not isinstance(entries, list):
        return ""
    texts = [entry.get("text") for entry in entries if isinstance(entry, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))


def _sentences(
    text: str, language: Language
) -> Iterator[tuple[int, int, scorer.Scored]]:
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match.end(), scorer.score(match[0], language=language)


def _scores(
    kind: str, whole: scorer.Scored, parts: list[tuple[int, int, scorer.Scored]]
) -> Json:
    return {
        "spanScores": [
            {"begin": begin, "end": end, "score": _score(kind, part)}
            for begin, end, part in parts
        ],
        "summaryScore": _score(kind, whole),
    }


def _score(kind: str, scored: scorer.Scored) -> Json:
    return {"value": scored.values.get(kind, 0.0), "type": _PROBABILITY}


def _token(request: Mapping[str, Any]) -> Json:
    token = request.get("clientToken")
    return {"clientToken": token} if isinstance(token, str) else {}
