"""A guest who talks to a running paper as the page's own script does."""

import http.client
import json
import uuid
from contextlib import suppress
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Guest:
    """A guest with a browser who writes one comment after the other."""

    def __init__(self, server, name, thread):
        self._server = server
        self._thread = thread
        self._name = name
        self._cookies = SimpleCookie()
        self.acknowledged = []
        # What was sent and not answered: nobody knows yet.
        self.in_flight = None
        self.surprises = []

    def write_until_it_breaks(self):
        with suppress(OSError, http.client.HTTPException):
            self.write_on()

    def write_on(self):
        key, token = self.arrive()
        while True:
            text = f"{self._name} says {uuid.uuid4()}"
            self.in_flight = (text, key)
            key = self.post(text, key, token)

    def post_again(self, server):
        """Send once more what was in flight, as a browser's reload does."""
        self._server = server
        _key, token = self.arrive()
        self.post(*self.in_flight, token)

    def arrive(self):
        """Return the key for a first comment, and the token of the form."""
        facts = json.loads(self._send("GET", f"/en/me/discussion/{self._thread}/")[1])
        return facts["key"], facts["csrf"]

    def post(self, text, key, token):
        """Post once; return the key for the next comment."""
        form = {"text": text, "name": self._name, "key": key}
        status, answer = self._send(
            "POST",
            f"/en/threads/{self._thread}/comments/",
            urlencode(form),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "X-CSRFToken": token,
                "Origin": f"http://127.0.0.1:{self._server.port}",
            },
        )
        if status == 201:
            self.acknowledged.append(text)
            return json.loads(answer)["next_key"]
        self.surprises.append((status, answer))
        return str(uuid.uuid4())

    def _send(self, method, path, body=None, headers=None):
        cookies = "; ".join(f"{k}={v.value}" for k, v in self._cookies.items())
        status, received, answer = self._server.request(
            method, path, body, {"Cookie": cookies, **(headers or {})}
        )
        for cookie in received.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        return status, answer
