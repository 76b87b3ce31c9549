"""The server: who may ask it, what it answers to others, files dropped in, and what it says when others write."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docs import openapi

from sayso.ledger import Ledger
from sayso.review.app import make_app
from tests.ledger import stored
from tests.review.served import Served, served

TEXT = "GOMA, March 4 (LRW) - The army said on Monday that rebels had denied leaving Sake."
ROUTES = [
    (method.upper(), re.sub(r"\{.*?\}", "0" * 16, path))
    for path, operations in make_app(None, token="", port=0).openapi()["paths"].items()
    for method in operations
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(stored.ledger(tmp_path_factory.mktemp("review") / "sayso.db")) as running:
        yield running


def raw(server: Served, target: str, *headers: tuple[str, str]) -> tuple[int, dict[str, str], bytes]:
    """An answer to a request of these headers alone."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return answer


def events(server: Served, path: str, count: int) -> list[Any]:
    """The first events of a stream."""
    found = []
    with server.client.stream("GET", path, timeout=30) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        for line in response.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
                if len(found) == count:
                    break
    return found


def test_description_is_what_the_server_has() -> None:
    assert openapi.FILE.read_text("utf-8") == openapi.described(), "run `python -m docs.openapi`"


# --- the token ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("GET", "/api/openapi.json"), ("GET", "/"), ("GET", "/claims")])
@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic {token}"}, {"Cookie": "sayso-1={token}"}],
)
def test_nothing_is_answered_without_the_token(server: Served, method: str, path: str, headers: dict[str, str]) -> None:
    given = {name: value.format(token=server.token) for name, value in headers.items()}
    with server.bare() as client:
        response = client.request(method, path, headers=given)
    assert response.status_code == 401
    if path.startswith("/api"):
        assert response.json().keys() == {"what", "where", "mend", "review"}
    assert server.token not in response.text


def test_first_address_makes_the_token_a_cookie_and_goes_out_of_sight(server: Served) -> None:
    with server.bare() as client:
        response = client.get("/claims", params={"token": server.token, "act": "deny", "q": "a b"})
        assert response.status_code == 303
        assert response.headers["location"] == "/claims?act=deny&q=a+b"
        cookie = response.headers["set-cookie"]
        assert cookie.startswith(f"sayso-{server.port}=")
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert client.get("/api/me").status_code == 200


def test_first_address_leads_to_no_other_host(server: Served) -> None:
    status, headers, _ = raw(server, f"//evil.example/?token={server.token}", ("Host", f"127.0.0.1:{server.port}"))
    assert (status, headers["location"]) == (303, "/evil.example/")


def test_api_takes_the_token_in_the_address(server: Served) -> None:
    with server.bare() as client:
        assert client.get("/api/me", params={"token": server.token}).status_code == 200
        assert client.get("/api/me", params={"token": server.token[:-1]}).status_code == 401
        assert client.get("/api/me", params={"token": ""}).status_code == 401


# --- whose page asks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LocalHost:{port}", 200),
        ("[::1]:{port}", 200),
        ("127.0.0.1", 421),
        ("127.0.0.1:1", 421),
        ("evil.example:{port}", 421),
        ("127.0.0.1.evil.example:{port}", 421),
    ],
)
def test_host_is_this_machine(server: Served, host: str, status: int) -> None:
    given = ("Host", host.format(port=server.port))
    assert raw(server, "/api/me", given, ("Authorization", f"Bearer {server.token}"))[0] == status


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Origin", "http://127.0.0.1:{port}", 200),
        ("Origin", "http://localhost:{port}", 200),
        ("Origin", "null", 403),
        ("Origin", "https://127.0.0.1:{port}", 403),
        ("Origin", "http://127.0.0.1:1", 403),
        ("Origin", "http://evil.example", 403),
        ("Sec-Fetch-Site", "same-origin", 200),
        ("Sec-Fetch-Site", "none", 200),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "nonsense", 403),
    ],
)
@pytest.mark.parametrize("path", ["/api/me", "/"])
def test_other_pages_may_not_ask(server: Served, path: str, name: str, value: str, status: int) -> None:
    response = server.client.get(path, headers={name: value.format(port=server.port)})
    assert (response.status_code == 403) == (status == 403)
    if path != "/":
        assert response.status_code == status


def test_every_answer_lets_nothing_in_from_elsewhere(server: Served) -> None:
    with server.bare() as bare:
        answers = [client.get(path) for client in (server.client, bare) for path in ("/", "/api/me", "/api/nothing")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert {"unsafe-inline", "unsafe-eval", "http:", "https:", "*"}.isdisjoint(policy.replace(";", "").split())
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers
        if "/api" in str(answer.url):
            assert answer.headers["cache-control"] == "no-store"


# --- what is asked wrongly ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/nothing", b"", 404),
        ("GET", "/api", b"", 404),
        ("DELETE", "/api/me", b"", 405),
        ("GET", "/api/claims?act=shout", b"", 422),
        ("GET", "/api/claims?limit=0", b"", 422),
        ("GET", "/api/claims?limit=9999999", b"", 422),
        ("GET", "/api/claims?since=yesterday", b"", 422),
        ("GET", "/api/claims?colour=red", b"", 422),
        ("GET", "/api/claims/0123456789abcdef", b"", 404),
        ("GET", "/api/reports/0123456789abcdef", b"", 404),
        ("GET", "/api/events/0123456789abcdef", b"", 404),
        ("GET", "/api/incidents/0123456789abcdef", b"", 404),
        ("GET", "/api/claims/%00%ff", b"", 422),
        ("GET", "/api/jobs/nothing", b"", 404),
        ("POST", "/api/reviews", b"{", 400),
        ("POST", "/api/reviews", b"[" * 100_000, 400),
        ("POST", "/api/reviews", b"\xff\xfe", 400),
        ("POST", "/api/reviews", b"[]", 422),
        ("POST", "/api/reviews", b'{"who": "\\ud800"}', 422),
        ("POST", "/api/reviews", b"x" * 5_000_001, 413),
        ("POST", "/api/files", b"x", 422),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_a_sentence(
    server: Served, method: str, path: str, body: bytes, status: int
) -> None:
    response = server.client.request(method, path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == status
    wrong = response.json()
    assert wrong.keys() == {"what", "where", "mend", "review"}
    assert wrong["what"]
    assert "\n" not in wrong["what"]


def test_length_that_was_not_announced_is_counted(server: Served) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(60):
            yield b"x" * 100_000

    response = server.client.post("/api/reviews", content=parts())
    assert response.status_code == 413


# --- the page -------------------------------------------------------------------------------------------------------


def test_addresses_of_the_page_lead_to_no_other_file(server: Served) -> None:
    for path in ("/../pyproject.toml", "/%2e%2e/app.py", "/assets/..%2f..%2fapp.py", "/assets/%2e%2e/%2e%2e/app.py"):
        answer = raw(server, path, ("Host", f"127.0.0.1:{server.port}"), ("Authorization", f"Bearer {server.token}"))
        assert b"make_app" not in answer[2]
        assert b"[project]" not in answer[2]


# --- files and changes ----------------------------------------------------------------------------------------------


def dropped(server: Served, name: str, data: bytes) -> list[Any]:
    response = server.client.post("/api/files", params={"name": name}, content=data)
    assert response.status_code == 202
    return events(server, f"/api/jobs/{response.json()['id']}", 20)


def test_file_dropped_in_is_read(server: Served) -> None:
    told = dropped(server, "../../a [b]*.txt", TEXT.encode())
    assert [job["stage"] for job in told][-1] == "done"
    assert told[-1]["reports"] == 1
    assert told[-1]["failed"] == []
    page = server.client.get(f"/api/reports/{told[-1]['keys'][0]}").json()
    assert page["report"]["text"] == TEXT
    assert page["report"]["origin"] == "a [b]*.txt"
    again = dropped(server, "again.txt", TEXT.encode())
    assert (again[-1]["stage"], again[-1]["reports"], again[-1]["known"]) == ("done", 0, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.bin", b"\x7fELF\0\0\0"), ("empty.txt", b""), ("broken.json", b'{"text": '), ("\0/..", b"\0"), ("-", b"\0")],
)
def test_file_that_is_no_report_is_named(server: Served, name: str, data: bytes) -> None:
    last = dropped(server, name, data)[-1]
    assert last["stage"] == "failed"
    assert last["reports"] == 0
    (wrong,) = last["failed"]
    assert "/tmp" not in json.dumps(last)
    assert wrong["what"]
    assert wrong["mend"]


def test_changes_by_others_are_told(server: Served) -> None:
    ledger = Path(server.client.get("/api/me").json()["ledger"])
    assert ledger.name == "sayso.db"
    with server.client.stream("GET", "/api/changes", timeout=10) as response:
        lines = (json.loads(line[6:]) for line in response.iter_lines() if line.startswith("data: "))
        first = next(lines)
        server.client.post("/api/files", params={"name": "b.txt"}, content=f"{TEXT} It rained.".encode())
        assert next(lines)["readings"] == first["readings"] + 1


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_ends_well_while_somebody_listens(tmp_path: Path, number: signal.Signals) -> None:
    with served(tmp_path / "new.db") as running, running.client.stream("GET", "/api/changes") as response:
        assert next(response.iter_lines())
        running.process.send_signal(number)
        out, said = running.process.communicate(timeout=10)
        assert (running.process.returncode, out, said) == (0, "", "")
    with Ledger.open(tmp_path / "new.db") as made, made.read():
        pass


def test_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [
            sys.executable,
            "-m",
            "sayso",
            "review",
            "--ledger",
            str(tmp_path / "a.db"),
            "--port",
            port,
            "--no-browser",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert port in done.stderr
    assert not (tmp_path / "a.db").exists()


def test_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no ledger")
    command = [
        sys.executable,
        "-m",
        "sayso",
        "review",
        "--ledger",
        str(tmp_path / "a.db"),
        "--port",
        "0",
        "--no-browser",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
