"""The scorer alone, over HTTP: an ASGI application without Django or a newspaper.

`POST /v1alpha1/comments:analyze`, `:suggestscore` and `POST /coral/moderate`;
`GET /$discovery/rest`, which says what that is, and `GET /healthz`. What it is told
comes from the environment: `hiwar scorer serve` sets it for the processes it starts.
"""

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from hiwar.scorer import layer

from . import coral, discovery
from .keys import Doorkeeper
from .protocol import Json, Wrong, analyze, suggest

KEYS_SETTING: Final = "HIWAR_SCORER_KEYS"
LAYER_SETTING: Final = "HIWAR_SCORER_LAYER"
CORAL_SETTING: Final = "HIWAR_CORAL_SECRET"
MOST_BYTES: Final = 200_000
API: Final = {
    "/v1alpha1/comments:analyze": analyze,
    "/v1alpha1/comments:suggestscore": suggest,
}
CORAL: Final = "/coral/moderate"

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Application:
    """Answers requests; one for each process."""

    def __init__(self, keys: Path | None, coral_secret: str) -> None:
        self._door = Doorkeeper(keys)
        self._coral_secret = coral_secret

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            code, answer = 200, self._answer(scope, await _body(receive))
        except Wrong as wrong:
            code, answer = wrong.code, wrong.as_json()
        if code == 200 and not answer:
            code = 204  # as Coral wants to hear that there is nothing to do
        content = (
            b"" if code == 204 else json.dumps(answer, ensure_ascii=False).encode()
        )
        headers = [
            (b"content-type", b"application/json; charset=UTF-8"),
            (b"content-length", str(len(content)).encode()),
        ]
        await send({"type": "http.response.start", "status": code, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: Message, body: bytes) -> Json:
        path = scope["path"]
        if path == "/healthz":
            return {"status": "ok"}
        if path == discovery.PATH:
            return discovery.describe(_root(scope))
        if path not in API and path != CORAL:
            raise Wrong("Requested entity was not found.", code=404)
        if scope["method"] != "POST":
            raise Wrong("Only POST is answered here.", code=405)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        if path == CORAL:
            if not self._coral_secret:
                raise Wrong("Requested entity was not found.", code=404)
            coral.check_signature(
                body=body,
                signature=headers.get(coral.SIGNATURE, ""),
                secret=self._coral_secret,
            )
            return coral.moderate(parse(body))
        query = parse_qs(scope["query_string"].decode())
        self._door.admit(query.get("key", [headers.get("x-goog-api-key", "")])[0])
        return API[path](parse(body))


def _root(scope: Message) -> str:
    """Return the address that the client knows us by."""
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    return f"{scope.get('scheme', 'http')}://{host}/"


def parse(body: bytes) -> Any:
    """Return the JSON of a body.

    Raises Wrong.
    """
    try:
        return json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise Wrong("Invalid JSON payload received.") from None


async def _body(receive: Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise Wrong("Request payload size exceeds the limit.", code=413)
    return body


def application() -> Application:
    """Return the application as the environment says."""
    keys = os.environ.get(KEYS_SETTING)
    if own := os.environ.get(LAYER_SETTING):
        layer.follow(lambda: Path(own))
    return Application(Path(keys) if keys else None, os.environ.get(CORAL_SETTING, ""))
