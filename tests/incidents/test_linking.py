"""Linking: which happenings of several reports are one incident, and which are not."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.linking import link
from sayso.incidents.linking.likeness import Likeness, theme
from sayso.records import Event, Figure, Location, Reading, Report, Span

# Where towns of a country that is none lie, by latitude and longitude.
TOWNS = {"Sarno": (10.0, 10.0), "Belt": (10.1, 10.1), "Kurm": (14.0, 10.0), "Odel": (17.0, 13.0)}
BRIDGE = "Gunmen attacked the stone bridge of {place}, where a caravan of salt traders was resting under tarpaulins."
MARKET = "Shells were fired into the camel market of {place}, scattering herders, drums and baskets of dates."


class Told(NamedTuple):
    """One happening: its sentence, day and place, and how many it killed."""

    sentence: str
    day: str | None
    place: str | None
    killed: int | None = None
    last: str | None = None


def reading(outlet: str, published: str, *parts: Told) -> Reading:
    """A reading with a paragraph and an event for each happening; the event's trigger is the verb."""
    text, events = "", []
    for number, told in enumerate(parts, 1):
        sentence = told.sentence.format(place=told.place or "the valley")
        start = len(text) + min(at for verb in ("attacked", "fired") if (at := sentence.find(verb)) >= 0)
        text += sentence + "\n\n"
        trigger = Span(start=start, end=text.index(" ", start), text=text[start : text.index(" ", start)])
        counted = Figure(kind="killed", who="people", low=told.killed, high=told.killed, evidence=trigger)
        events.append(
            Event(
                id=f"e{number}",
                type="ASSAULT",
                mode=None,
                trigger=trigger,
                agent=(),
                patient=(),
                instrument=(),
                place=trigger if told.place else None,
                location=_location(told.place) if told.place else None,
                date=(told.day, told.last or told.day) if told.day else None,
                date_span=trigger if told.day else None,
                casualties=(counted,) if told.killed else (),
                claim=None,
                status="actual",
            )
        )
    report = Report(text=text, outlet=outlet, published=published)
    return Reading(report=report, reader="test", claims=(), events=tuple(events))


def _location(name: str) -> Location:
    latitude, longitude = TOWNS[name]
    return Location(
        id=name,
        name=name,
        country="XXX",
        latitude=latitude,
        longitude=longitude,
        precision="town",
    )


def together(*readings: Reading) -> set[frozenset[str]]:
    """The outlets that tell of each incident that more than one report tells of."""
    outlets = {one.report.key: one.report.outlet or "" for one in readings}
    found = (frozenset(outlets[told.report] for told in incident.told) for incident in link(readings))
    return {one for one in found if len(one) > 1}


BRIDGE_AT_SARNO = Told(BRIDGE, "2024-03-04", "Sarno", 16)
PAIRS: list[tuple[str, Told, bool]] = [
    ("told again", Told(BRIDGE, "2024-03-04", "Sarno", 16), True),
    ("with another number", Told(BRIDGE, "2024-03-04", "Sarno", 40), True),
    ("a day beside it", Told(BRIDGE, "2024-03-05", "Sarno"), True),
    ("by the name of a town nearby", Told(BRIDGE, "2024-03-04", "Belt"), True),
    ("without a place", Told(BRIDGE, "2024-03-04", None), True),
    ("another thing with the same number", Told(MARKET, "2024-03-08", "Kurm", 16), False),
    ("another thing elsewhere on the same day", Told(MARKET, "2024-03-04", "Kurm"), False),
    ("three months later", Told(BRIDGE, "2024-06-10", "Sarno", 16), False),
]


@pytest.mark.parametrize(("told", "one"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_two_reports_tell_of_one_happening_or_of_two(told: Told, one: bool) -> None:
    published = told.day or "2024-03-05"
    found = together(reading("Daily", "2024-03-05", BRIDGE_AT_SARNO), reading("Mail", published, told))
    assert found == ({frozenset({"Daily", "Mail"})} if one else set())


def test_a_round_up_gives_to_several_incidents() -> None:
    market = Told(MARKET, "2024-03-06", "Kurm")
    found = together(
        reading("Daily", "2024-03-05", BRIDGE_AT_SARNO),
        reading("Mail", "2024-03-07", market),
        reading("Week", "2024-03-10", BRIDGE_AT_SARNO, market),
    )
    assert found == {frozenset({"Daily", "Week"}), frozenset({"Mail", "Week"})}


# Words of no two incidents.
WORDS = [
    "tamarind",
    "lantern",
    "quarry",
    "viaduct",
    "saddler",
    "orchard",
    "foundry",
    "minaret",
    "cistern",
    "weaver",
    "causeway",
    "granary",
    "ferryman",
    "tannery",
    "olive",
    "beacon",
    "thatch",
    "mill",
    "kiln",
    "anvil",
    "sluice",
    "trellis",
    "bellows",
    "cobbler",
    "dyke",
    "hamlet",
    "paddock",
    "harrow",
    "lintel",
    "gorge",
]


def test_no_chain_leads_from_one_day_to_another() -> None:
    # Each day's report shares half of its words with that of the day before.
    readings = [
        reading(f"Paper {at}", f"2024-03-{at + 1:02}", Told(sentence, f"2024-03-{at + 1:02}", None))
        for at in range(24)
        if (sentence := f"It was attacked: {' '.join(WORDS[at : at + 2])}.")
    ]
    found = together(*readings)
    assert found
    assert max(len(outlets) for outlets in found) <= 8


def test_what_many_incidents_have_in_common_is_no_evidence() -> None:
    likes = [Likeness(0.0, {"words": words}) for words in (4.0, 3.5, 3.0, *[2.0] * 7)]
    assert theme(likes[:3]) == 0.0
    assert theme(likes) == theme([*likes[2:], Likeness(0.0, {"words": 9.0}), Likeness(0.0, {"words": 9.0})])
    assert theme(likes) > theme(likes[:5]) > 0.0


def test_since_a_year_is_no_day_in_common() -> None:
    war = reading("Daily", "2024-03-05", Told(BRIDGE, "2011-01-01", None, last="2011-12-31"))
    market = reading("Mail", "2024-03-07", Told(MARKET, "2011-01-01", "Kurm", last="2011-12-31"))
    assert together(war, market) == set()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PAIRS), max_size=6))
def test_every_event_is_told_by_one_incident(pairs: list[tuple[str, Told, bool]]) -> None:
    readings = [reading(f"Paper {number}", "2024-03-05", told) for number, (_, told, _) in enumerate(pairs)]
    told_of = [told.event for incident in link(readings) for told in incident.told]
    assert len(told_of) == len(set(told_of)) == len(readings)
