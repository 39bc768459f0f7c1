"""Uploaded pictures can be nothing but pictures."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def put(name, content=b"whatever"):
    path = settings.MEDIA_ROOT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class TestMedia:
    @pytest.mark.parametrize(
        ("name", "content_type"),
        [
            ("images/ferry.webp", "image/webp"),
            ("images/ferry.jpg", "image/jpeg"),
            ("images/FERRY.JPEG", "image/jpeg"),
            ("avatars/cat.png", "image/png"),
            ("images/الميناء.gif", "image/gif"),
        ],
    )
    def test_are_served_as_what_they_are(self, client, name, content_type):
        put(name, b"<script>alert(1)</script>")

        response = client.get(f"/media/{name}")

        assert response.status_code == 200
        assert response["Content-Type"] == content_type
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "immutable" in response["Cache-Control"]
        response.close()

    @pytest.mark.parametrize(
        "name",
        ["page.html", "drawing.svg", "paper.pdf", "script.js", "picture", "a.jpg.html"],
    )
    def test_are_not_there_when_they_are_something_else(self, client, name):
        put(name)

        assert client.get(f"/media/{name}").status_code == 404

    @pytest.mark.parametrize(
        "path",
        ["../secret.png", "..%2fsecret.png", "%2e%2e/secret.png", "/etc/secret.png"],
    )
    def test_stay_in_their_folder(self, client, path):
        (settings.MEDIA_ROOT.parent / "secret.png").write_bytes(b"secret")

        response = client.get(f"/media/{path}")

        assert response.status_code in {301, 302, 400, 404}

    def test_are_not_listed(self, client):
        put("images/ferry.webp")

        assert client.get("/media/images/").status_code == 404
