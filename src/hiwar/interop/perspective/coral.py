"""Coral's external moderation phase: a signed comment in, a status and actions out.

Coral posts each new comment with `X-Coral-Signature: sha256=…`, an HMAC of the body
with a secret that both sides know. No content is the answer for what may be shown, and
SYSTEM_WITHHELD with a flag for what a moderator should see first.
"""

import hashlib
import hmac
from html import unescape
from typing import Any, Final

from hiwar import scorer

from .protocol import TAG, Json, Wrong

SIGNATURE: Final = "x-coral-signature"
LEAST_HELD: Final = 0.8


def check_signature(*, body: bytes, signature: str, secret: str) -> None:
    """Check that `body` comes from the Coral that knows `secret`.

    Raises Wrong.
    """
    signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    given = signature.removeprefix("sha256=")
    if not hmac.compare_digest(signed.encode(), given.encode()):
        raise Wrong("The signature does not fit the body.", code=403)


def moderate(request: Any, *, least_held: float = LEAST_HELD) -> Json:
    """Answer Coral about one comment: empty to leave it be, or to hold it.

    Raises Wrong.
    """
    if not isinstance(request, dict) or not isinstance(request.get("comment"), dict):
        raise Wrong("The body is not a request of Coral's external moderation.")
    body = request["comment"].get("body")
    if not isinstance(body, str):
        raise Wrong("The comment has no body.")
    scored = scorer.score(unescape(TAG.sub(" ", body)))
    toxicity = scored.toxicity
    if toxicity is None or toxicity < least_held:
        return {}
    return {
        "status": "SYSTEM_WITHHELD",
        "actions": [{"actionType": "FLAG", "reason": "COMMENT_DETECTED_TOXIC"}],
    }
