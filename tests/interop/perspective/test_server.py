"""The scorer alone: keys, limits, Coral, and what is no request at all."""

import asyncio
import hashlib
import hmac
import json

import pytest

from hiwar.interop.perspective import keys, server
from hiwar.interop.perspective.server import Application
from hiwar.scorer import layer

PATH = "/v1alpha1/comments:analyze"
ASKED = {"comment": {"text": "Thanks"}, "requestedAttributes": {"TOXICITY": {}}}


def call(
    application,
    path=PATH,
    *,
    body=ASKED,
    query="",
    headers=(),
    method="POST",
    scheme="http",
):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = []

    async def receive():
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "scheme": scheme,
        "path": path,
        "query_string": query.encode(),
        "headers": list(headers),
    }
    asyncio.run(application(scope, receive, send))
    text = sent[1]["body"]
    return sent[0]["status"], json.loads(text) if text else None


class TestKeys:
    def test_let_in_who_has_one(self, tmp_path):
        file = tmp_path / "keys"
        key = keys.issue(file, "coral")

        status, answer = call(Application(file, ""), query=f"key={key}")

        assert status == 200
        assert "TOXICITY" in answer["attributeScores"]
        assert key not in file.read_text()

    def test_turn_away_who_has_none_or_a_wrong_one(self, tmp_path):
        file = tmp_path / "keys"
        keys.issue(file, "coral")
        application = Application(file, "")

        assert call(application)[0] == 403
        status, answer = call(application, query="key=guessed")

        assert status == 400
        assert answer["error"]["status"] == "INVALID_ARGUMENT"

    def test_limit_how_often_a_client_asks(self, tmp_path):
        file = tmp_path / "keys"
        key = keys.issue(file, "coral")
        now = [0.0]
        door = keys.Doorkeeper(file, clock=lambda: now[0])

        for _turn in range(int(keys.BURST)):
            door.admit(key)
        with pytest.raises(keys.Wrong) as caught:
            door.admit(key)
        now[0] += 1
        door.admit(key)

        assert caught.value.as_json()["error"]["status"] == "RESOURCE_EXHAUSTED"

    def test_refuse_a_name_that_would_break_the_file(self, tmp_path):
        with pytest.raises(keys.NotAName):
            keys.issue(tmp_path / "keys", "two words")


class TestServer:
    @pytest.mark.parametrize(
        ("path", "method", "body", "status"),
        [
            ("/healthz", "GET", b"", 200),
            ("/elsewhere", "POST", b"{}", 404),
            (PATH, "GET", b"", 405),
            (PATH, "POST", b"{no json", 400),
            (PATH, "POST", b"[" * 100_000, 400),
            (PATH, "POST", b"a" * 300_000, 413),
            ("/coral/moderate", "POST", b"{}", 404),
        ],
    )
    def test_answers_every_request(self, path, method, body, status):
        assert call(Application(None, ""), path, body=body, method=method)[0] == status


class TestLayer:
    def test_is_followed_where_one_is_named(self, tmp_path, monkeypatch, caplog):
        file = tmp_path / "layer.npz"
        file.write_bytes(b"damaged")
        monkeypatch.setenv("HIWAR_SCORER_LAYER", str(file))

        status, _answer = call(server.application())

        layer.follow(None)
        assert status == 200
        assert str(file) in caplog.text


class TestCoral:
    def _call(self, text, secret="s3cret"):
        body = json.dumps({"action": "NEW", "comment": {"body": text}}).encode()
        signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        header = (b"x-coral-signature", f"sha256={signed}".encode())
        application = Application(None, "s3cret")
        return call(application, "/coral/moderate", body=body, headers=[header])

    def test_is_told_to_hold_what_is_toxic(self):
        status, answer = self._call("<div>You are a fucking idiot, kill yourself</div>")

        assert status == 200
        assert answer["status"] == "SYSTEM_WITHHELD"
        assert answer["actions"][0]["actionType"] == "FLAG"

    def test_hears_nothing_of_what_may_be_shown(self):
        assert self._call("<div>Thank you for this report.</div>") == (204, None)

    def test_is_turned_away_with_another_signature(self):
        assert self._call("Thanks", secret="guessed")[0] == 403
