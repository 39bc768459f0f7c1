from ipaddress import ip_network

import pytest

from hiwar.kernel import http


@pytest.fixture
def proxied(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]


class TestClientAddress:
    def test_is_the_connection_s_when_no_proxy_is_trusted(self, rf):
        request = rf.get(
            "/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.9"
        )

        assert http.client_address(request) == "192.0.2.1"

    def test_is_what_a_trusted_proxy_saw(self, rf, proxied):
        request = rf.get(
            "/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.9"
        )

        assert http.client_address(request) == "198.51.100.9"

    def test_is_not_what_the_sender_wrote_before_it(self, rf, proxied):
        request = rf.get(
            "/",
            REMOTE_ADDR="10.0.0.2",
            HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.9, 10.0.0.7",
        )

        assert http.client_address(request) == "198.51.100.9"

    @pytest.mark.parametrize("claimed", ["nonsense", "", "1.2.3.4.5", "<script>"])
    def test_stays_the_proxy_s_when_its_word_is_no_address(self, rf, proxied, claimed):
        request = rf.get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR=claimed)

        assert http.client_address(request) == "10.0.0.2"


class TestAddressHash:
    def test_counts_a_household_of_ipv6_as_one(self, rf):
        one = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
        other = rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9")
        elsewhere = rf.get("/", REMOTE_ADDR="2001:db8:1:3::1")

        assert http.address_hash(one) == http.address_hash(other)
        assert http.address_hash(one) != http.address_hash(elsewhere)

    def test_knows_an_ipv4_address_in_ipv6_clothes(self, rf):
        plain = rf.get("/", REMOTE_ADDR="192.0.2.1")
        mapped = rf.get("/", REMOTE_ADDR="::ffff:192.0.2.1")

        assert http.address_hash(plain) == http.address_hash(mapped)


class TestIsSameOrigin:
    @pytest.mark.parametrize(
        ("headers", "answer"),
        [
            ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
            ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
            ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
            ({"HTTP_SEC_FETCH_SITE": "none"}, False),
            ({"HTTP_ORIGIN": "http://testserver"}, True),
            ({"HTTP_ORIGIN": "https://evil.example"}, False),
            ({"HTTP_ORIGIN": "null"}, False),
            ({}, False),
        ],
    )
    def test_believes_what_only_a_browser_can_say(self, rf, settings, headers, answer):
        settings.ALLOWED_HOSTS = ["testserver"]

        assert http.is_same_origin(rf.post("/", **headers)) is answer


class TestSafePath:
    @pytest.mark.parametrize(
        "hostile",
        [
            "//evil.example/",
            "https://evil.example/",
            "/\\evil.example",
            "javascript:alert(1)",
            "\t//evil.example",
            "http:///evil.example",
            "",
            None,
        ],
    )
    def test_never_leaves_this_site(self, hostile):
        assert http.safe_path(hostile, "/en/") == "/en/"

    def test_keeps_a_path_of_ours(self):
        assert (
            http.safe_path("/ar/2017/02/16/قصة/?page=2") == "/ar/2017/02/16/قصة/?page=2"
        )
