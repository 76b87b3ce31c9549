"""Actors: one party one actor, by acronym, alias, pattern and description; what belongs to a party; the registry's files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading.actors import Registry, actors, party
from sayso.records import Actor, Claim, Dateline, Event, Report, Span

HEADER = "name,kind,sector,countries,acronyms,aliases,since,until,source\n"


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def claim(text: str, source: str, holder: str) -> Claim:
    span = at(text, source)
    return Claim(
        id="c1", source=span, cue=span, content=(), holder=holder, holder_span=None, relay=(), relay_spans=(),
        act="assert", manner="indirect",
    )  # fmt: skip


def event(text: str, *agents: str) -> Event:
    return Event(
        id="e1", type="ASSAULT", mode=None, trigger=at(text, text[:1]), agent=tuple(at(text, one) for one in agents),
        patient=(), instrument=(), place=None, location=None, date=None, date_span=None, casualties=(), claim=None,
        status="actual",
    )  # fmt: skip


def found(text: str, *agents: str, place: str | None = None, registry: Registry | None = None) -> list[Actor]:
    line = Dateline(place=place) if place else None
    return list(actors(Report(text=text, dateline=line), (), (event(text, *agents),), (), registry=registry))


@pytest.mark.parametrize(
    ("words", "place", "kind", "sector", "country"),
    [
        ("the Chadian army", None, "armed forces", "MIL", "TCD"),
        ("the army of Chad", None, "armed forces", "MIL", "TCD"),
        ("Chad's army", None, "armed forces", "MIL", "TCD"),
        ("Colombian national police", None, "police", "COP", "COL"),
        ("the Sudanese government", None, "government", "GOV", "SDN"),
        ("Khartoum", None, "government", "GOV", "SDN"),
        ("the interior ministry", "Bogotá", "government", "GOV", "COL"),
        ("security forces", "Khartoum", "armed forces", "MIL", "SDN"),
        ("the army", None, "armed forces", "MIL", None),
        ("Quetta police", "Islamabad", "police", "COP", "PAK"),
        ("two journalists", None, "people", "JRN", None),
        ("refugees", None, "people", "REF", None),
    ],
)
def test_organs_of_states_and_people(
    words: str, place: str | None, kind: str, sector: str, country: str | None
) -> None:
    (one,) = found(f"Yesterday {words} moved on.", words, place=place)
    assert (one.kind, one.sector, one.country) == (kind, sector, country)


def test_name_acronym_and_description_are_one_party() -> None:
    text = "The Baloch Liberation Army (BLA) struck. BLA struck again. The group said so."
    (one,) = found(text, "Baloch Liberation Army", ["BLA", "struck"][0], "The group")
    assert one.entry == "Balochistan Liberation Army"
    assert [span.text for span in one.spans] == ["Baloch Liberation Army", "BLA", "The group"]


def test_army_and_front_never_meet() -> None:
    text = "Baloch Liberation Army and Baloch Liberation Front fought."
    assert len(found(text, "Baloch Liberation Army", "Baloch Liberation Front")) == len(("army", "front"))


@pytest.mark.parametrize(
    ("place", "entry"), [("Islamabad", "Balochistan Liberation Army"), ("Bogotá", None), (None, None)]
)
def test_an_acronym_counts_where_registry_and_place_agree(place: str | None, entry: str | None) -> None:
    assert found("BLA struck.", "BLA", place=place)[0].entry == entry


@pytest.mark.parametrize("words", ["BLA fighters", "fighters of the BLA", "the BLA's fighters"])
def test_what_belongs_to_a_party_is_not_it(words: str) -> None:
    text = f"The Baloch Liberation Army (BLA) struck and {words} fled."
    owner, people = found(text, "Baloch Liberation Army", words)
    assert people.of == owner.id
    assert people.kind == "people"
    assert people.entry is None


def test_a_source_belongs_to_its_holder() -> None:
    text = "The United Nations said so. It said more."
    claims = (claim(text, "The United Nations", "United Nations"), claim(text, "It", "United Nations"))
    (one,) = actors(Report(text=text), claims, (), ())
    assert [span.text for span in one.spans] == ["The United Nations", "It"]
    assert party(one) == "United Nations"


def test_people_are_nobodys_party_in_a_ledger() -> None:
    (one,) = found("Two villagers fled.", "Two villagers")
    assert (one.kind, one.entry, party(one)) == ("people", None, "")


def test_a_private_person_is_never_looked_up(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEADER}Abdul Malik,body,,PAK,,,,,\n", "utf-8")
    text = "Abdul Malik, a shopkeeper, fled."
    (one,) = found(text, "Abdul Malik", registry=Registry.shipped().extended(file))
    assert (one.kind, one.entry, one.country) == ("people", None, None)


def test_a_file_of_ones_own_extends_the_registry(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEADER}Valley Watch,body,NGO,PAK,VW,Watch of the Valley,2001,,\n", "utf-8")
    (one,) = found("Watch of the Valley spoke.", "Watch of the Valley", registry=Registry.shipped().extended(file))
    assert (one.entry, one.sector, one.country) == ("Valley Watch", "NGO", "PAK")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,kind\nA,body\n", "line 1: the columns sector"),
        (f"{HEADER}A,club,,,,,,,\n", "line 2: 'club' is no kind; take one of state"),
        (f"{HEADER}A,body,XXX,,,,,,\n", "line 2: 'XXX' is no sector"),
        (f"{HEADER}A,body,,Pakistan,,,,,\n", "line 2: 'Pakistan' is no country; give three capital letters"),
        (f"{HEADER},body,,,,,,,\n", "line 2: the name is empty"),
        (f"{HEADER}A,body\n", "line 2: the row has not 9 fields"),
    ],
)
def test_a_bad_file_is_named_with_line_and_mend(content: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"mine\.csv, line") as error:
        Registry.shipped().extended(file)
    assert says in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        Registry.shipped().extended(tmp_path / "none.csv")


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_words_give_actors_whose_spans_are_the_text(words: str, holder: str) -> None:
    text = f"a {words}"
    span = Span.of(text, 2, len(text))
    made = claim(text, text, holder)
    happened = event(text, text).model_copy(update={"agent": (span,)})
    for one in actors(Report(text=text), (made,), (happened,), ()):
        assert one.spans
        assert all(text[span.start : span.end] == span.text for span in one.spans)
        assert isinstance(party(one), str)


def test_the_registry_is_loaded_quickly() -> None:
    Registry.shipped()
    started = time.process_time()
    registry = Registry.shipped.__wrapped__()
    # Some 30 ms for a thousand entries on a quiet machine, with room for a busy one.
    assert time.process_time() - started < 0.4 * len(registry.entries) / 1000
