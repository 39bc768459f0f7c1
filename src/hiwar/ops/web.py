"""The web workers: uvicorn, with the application loaded before they are forked."""

import gc
import resource
import signal
import socket
import sys
from contextlib import closing
from functools import partial
from typing import Any

import uvicorn
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .processes import Child, Supervisor, die_with_parent

# Each connection takes a place while it is open, an idle one too: room for many.
CONNECTIONS = 2048
# Longer than nginx keeps a connection to us, so that it never uses one we just closed.
SECONDS_TO_KEEP_ALIVE = 65
SECONDS_TO_FINISH = 5
# What was sent and is not taken for so long, a dead phone's, say, ends a connection.
MILLISECONDS_UNANSWERED = 30_000
# While Django computes in its threads, whoever reads waits this long for their turn.
SECONDS_OF_A_TURN = 0.001


def serve(port: int, workers: int, protocol: str) -> None:
    """Serve on this machine's own address until SIGTERM.

    `protocol` is the dotted name of what speaks HTTP over each connection.
    """
    _allow_many_connections()
    application = _load(workers)
    sockets = [_listen(port) for _ in range(workers)]
    Supervisor(
        Child(
            name=_("Web worker %(number)d") % {"number": number},
            run=partial(_work, application, import_string(protocol), own, sockets),
        )
        for number, own in enumerate(sockets, 1)
    ).run()


def _load(workers: int) -> Any:
    """Import all of the site here, once; each worker only copies the process."""
    application: Any = import_string(settings.ASGI_APPLICATION)
    application.keep_at_most(settings.READY_PAGES // workers)
    get_resolver().url_patterns  # noqa: B018 - importing is what is wanted
    # All of this stays: going through it for what can go would take 0.1 s each time,
    # and make the workers copy what they share.
    gc.collect()
    gc.freeze()
    return application


def _listen(port: int) -> socket.socket:
    """Return a socket of one worker's; the kernel deals connections to all of them.

    It stays open here while its worker is started again, and so do those who knock.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    # Each connection has these from the one that took it in.
    listening.setsockopt(
        socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_UNANSWERED
    )
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(CONNECTIONS)
    return listening


def _work(
    application: Any, protocol: type, own: socket.socket, sockets: list[socket.socket]
) -> None:
    # A worker whose server was killed has nobody left to tell it to stop.
    die_with_parent(signal.SIGKILL)
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    for other in sockets:
        if other is not own:
            other.close()
    config = uvicorn.Config(
        application,
        interface="asgi3",
        loop="uvloop",
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        backlog=CONNECTIONS,
        timeout_keep_alive=SECONDS_TO_KEEP_ALIVE,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    with closing(own):
        uvicorn.Server(config).run([own])


def _allow_many_connections() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(4 * CONNECTIONS, 1024)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
