"""What an operator writes into the environment is understood or named as wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hiwar.config import environment

NAME = "HIWAR_TEST"
FOLDER = Path("folder")


@pytest.fixture
def says(monkeypatch):
    """Let the environment say something under NAME."""
    return lambda value: monkeypatch.setenv(NAME, value)


class TestOrigin:
    @pytest.mark.parametrize(
        "origin",
        ["https://paper.example.org", "http://127.0.0.1:8000", "http://[::1]:8000"],
    )
    def test_is_taken_as_it_is(self, says, origin):
        says(origin)

        assert environment.origin(NAME, "") == origin

    def test_loses_a_slash_at_its_end(self, says):
        says("https://paper.example.org/")

        assert environment.origin(NAME, "") == "https://paper.example.org"

    @pytest.mark.parametrize(
        "nonsense",
        [
            "paper.example.org",
            "ftp://paper.example.org",
            "https://",
            "https://paper.example.org/en",
            "https://paper.example.org?x=1",
            "https://paper.example.org#x",
            "https://me@paper.example.org",
            "https://paper.example.org:http",
            "https://paper.example.org:99999",
            "https://[::1",
        ],
    )
    def test_is_named_when_it_is_none(self, says, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            environment.origin(NAME, "")


class TestLivePort:
    @pytest.mark.parametrize(
        ("origin", "port"),
        [
            ("http://127.0.0.1:8000", 8001),
            ("http://localhost:9000", 9001),
            ("http://localhost", 17),
            ("https://paper.example.org", 17),
            ("https://paper.example.org:8443", 17),
        ],
    )
    def test_is_the_next_where_the_origin_is_this_machine(self, origin, port):
        assert environment.next_port(origin, 17) == port

    @pytest.mark.parametrize("nonsense", ["x", "0", "65536", "-1", "1.5"])
    def test_is_named_when_it_is_none(self, says, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            environment.port(NAME, 8001)


class TestLiveOrigin:
    @pytest.mark.parametrize(
        ("origin", "live"),
        [
            ("http://127.0.0.1:8000", "http://127.0.0.1:8001"),
            ("http://localhost", "http://localhost:8001"),
            ("http://[::1]:8000", "http://[::1]:8001"),
            ("http://paper.example.org", "http://paper.example.org"),
            ("https://paper.example.org", "https://paper.example.org"),
            ("https://localhost:8443", "https://localhost:8443"),
        ],
    )
    def test_is_another_port_where_nothing_has_to_stand_in_front(self, origin, live):
        assert environment.live_origin(origin, 8001) == live


class TestDatabase:
    def test_is_sqlite_where_nothing_is_said(self):
        database = environment.database(NAME, FOLDER / "hiwar.sqlite3")

        assert database["ENGINE"].endswith("sqlite")
        assert database["NAME"] == FOLDER / "hiwar.sqlite3"

    def test_is_read_from_an_address(self, says):
        says("postgres://hiwar:p%40ss@db.example.org:5433/paper?sslmode=verify-full")

        database = environment.database(NAME, FOLDER)

        assert database["ENGINE"].endswith("postgresql")
        assert (database["NAME"], database["USER"]) == ("paper", "hiwar")
        assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
        assert database["PASSWORD"] == "p@ss"
        assert database["OPTIONS"] == {"sslmode": "verify-full"}

    @pytest.mark.parametrize(
        "nonsense",
        [
            "mysql://hiwar@127.0.0.1/paper",
            "postgres://hiwar@127.0.0.1",
            "postgres://hiwar@127.0.0.1:port/paper",
            "postgres://hiwar:secret/word@127.0.0.1/paper",
            "hiwar.sqlite3",
        ],
    )
    def test_is_named_when_it_cannot_be_read_and_its_password_is_not(
        self, says, nonsense
    ):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME) as refused:
            environment.database(NAME, FOLDER)
        assert "secret" not in str(refused.value)


class TestMail:
    def test_stays_in_a_folder_where_nothing_is_said(self):
        assert environment.mail(NAME, FOLDER) == {"folder": FOLDER}

    @pytest.mark.parametrize(
        ("url", "port", "use_ssl", "use_tls"),
        [
            ("smtp://mail.example.org", 25, False, False),
            ("smtp+tls://mail.example.org", 587, False, True),
            ("smtps://mail.example.org", 465, True, False),
            ("smtp+tls://mail.example.org:2525", 2525, False, True),
        ],
    )
    def test_leaves_as_the_scheme_says(self, says, url, port, use_ssl, use_tls):
        says(url)

        mail = environment.mail(NAME, FOLDER)

        assert (mail["host"], mail["port"]) == ("mail.example.org", port)
        assert (mail["use_ssl"], mail["use_tls"]) == (use_ssl, use_tls)

    @pytest.mark.parametrize(
        "nonsense", ["mail.example.org", "http://mail.example.org", "smtp://h:p/"]
    )
    def test_is_named_when_it_cannot_be_read(self, says, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            environment.mail(NAME, FOLDER)


class TestOthers:
    @pytest.mark.parametrize(
        ("read", "value"),
        [
            (lambda: environment.zone(NAME, "UTC"), "Asia/Beirut"),
            (lambda: environment.log_level(NAME, "INFO"), "WARNING"),
            (lambda: environment.cache(NAME)["default"]["LOCATION"], "redis://h/0"),
            (lambda: str(environment.addresses(NAME)[0]), "10.0.0.0/8"),
        ],
    )
    def test_are_read_as_they_are_written(self, says, read, value):
        says(value)

        assert read() == value

    @pytest.mark.parametrize(
        ("read", "nonsense"),
        [
            (lambda: environment.zone(NAME, "UTC"), "Asia/Atlantis"),
            (lambda: environment.zone(NAME, "UTC"), "Asia"),
            (lambda: environment.zone(NAME, "UTC"), "/etc/localtime"),
            (lambda: environment.log_level(NAME, "INFO"), "LOUD"),
            (lambda: environment.cache(NAME), "127.0.0.1:6379"),
            (lambda: environment.addresses(NAME), "10.0.0.0/99"),
        ],
    )
    def test_are_named_when_they_cannot_be_read(self, says, read, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            read()


class TestWholeNumber:
    def test_is_understood_and_has_a_default(self, says):
        assert environment.whole_number(NAME, 30) == 30

        says("7")

        assert environment.whole_number(NAME, 30) == 7


class TestMegabytes:
    def test_are_bytes_from_then_on(self, says):
        says("3")

        assert environment.megabytes(NAME, 1) == 3 * 1024 * 1024

    @pytest.mark.parametrize("nonsense", ["0", "-1", "a few", "1.5"])
    def test_are_a_whole_number(self, says, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            environment.megabytes(NAME, 1)


class TestAddress:
    def test_may_be_left_out(self):
        assert environment.address(NAME) == ""

    @pytest.mark.parametrize("nonsense", ["cache.example.org", "ftp://cache", "http"])
    def test_is_one_on_the_web(self, says, nonsense):
        says(nonsense)

        with pytest.raises(ImproperlyConfigured, match=NAME):
            environment.address(NAME)
