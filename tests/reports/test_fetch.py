"""Addresses, against a real server on this machine that does what it should not."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import FetchError
from sayso.records import Report
from sayso.reports import fetch, read_inputs
from sayso.reports.fetch import Limits, is_public

PAGE = b"<html><body><p>The army said so, and the group did not.</p></body></html>"
QUICK = Limits(seconds=1, size=100_000, redirects=5)


class Handler(BaseHTTPRequestHandler):
    stop = threading.Event()

    def do_GET(self) -> None:
        with contextlib.suppress(OSError):
            getattr(self, f"answer_{self.path.strip('/').partition('/')[0]}")()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "text/html"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes) -> None:
        while not self.stop.wait(0.05):
            self.wfile.write(piece)
            self.wfile.flush()

    def answer_page(self) -> None:
        self.send(PAGE)

    def answer_latin(self) -> None:
        self.send(PAGE.replace(b"army", b"arm\xe9e"), Content_Type="text/html; charset=ISO-8859-1")

    def answer_text(self) -> None:
        self.send(b"The army said so.", Content_Type="text/plain")

    def answer_record(self) -> None:
        self.send(b'{"text": "The army said so."}', Content_Type="application/json; charset=utf-8")

    def answer_picture(self) -> None:
        self.send(b"\x89PNG", Content_Type="image/png")

    def answer_missing(self) -> None:
        self.send(PAGE, 404)

    def answer_silent(self) -> None:
        self.stop.wait(5)

    def answer_dripping(self) -> None:
        self.send(b"")
        self.drip(b"<p>x</p>")

    def answer_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.drip(b"X-More: yes\r\n")

    def answer_endless(self) -> None:
        self.send(b"")
        while not self.stop.is_set():
            self.wfile.write(b"x" * 65_536)

    def answer_large(self) -> None:
        self.send(b"x" * 100_001)

    def answer_bomb(self) -> None:
        self.send(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip")

    def answer_broken(self) -> None:
        self.send(b"no gzip", Content_Encoding="gzip")

    def answer_short(self) -> None:
        self.send(b"x", Content_Length="100")

    def answer_nonsense(self) -> None:
        self.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")

    def answer_loop(self) -> None:
        self.send(b"", 302, Location="/loop")

    def answer_moved(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.send(b"", 301, Location=f"/moved/{left - 1}" if left else "/page")

    def answer_private(self) -> None:
        self.send(b"", 302, Location="http://169.254.169.254/latest/meta-data")

    def answer_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def answer_odd(self) -> None:
        self.send(b"", 302, Location="http://[::1")

    def answer_host(self) -> None:
        self.send(f"The host said {self.headers['Host']} to us.".encode(), Content_Type="text/plain")

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        Handler.stop.set()
        running.shutdown()
        thread.join()


def refused(address: str, **options: object) -> str:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(address, **({"allow_private": True, "limits": QUICK} | options))  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert sentence.startswith(address)
    assert re.fullmatch(r"\S.*; \S.*\.", sentence)
    return sentence


def test_a_page_is_read(server: str) -> None:
    (report,) = read_inputs([f"{server}/page"], allow_private=True)
    assert isinstance(report, Report)
    assert report.text == "The army said so, and the group did not."
    assert report.address == f"{server}/page"
    assert report.retrieved
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", report.retrieved)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("latin", "The armée said so, and the group did not."),
        ("text", "The army said so."),
        ("record", "The army said so."),
    ],
)
def test_kinds_and_encodings_are_as_the_server_declares(server: str, path: str, text: str) -> None:
    (report,) = read_inputs([f"{server}/{path}"], allow_private=True)
    assert isinstance(report, Report)
    assert report.text == text


def test_redirects_are_followed_to_the_address_of_publication(server: str) -> None:
    _, source = fetch.fetch(f"{server}/moved/4", allow_private=True, limits=QUICK)
    assert source.origin == f"{server}/moved/4"
    assert source.address == f"{server}/page"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("moved/5", "redirects more than 5 times"),
        ("loop", "redirects more than 5 times"),
        ("file", "only http and https"),
        ("odd", "Invalid URL in location"),
        ("picture", "it is image/png"),
        ("missing", "it answered 404 Not Found"),
        ("endless", "larger than 100,000 bytes"),
        ("large", "larger than 100,000 bytes"),
        ("bomb", "larger than 100,000 bytes"),
        ("broken", "cannot be read"),
        ("short", "cannot be read"),
        ("nonsense", "cannot be read"),
    ],
)
def test_what_is_not_a_report_is_one_sentence(server: str, path: str, what: str) -> None:
    assert what in refused(f"{server}/{path}")


@pytest.mark.parametrize("path", ["silent", "dripping", "headers"])
def test_an_address_that_never_ends_ends(server: str, path: str) -> None:
    begun = time.monotonic()
    assert "no whole answer within 0.5 seconds" in refused(f"{server}/{path}", limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 2


def test_a_failure_keeps_its_place(server: str) -> None:
    fault, report = read_inputs([f"{server}/missing", f"{server}/page"], allow_private=True)
    assert isinstance(fault, FetchError)
    assert isinstance(report, Report)


def test_an_address_that_refuses() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "Connection refused" in refused(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "address",
    ["ftp://127.0.0.1/x", "http://", "http:///x", "http://[::1", "http://a b/", "http://\udcef/", "http://127.0.0.1:99999/", "http://" + "a" * 300 + "/"],
)  # fmt: skip
def test_what_is_no_address_is_one_sentence(address: str) -> None:
    (fault,) = read_inputs([address], allow_private=True)
    assert isinstance(fault, FetchError)
    assert re.fullmatch(r"\S.*; \S.*\.", str(fault))


def test_private_addresses_are_refused_unless_asked_for(server: str) -> None:
    assert "leads to 127.0.0.1, which is not public" in refused(f"{server}/page", allow_private=False)
    assert "leads to 127.0.0.1, which is not public" in refused("http://2130706433/", allow_private=False)


def test_a_redirect_is_checked_again(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "is_public", lambda host: host == "127.0.0.1")
    assert "leads to 169.254.169.254, which is not public" in refused(f"{server}/private", allow_private=False)


def test_all_addresses_of_a_host_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "8.8.8.8", "10.0.0.1")
    assert "leads to 10.0.0.1" in refused("http://rebinding.example/", allow_private=False)


def test_the_checked_address_is_connected_to(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = resolve_to(monkeypatch, "127.0.0.1")
    port = server.rpartition(":")[2]
    data, _ = fetch.fetch(f"http://rebinding.example:{port}/host", allow_private=True, limits=QUICK)
    assert data.decode() == f"The host said rebinding.example:{port} to us."
    assert looked_up == ["rebinding.example"], "looked up once, and never again"


def test_the_next_address_is_tried(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "::1", "127.0.0.1")
    data, _ = fetch.fetch(f"http://both.example:{server.rpartition(':')[2]}/page", allow_private=True, limits=QUICK)
    assert data == PAGE


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let names that end in `example` have these addresses; the names that were looked up come in the list."""
    looked_up: list[str] = []
    resolve = socket.getaddrinfo

    def resolved(host: str, port: int, *args: object, **options: object) -> list[object]:
        if not host.endswith("example"):
            return list(resolve(host, port, *args, **options))  # type: ignore[arg-type]
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return looked_up


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
    ],
)
def test_which_addresses_are_public(host: str, public: bool) -> None:
    assert is_public(host) is public
