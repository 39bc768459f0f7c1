"""The web workers: granian, with the application loaded before it forks them."""

import gc
import logging
import resource
import signal
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from . import intake, processes

# Each connection takes a place while it is open, an idle one too: room for many.
CONNECTIONS = 2048
SECONDS_TO_FINISH = 5


def serve(port: int, workers: int) -> None:
    """Serve on this machine's own address until SIGTERM."""
    _allow_many_connections()
    server = MPServer(
        "hiwar",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=intake.THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
        log_dictconfig={"handlers": {}, "formatters": {}, "loggers": {}},
    )
    _leave_out_advice_about_threads()
    server.serve(target_loader=_make_loader(workers), wrap_loader=False)


def _make_loader(workers: int) -> Callable[[], Any]:
    """Import all of the site here, once; each worker only copies the process."""
    application: Any = get_internal_wsgi_application()
    application.keep_at_most(settings.READY_PAGES // workers)
    get_resolver().url_patterns  # noqa: B018 - importing is what is wanted
    # All of this stays: going through it for what can go would take 0.1 s each time,
    # and make the workers copy what they share.
    gc.collect()
    gc.freeze()

    def load() -> Any:
        # A worker whose server was killed has nobody left to tell it to stop.
        processes.die_with_parent(signal.SIGKILL)
        return application

    return load


def _leave_out_advice_about_threads() -> None:
    """Most of ours only wait for bodies (`intake`), which granian cannot know."""
    logger = logging.getLogger("_granian")
    logger.addFilter(lambda record: "Python threads" not in record.getMessage())


def _allow_many_connections() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(4 * CONNECTIONS, 1024)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
