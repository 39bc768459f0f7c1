"""The ASGI application that the web workers serve: a door, an intake, Django."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import split_domain_port, validate_host

from hiwar.delivery.door import Door
from hiwar.delivery.ready import ReadyPage
from hiwar.delivery.shelf import All, Kept, Shelf
from hiwar.delivery.store import Store
from hiwar.kernel import kept
from hiwar.ops.intake import Intake
from hiwar.pages import public

from . import follower

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")

ORIGIN = urlsplit(settings.ORIGIN)


# Of the memory for ready pages: what several of them show alike.
PART_FOR_VIEWS = 8


def _make() -> Door:
    store: Store[ReadyPage] = Store(settings.READY_PAGES)
    views: Store[Kept] = Store(settings.READY_PAGES // PART_FOR_VIEWS)
    following = follower.make(All(store, views))
    kept.keep_on(Shelf(views, following))
    intake = Intake(
        get_wsgi_application(),
        limit=settings.UPLOAD_LIMIT,
        # Readers come by the paper's own address, whatever the proxy in front speaks.
        scheme=ORIGIN.scheme,
    )
    return Door(
        intake,
        store=store,
        follower=following,
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
