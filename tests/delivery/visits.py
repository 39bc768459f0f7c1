"""A request as the web server hands it over."""

from io import BytesIO
from urllib.parse import quote

from hiwar.ops import intake


class Request:
    """A request, and what is answered to it.

    Headers are named as Python names: `if_none_match="*"`.
    """

    def __init__(
        self, path="/en/", query="", method="GET", *, client="127.0.0.1", **headers
    ):
        self.status, self.headers, self.body = 0, {}, b""
        given = {"host": "paper.example", **headers}
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path).encode(),
            "query_string": query.encode(),
            "server": ("paper.example", 80),
            "client": (client, 40_000),
            "headers": [
                (name.replace("_", "-").encode(), value.encode())
                for name, value in given.items()
            ],
        }

    async def ask(self, application, body=b"", *, is_whole=True):
        """Ask `application`, sending `body`; a sender who hangs up after it has not
        sent the whole.
        """
        self._parts = [body[:1], body[1:]] if body else [b""]
        self._is_whole = is_whole
        await application(self.scope, self._receive, self._send)
        return self

    async def _receive(self):
        if not self._parts:
            return {"type": "http.disconnect"}
        part = self._parts.pop(0)
        has_more = bool(self._parts) or not self._is_whole
        return {"type": "http.request", "body": part, "more_body": has_more}

    async def _send(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
            said = message["headers"]
            self.headers = {n.decode("latin-1"): v.decode("latin-1") for n, v in said}
        else:
            self.body += message["body"]

    @property
    def text(self):
        return self.body.decode().strip()


class Visit(Request):
    """A request that is answered at once, in this thread: nothing has to be awaited."""

    def __init__(self, application, *what, **headers):
        super().__init__(*what, **headers)
        answering = self.ask(application)
        try:
            answering.send(None)
        except StopIteration:
            return
        raise AssertionError("It waits for something.")


def at_once(application):
    """Return an ASGI application that calls the WSGI one here and now."""

    async def asked(scope, receive, send):
        environ = intake.make_environ(scope, scheme="http")
        answer = intake.call(application, {**environ, "wsgi.input": BytesIO()})
        start = {"status": answer.status, "headers": answer.headers}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": answer.body})

    return asked
