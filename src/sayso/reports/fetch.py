"""Addresses: fetched with limits on size, time and redirects, and from public hosts alone."""

from __future__ import annotations

import ipaddress
import socket
import time
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Thread

import httpx

from sayso import __version__
from sayso.errors import FetchError
from sayso.reports.notice import Kind, Source, shown

_KINDS: dict[str, Kind | None] = {
    "": None,
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "application/json": "json",
    "application/x-ndjson": "lines",
}
_HEADERS = {"User-Agent": f"sayso/{__version__}", "Accept": ", ".join(filter(None, _KINDS))}
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAVE = "save the page and give its file"


@dataclass(frozen=True)
class Limits:
    """What a fetch may take in all, redirects included: seconds, bytes after decompression, redirects."""

    seconds: float = 30
    size: int = 10_000_000
    redirects: int = 5


LIMITS = Limits()


def fetch(address: str, *, allow_private: bool = False, limits: Limits = LIMITS) -> tuple[bytes, Source]:
    """The bytes behind an address, and what the server says of them. Raises FetchError.

    Each host is looked up once, refused where any of its addresses is not public, and connected to by the address that
    was checked, so that a name that changes meanwhile leads nowhere else. Proxies of the environment are not used, for
    they would look the name up again.
    """
    address = shown(address)
    fetched: Future[tuple[bytes, Source]] = Future()

    def work() -> None:
        try:
            fetched.set_result(_followed(address, allow_private, limits))
        except Exception as fault:  # noqa: BLE001 - handed to the one who waits
            fetched.set_exception(fault)

    # Timeouts of a client are for one read each; waiting from outside bounds a look-up and headers that drip as well.
    Thread(target=work, daemon=True, name=f"fetch {address}").start()
    try:
        return fetched.result(timeout=limits.seconds)
    except (TimeoutError, httpx.TimeoutException) as fault:
        raise FetchError(f"no whole answer within {limits.seconds:g} seconds", where=address, mend=_SAVE) from fault
    except (httpx.InvalidURL, ValueError) as fault:
        raise FetchError("it is no address", where=address, mend="check how it is written") from fault
    except (httpx.HTTPError, OSError) as fault:
        reason = str(fault) or type(fault).__name__
        raise FetchError(
            f"it cannot be read ({reason})", where=address, mend=f"check the network, or {_SAVE}"
        ) from fault


def is_public(host: str) -> bool:
    """Whether an IP address is one of the open internet; one inside another (mapped, 6to4) counts as itself."""
    ip = ipaddress.ip_address(host)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(ip.packed[-4:])))
    return ip.is_global and not ip.is_multicast


def _followed(address: str, allow_private: bool, limits: Limits) -> tuple[bytes, Source]:  # noqa: FBT001 - private
    deadline = time.monotonic() + limits.seconds
    url = httpx.URL(address)
    timeout = httpx.Timeout(limits.seconds, connect=limits.seconds / 3)
    with httpx.Client(headers=_HEADERS, timeout=timeout, trust_env=False, verify=httpx.create_ssl_context()) as client:
        for _ in range(limits.redirects + 1):
            response = _opened(client, url, address, allow_private=allow_private)
            with closing(response):
                if not response.has_redirect_location:
                    return _body(response, address, limits, deadline), _source(response, address, url)
                url = url.join(response.headers["location"])
    raise FetchError(f"it redirects more than {limits.redirects} times", where=address, mend=_SAVE)


def _opened(client: httpx.Client, url: httpx.URL, address: str, *, allow_private: bool) -> httpx.Response:
    """The answer of the first of a host's addresses that takes the connection; its body is not read yet."""
    if url.scheme not in _PORTS or not url.host:
        raise FetchError(f"it leads to {url}, and only http and https are fetched", where=address, mend=_SAVE)
    hosts = _looked_up(url, address)
    for host in hosts:
        if not (allow_private or is_public(host)):
            raise FetchError(f"it leads to {host}, which is not public", where=address, mend=_SAVE)
    # The certificate is still checked against the name, and the server still told it.
    headers, extensions = {"Host": url.netloc.decode()}, {"sni_hostname": url.raw_host.decode()}
    for host in hosts:
        request = client.build_request("GET", url.copy_with(host=host), headers=headers, extensions=extensions)
        try:
            return client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if host == hosts[-1]:
                raise
    raise FetchError("its host has no address", where=address, mend="check how it is written")


def _looked_up(url: httpx.URL, address: str) -> list[str]:
    """All addresses of a host, each once, in the order of the system's preference."""
    try:
        found = socket.getaddrinfo(url.host, url.port or _PORTS[url.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise FetchError("its host cannot be found", where=address, mend="check how it is written") from fault
    return list(dict.fromkeys(str(socket_address[0]) for *_, socket_address in found))


def _body(response: httpx.Response, address: str, limits: Limits, deadline: float) -> bytes:
    if response.is_error:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(f"it answered {status}", where=address, mend=f"check how it is written, or {_SAVE}")
    if _type_of(response) not in _KINDS:
        raise FetchError(f"it is {_type_of(response)}, not a page, text or JSON", where=address, mend=_SAVE)
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limits.size:
            raise FetchError(f"it is larger than {limits.size:,} bytes", where=address, mend=_SAVE)
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(body)


def _source(response: httpx.Response, address: str, url: httpx.URL) -> Source:
    return Source(
        origin=address,
        kind=_KINDS[_type_of(response)],
        charset=response.charset_encoding,
        address=str(url),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _type_of(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
