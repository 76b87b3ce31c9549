"""The server: one process on this machine's own address, from a printed address until Ctrl-C."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn

from sayso.errors import SaysoError
from sayso.review.app import make_app
from sayso.review.desk import Desk

HOST = "127.0.0.1"
# What is still being answered when the server is told to end has so many seconds.
GRACE = 5


def serve(path: Path, *, port: int, ready: Callable[[str], None]) -> None:
    """Serves the page over a ledger, which is made where there is none, until SIGINT or SIGTERM.

    `ready` is told the address with the token once it can be opened; port 0 is any free one. SaysoError where the port
    is taken or the ledger cannot be used.
    """
    with _bound(port) as listening, Desk(path) as desk:
        token = secrets.token_urlsafe(32)
        port = listening.getsockname()[1]
        ready(f"http://{HOST}:{port}/?token={token}")
        config = uvicorn.Config(
            make_app(desk, token=token, port=port),
            access_log=False,
            lifespan="off",
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            ws="none",
        )
        _Server(config, desk).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that ends at a signal without passing it on: both are how a person ends it, and no fault."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._desk.closing.set()
        super().handle_exit(sig, frame)


@contextmanager
def _bound(port: int) -> Iterator[socket.socket]:
    # Named as TCP, so that asyncio lets no answer wait for the one before it to be acknowledged: 40 ms.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as fault:
            what = f"the port cannot be had ({(fault.strerror or 'unknown fault').lower()})"
            raise SaysoError(
                what, where=f"{HOST}:{port}", mend="name another with --port, 0 for any free one"
            ) from fault
        listening.listen()
        yield listening
