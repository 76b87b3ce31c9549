"""What stands before every answer: a token, this machine's own names, this page alone, and a policy that lets nothing in."""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.review.faults import answer
from sayso.review.shapes import Wrong

MEGABYTE = 1_000_000
FILE, REST = 50 * MEGABYTE, 5 * MEGABYTE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
}
PRINTED = "open the address that `sayso review` printed"


class Guard:
    """Refuses what does not come from the page that this server gave out, before anything else sees it."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token.encode()
        self._cookie = f"sayso-{port}"
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers by itself what is refused, and hands on the rest."""
        if scope["type"] != "http":
            # A server starts and stops by messages of its own; nothing here speaks over web sockets.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers) or self._too_large(scope, headers) or self._unknown(scope, headers)
        app = refused or self._app
        await app(scope, _counted(receive, _limit(scope)), _guarded(scope, send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """What is not for this host or not from its page."""
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return _said(scope, 421, "this server is not that host", host or "no Host", PRINTED)
        for origin in headers.getlist("origin"):
            if origin.lower().removeprefix("http://") not in self._hosts:
                return _said(scope, 403, "another page may not ask this server", origin, PRINTED)
        for site in headers.getlist("sec-fetch-site"):
            if site not in {"same-origin", "none"}:
                return _said(scope, 403, f"a {site} page may not lead here", scope["path"], f"{PRINTED}, by hand")
        return None

    def _too_large(self, scope: Scope, headers: Headers) -> Response | None:
        size = headers.get("content-length", "0")
        if size.isdecimal() and int(size) > _limit(scope):
            return _said(scope, 413, *_large(scope))
        return None

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Who brings no token; a page's first address brings one, which becomes a cookie."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "token"]
        if any(map(self._is_token, given)):
            return None if _is_api(scope) else self._let_in(scope, asked)
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        cookie = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        if self._is_token(cookie) or (kind.lower() == "bearer" and self._is_token(bearer.strip())):
            return None
        return _said(scope, 401, "the token is missing or wrong", scope["path"], PRINTED)

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._token)

    def _let_in(self, scope: Scope, asked: list[tuple[str, str]]) -> Response:
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        # Two slashes at the beginning would name another host.
        path = "/" + scope["path"].lstrip("/\\")
        response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        response.set_cookie(self._cookie, self._token.decode(), httponly=True, samesite="strict")
        return response


def _is_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == "/api" or path.startswith("/api/")


def _limit(scope: Scope) -> int:
    return FILE if scope["path"] == "/api/files" else REST


def _large(scope: Scope) -> tuple[str, str, str]:
    return f"it is larger than {_limit(scope) // MEGABYTE} MB", scope["path"], "take `sayso add` for large files"


def _said(scope: Scope, status: int, what: str, where: str, mend: str) -> Response:
    """A refusal: for a person as a sentence, for the page as a `Wrong`."""
    if _is_api(scope):
        return answer(status, Wrong(what=what, where=where, mend=mend))
    return sentence(f"{what[0].upper()}{what[1:]}: {mend.replace('`', '')}.", status)


def sentence(words: str, status: int) -> Response:
    """A page of one sentence, which is plain words and no markup."""
    return HTMLResponse(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Sayso</title>\n</head>\n<body>\n<main><h1>Sayso</h1><p>{words}</p></main>\n</body>\n</html>\n",
        status,
    )


def _counted(receive: Receive, limit: int) -> Receive:
    """What is received, no more of it than the limit, whatever length was announced."""
    left = limit

    async def counting() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, f"it is larger than {limit // MEGABYTE} MB")
        return message

    return counting


def _guarded(scope: Scope, send: Send) -> Send:
    """What is sent, with the headers that every answer has."""
    own: dict[str, Any] = ALWAYS | ({"cache-control": "no-store"} if _is_api(scope) else {})

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(own)
        await send(message)

    return sending
