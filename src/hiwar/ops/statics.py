"""Static files, collected once for each version of them."""

from hashlib import blake2b
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

STAMP = "collected"


def are_collected() -> bool:
    try:
        return _stamp().read_text() == _fingerprint()
    except OSError:
        return False


def collect() -> None:
    """Copy all static files to where they are served from, hashed and compressed."""
    fingerprint = _fingerprint()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _stamp().write_text(fingerprint)


def _stamp() -> Path:
    return Path(settings.DATA) / STAMP


def _fingerprint() -> str:
    """Return what changes when a static file does.

    Packages change with their versions; our own files also in a working copy.
    """
    facts = sorted(f"{found.name} {found.version}" for found in distributions())
    for config in apps.get_app_configs():
        if config.name.startswith("hiwar."):
            for path in sorted((Path(config.path) / "static").rglob("*.*")):
                status = path.stat()
                facts.append(f"{path} {status.st_mtime_ns} {status.st_size}")
    return blake2b("\n".join(facts).encode(), digest_size=16).hexdigest()
