"""The real command over a ledger, and a client that brings its token."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx


class Served(NamedTuple):
    """A server that runs: its process, its address without the token, the token, and a client that brings it."""

    process: subprocess.Popen[str]
    address: str
    token: str
    client: httpx.Client

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    def bare(self) -> httpx.Client:
        """A client that brings nothing."""
        return httpx.Client(base_url=self.address, trust_env=False, verify=False)


@contextmanager
def served(ledger: Path, *options: str) -> Iterator[Served]:
    """`sayso review` on a free port, ended as Ctrl-C does; that it ends well is asked where it still runs."""
    command = [
        sys.executable,
        "-m",
        "sayso",
        "review",
        "--ledger",
        str(ledger),
        "--port",
        "0",
        "--no-browser",
        *options,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        address, _, token = line.strip().partition("/?token=")
        with httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {token}"}, trust_env=False, verify=False, timeout=20
        ) as client:
            yield Served(process, address, token, client)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            out, said = process.communicate(timeout=20)
            assert (process.returncode, out, said) == (0, "", "")
    finally:
        process.kill()
        process.communicate()
