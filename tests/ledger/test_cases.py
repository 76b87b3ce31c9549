"""Incidents that come out of a ledger: by which names they are found, their JSON, and how one looks in full."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import Connection, create_engine, text

from sayso.cli import case, chart
from sayso.errors import InputError
from sayso.ledger.cases import all_cases, find_case, groups
from sayso.records.copy import Copy
from tests.ledger import stored

KEY = stored.raid(stored.army(), stored.rebels(), stored.reprint())[0].key
GOLDEN = Path(__file__).with_name("incident.txt")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{stored.ledger(tmp_path / 'sayso.db')}")
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.mark.parametrize("name", [KEY, KEY[:3], "b", stored.reprint().report.key])
def test_an_incident_is_found_by_key_by_its_beginning_and_by_its_reports(connection: Connection, name: str) -> None:
    assert find_case(connection, name).case.incident.key == KEY


@pytest.mark.parametrize("name", ["=d", "nothing", "%"])
def test_what_names_no_incident_is_said(connection: Connection, name: str) -> None:
    with pytest.raises(InputError, match="there is no such incident; `sayso incidents` lists them"):
        find_case(connection, name)


def test_what_names_several_is_said_with_their_keys(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO incidents (key, type, known, data, stale) SELECT :key, type, known, data, stale FROM incidents"
        ),
        {"key": f"{KEY}0"},
    )
    assert find_case(connection, KEY).case.incident.key == KEY
    with pytest.raises(InputError, match=f"it means 2 incidents; name one of {KEY}, {KEY}0"):
        find_case(connection, KEY[:4])


def test_the_json_is_the_annotation_guides_object(connection: Connection) -> None:
    (found,) = all_cases(connection)
    made = found.to_json()
    assert (made["incident"], made["reports"], made["copies"]) == (KEY, ["a", "b", "c"], [["a", "c"]])
    assert (made["parties"], made["support"]) == (["Congolese army", "M-30 Movement"], "acknowledged")
    assert made["conflict"] == ["figure"]
    (figure,) = made["figures"]
    assert (figure["kind"], figure["who"]) == ("killed", "soldiers")
    assert [(one["holder"], one["low"], one["high"], one["reports"]) for one in figure["versions"]] == [
        ("Congolese army", 3, 3, ["a", "c"]),
        ("M-30 Movement", 21, None, ["b"]),
        ("Congolese army", 5, 9, ["c"]),
    ]
    assert made["origins"]["least"], made["origins"]["most"] == (2, 3)
    assert [(one["rule"], one["one"], one["two"]) for one in made["merges"]] == [("D2", "a", "c")]


def test_an_incident_without_standing_says_so(connection: Connection) -> None:
    connection.execute(text("UPDATE incidents SET standing = NULL"))
    (found,) = all_cases(connection)
    made = found.to_json()
    assert (made["support"], made["figures"], made["conflict"]) == (None, [], [])
    assert "origins not worked out yet" in shown(connection)


def shown(connection: Connection, width: int = 90) -> str:
    screen = Console(file=io.StringIO(), width=width, highlight=False, color_system=None)
    for part in case.render(find_case(connection, KEY), screen):
        screen.print(part)
    assert isinstance(screen.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in screen.file.getvalue().splitlines())


def test_one_incident_in_full(connection: Connection) -> None:
    assert shown(connection) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("width", [20, 40, 200])
def test_it_fits_any_terminal(connection: Connection, width: int) -> None:
    assert all(len(line) <= width for line in shown(connection, width).splitlines())


def test_markup_and_controls_of_reports_are_only_words(connection: Connection) -> None:
    outlet = {"outlet": "[/bold] :dog: \x1b[2J"}
    connection.execute(text("UPDATE reports SET data = json_set(data, '$.outlet', :outlet)"), outlet)
    assert "[/bold] :dog: �[2J" in shown(connection)


NUMBERS = st.none() | st.integers(0, 10**7)


@given(NUMBERS, NUMBERS, st.integers(1, 10**7), st.integers(12, 60))
def test_a_bar_fills_its_width_and_stands_where_the_axis_says(
    low: int | None, high: int | None, more: int, width: int
) -> None:
    if low is not None and high is not None:
        low, high = sorted((low, high))
    top = max(chart.greatest([(low, high)]), more)
    drawn = chart.bar(low, high, top, width)
    assert len(drawn) == width
    assert len(chart.axis(top, width)) <= width
    assert (chart.SAID in drawn) == (low is not None or high is not None)
    assert drawn.startswith(chart.OPEN) == (low is None and drawn[0] != chart.SAID)
    assert drawn.endswith(chart.OPEN) == (high is None)


def test_no_number_at_all_has_a_scale() -> None:
    assert chart.greatest([(None, None), (0, 0)]) == 1


def test_copies_are_set_together_once() -> None:
    def pair(one: str, two: str) -> Copy:
        return Copy(
            one=one, two=two, kind="whole", passages=(), shares=(1, 1), origin=None, reason="the same", credits=()
        )

    assert groups([]) == []
    assert groups([pair("a", "b"), pair("c", "d"), pair("e", "f"), pair("b", "c")]) == [
        ["a", "b", "c", "d"],
        ["e", "f"],
    ]
