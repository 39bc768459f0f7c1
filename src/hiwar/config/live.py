"""The process of the live stream: `hiwar up` runs `python -m hiwar.config.live`.

Settings are read, but Django is not set up: thousands of streams that wait are to cost
little memory, and no model is needed to hear that something has changed.
"""

import asyncio
import logging
import logging.config
import os
import resource
import socket
from collections.abc import Iterable
from typing import Final

import uvicorn
from django.conf import settings

from hiwar.delivery.live import MOST_STREAMS, Ear, Live, follow, keep_alive
from hiwar.delivery.streams import Streams
from hiwar.kernel import addresses

from . import follower

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")

# What was sent and is not taken for so long, a dead phone's, say, ends a connection.
MILLISECONDS_UNANSWERED: Final = 30_000
SECONDS_TO_END: Final = 2


class Server(uvicorn.Server):
    """Follows the log beside serving, and ends the streams before itself."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        streams = self._live.streams
        self._beside = [
            asyncio.create_task(follow(follower.make(Ear(streams)))),
            asyncio.create_task(keep_alive(streams)),
        ]
        for task in self._beside:
            task.add_done_callback(self._notice_end)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.streams.end()
        await super().shutdown(sockets)
        for task in self._beside:
            task.cancel()

    def _notice_end(self, task: asyncio.Task) -> None:
        """End when nobody follows any more: the supervisor starts another process."""
        if not task.cancelled() and (error := task.exception()):
            logging.getLogger(__name__).error("Nobody follows.", exc_info=error)
            self.should_exit = True


def main() -> None:
    logging.config.dictConfig(settings.LOGGING)
    _leave_out_who_was_dropped()
    live = Live(Streams(), origin=settings.ORIGIN, address_of=_address_of)
    config = uvicorn.Config(
        live,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=SECONDS_TO_END,
    )
    Server(config, live).run([_listen(settings.LIVE_PORT)])


def _listen(port: int) -> socket.socket:
    _allow_many_connections()
    listening = socket.create_server(("127.0.0.1", port), backlog=MOST_STREAMS)
    # Each connection has it from the one that took it in.
    listening.setsockopt(
        socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_UNANSWERED
    )
    return listening


def _allow_many_connections() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_STREAMS + 1000
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


def _leave_out_who_was_dropped() -> None:
    """A stream that nobody reads is ended without its end, which uvicorn minds."""
    logging.getLogger("uvicorn.error").addFilter(
        lambda record: "returned without completing" not in record.getMessage()
    )


def _address_of(peer: str, forwarded: Iterable[str]) -> str:
    sender = addresses.sender(peer, forwarded, trusted=settings.TRUSTED_PROXIES)
    return addresses.network_of(sender)


if __name__ == "__main__":
    main()
