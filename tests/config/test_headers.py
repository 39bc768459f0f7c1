"""What every answer carries, in each of the zones."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from hiwar.config.middleware import security_headers

PUBLIC = "/en/"
SIGN_IN = "/en/accounts/login/"
DESK = "/desk/"
POWERS = ["camera", "geolocation", "microphone", "payment"]


def headers_of(path, view=lambda _request: HttpResponse("page"), **facts):
    """Return the headers of an answer to `path` after the middleware."""
    request = RequestFactory().get(path)
    for name, value in facts.items():
        setattr(request, name, value)
    return security_headers(view)(request).headers


def policy_of(headers):
    """Return the policy as a mapping from directive to sources."""
    parts = headers["Content-Security-Policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


class TestPublicPages:
    @pytest.mark.parametrize("path", [PUBLIC, SIGN_IN, "/robots.txt", "/desktop/"])
    def test_allow_nothing_inline_and_nothing_from_elsewhere(self, path):
        policy = policy_of(headers_of(path))

        assert policy.pop("connect-src") == f"'self' {settings.LIVE_ORIGIN}"
        assert policy["default-src"] == "'none'"
        assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        others = {policy[name] for name in policy if name.endswith("-src")}
        assert others == {"'none'", "'self'"}

    def test_ask_nobody_else_where_a_proxy_leads_to_the_live_stream(self, settings):
        settings.LIVE_ORIGIN = settings.ORIGIN

        assert policy_of(headers_of(PUBLIC))["connect-src"] == "'self'"

    def test_may_not_be_framed(self):
        assert headers_of(PUBLIC)["X-Frame-Options"] == "DENY"

    @pytest.mark.parametrize("power", POWERS)
    def test_have_no_powers_that_they_do_not_need(self, power):
        assert f"{power}=()" in headers_of(PUBLIC)["Permissions-Policy"]

    def test_ask_for_https_where_the_paper_speaks_it(self, settings):
        settings.IS_HTTPS = True
        assert "upgrade-insecure-requests" in policy_of(headers_of(PUBLIC))
        assert "max-age" in headers_of(PUBLIC)["Strict-Transport-Security"]

        settings.IS_HTTPS = False
        assert "upgrade-insecure-requests" not in policy_of(headers_of(PUBLIC))
        assert "Strict-Transport-Security" not in headers_of(PUBLIC)

    def test_keep_the_policy_that_a_view_gave_itself(self):
        def view(_request):
            return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

        assert headers_of(PUBLIC, view)["Content-Security-Policy"] == "sandbox"


class TestDesk:
    def test_may_use_the_inline_scripts_that_wagtail_needs(self):
        policy = policy_of(headers_of(DESK))

        assert policy["script-src"] == "'self' 'unsafe-inline'"
        assert policy["frame-ancestors"] == "'self'"
        assert headers_of(DESK)["X-Frame-Options"] == "SAMEORIGIN"

    def test_shows_a_preview_in_a_frame_under_the_public_policy(self):
        headers = headers_of(PUBLIC, is_preview=True)

        policy = policy_of(headers)
        assert policy["frame-ancestors"] == "'self'"
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
class TestSite:
    @pytest.mark.parametrize("path", [PUBLIC, SIGN_IN, "/en/nothing-here/", DESK])
    def test_sends_them_with_every_answer(self, client, path):
        response = client.get(path)

        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Content-Security-Policy"]
        assert response["Permissions-Policy"]

    def test_has_no_inline_script_or_style_on_public_pages(self, client):
        for path in (PUBLIC, SIGN_IN, "/en/nothing-here/"):
            page = client.get(path).content.decode()

            assert "<style" not in page
            assert " style=" not in page
            assert " onclick=" not in page
            for opening in page.split("<script")[1:]:
                tag = opening.split(">")[0]
                assert "src=" in tag or "application/ld+json" in tag


class TestOrder:
    def test_headers_come_before_whatever_answers_by_itself(self):
        middleware = settings.MIDDLEWARE

        own = middleware.index("hiwar.config.middleware.security_headers")
        assert own < middleware.index("whitenoise.middleware.WhiteNoiseMiddleware")
