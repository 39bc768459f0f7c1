"""A request as the web server hands it over."""

from io import BytesIO


class Visit:
    def __init__(self, door, path="/en/", query="", method="GET", **more):
        self.status, self.headers, self.body = "", {}, b""
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "paper.example",
            "SERVER_NAME": "paper.example",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **more,
        }
        self.body = b"".join(door(environ, self._start))

    def _start(self, status, headers):
        self.status, self.headers = status, dict(headers)

    @property
    def text(self):
        return self.body.decode().strip()
