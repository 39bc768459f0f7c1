"""Typed readers of the environment. Each names the variable that is wrong."""

import logging
import os
import re
import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

SCHEMES_OF_POSTGRESQL = {"postgres", "postgresql"}
SCHEMES_OF_REDIS = {"redis", "rediss", "unix"}


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def origin(name: str, default: str) -> str:
    """Return scheme, host and port, without a path or a closing slash."""
    value = text(name, default).rstrip("/")
    parts = _parts(name, value)
    is_plain = value == f"{parts.scheme}://{parts.netloc}" and "@" not in value
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise ImproperlyConfigured(
            f"{name} must look like https://example.org, not {value!r}."
        )
    return value


def hosts(of_origin: str) -> list[str]:
    """Return the hosts that requests may name: the origin's, or this machine's."""
    host = urlsplit(of_origin).hostname or ""
    return ["127.0.0.1", "localhost", "[::1]"] if is_this_machine(host) else [host]


def is_this_machine(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")


def next_port(of_origin: str, default: int) -> int:
    """Return the port after the origin's, if that is a port of this machine's own."""
    parts = urlsplit(of_origin)
    is_ours = is_this_machine(parts.hostname or "") and parts.port
    return parts.port + 1 if is_ours and parts.port else default


def live_origin(of_origin: str, port: int) -> str:
    """Return where browsers find the live stream.

    A proxy in front sends `/live/` there, so that it is the paper's own address. On
    this machine nothing has to be in front, and it is another port.
    """
    parts = urlsplit(of_origin)
    if parts.scheme == "https" or not is_this_machine(parts.hostname or ""):
        return of_origin
    return f"http://{parts.netloc.removesuffix(f':{parts.port}')}:{port}"


def sender(of_origin: str) -> str:
    return f"noreply@{urlsplit(of_origin).hostname}"


def secret(name: str, path: Path) -> str:
    """Return the secret from the environment or from `path`, written by `hiwar up`.

    A process that has neither gets one of its own, which no other process shares:
    enough for commands that sign nothing, and never a secret that others know.
    """
    if value := os.environ.get(name):
        return value
    if path.exists():
        return path.read_text().strip()
    return secrets.token_urlsafe(50)


def zone(name: str, default: str) -> str:
    """Return the name of a time zone that there is."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a name like Asia/Beirut, not {value!r}."
        ) from error
    return value


def log_level(name: str, default: str) -> str:
    value = text(name, default).upper()
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(
            f"{name} must be DEBUG, INFO, WARNING or ERROR, not {value!r}."
        )
    return value


def address(name: str) -> str:
    """Return an address on the web, or nothing."""
    given = text(name, "")
    if given and _parts(name, given).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(f"{name} must begin with http:// or https://.")
    return given


def whole_number(name: str, default: int) -> int:
    """Return a number from one up."""
    try:
        number = int(text(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if number < 1:
        raise ImproperlyConfigured(f"{name} must be at least 1.")
    return number


def megabytes(name: str, default: int) -> int:
    """Return a size in bytes, given in whole megabytes."""
    return whole_number(name, default) * 1024 * 1024


def port(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise ImproperlyConfigured(f"{name} must be a port, not {value!r}.")
    return int(value)


def addresses(name: str) -> list:
    try:
        return [
            ip_network(part) for part in re.split(r"[\s,]+", text(name, "")) if part
        ]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from error


def database(name: str, path: Path) -> dict:
    """Return Django's database settings: SQLite at `path`, or PostgreSQL by address."""
    url = os.environ.get(name)
    if not url:
        return {
            "ENGINE": "hiwar.kernel.sqlite",
            "NAME": path,
            "OPTIONS": {
                # A transaction that writes takes its lock at the start: one that
                # reads first and writes later fails at once when others write.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
            },
            # Opening one costs more than most requests ask of it.
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": os.environ.get("HIWAR_TEST_DATABASE", ":memory:")},
        }
    parts = _parts(name, url)
    if parts.scheme not in SCHEMES_OF_POSTGRESQL or not parts.path.lstrip("/"):
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:port/database."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        # What libpq understands: sslmode=require is not to be lost on the way.
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def cache(name: str) -> dict:
    """Return where limits are counted: in Redis, or a table that all workers share."""
    if url := os.environ.get(name):
        if _parts(name, url).scheme not in SCHEMES_OF_REDIS:
            raise ImproperlyConfigured(f"{name} must look like redis://host:port/0.")
        return {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": url,
            }
        }
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            # Django would throw out a third of the counters at 300.
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }


def mail(name: str, folder: Path) -> dict:
    """Return how mail leaves: an SMTP server by address, or files in `folder`."""
    url = os.environ.get(name)
    if not url:
        return {"folder": folder}
    parts = _parts(name, url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} must look like smtp+tls://user:password@mail.example.org:587."
        )
    return {
        "host": parts.hostname,
        "port": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+tls",
        "timeout": 20,
    }


def _parts(name: str, url: str) -> SplitResult:
    """Return the parts of `url`, which is not repeated: it may hold a password."""
    try:
        parts = urlsplit(url)
        # Looked at only when it is asked for.
        _port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} has no host and port that can be understood (a / or # in a"
            " password is written %2F or %23)."
        ) from error
    return parts
