"""The ASGI application that the web workers serve: a door, an intake, Django."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import split_domain_port, validate_host

from hiwar.delivery.door import Door
from hiwar.delivery.store import Store
from hiwar.ops.intake import Intake
from hiwar.pages import public

from . import follower

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")

ORIGIN = urlsplit(settings.ORIGIN)


def _make() -> Door:
    store = Store(settings.READY_PAGES)
    intake = Intake(
        get_wsgi_application(),
        limit=settings.UPLOAD_LIMIT,
        # Readers come by the paper's own address, whatever the proxy in front speaks.
        scheme=ORIGIN.scheme,
    )
    return Door(
        intake,
        store=store,
        follower=follower.make(store),
        is_public=public.is_public,
        is_our_host=_is_our_host,
        host=ORIGIN.netloc,
        names=public.PARAMETERS,
        tells_topics=bool(settings.PURGE_URL),
    )


def _is_our_host(host: str) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


application = _make()
