"""How events look: their code, their particulars, their numbers, and where they stand among the claims."""

import pytest
from hypothesis import given

from sayso.records import Event, Figure, Reading, Span
from sayso.records.outline import coded, counted, particulars_of
from tests.readings import happened, readings
from tests.records.test_terminal import shown


@pytest.mark.parametrize(
    ("low", "high", "who", "kind", "words"),
    [
        (15, 15, "soldiers", "killed", "15 soldiers killed"),
        (15, 20, None, "wounded", "15 to 20 wounded"),
        (24, None, "civilians", "displaced", "at least 24 civilians displaced"),
        (None, 1200, "people", "missing", "up to 1,200 people missing"),
        (0, 0, "soldiers", "casualties", "0 soldiers killed or wounded"),
    ],
)
def test_a_number_of_people_in_words(low: int | None, high: int | None, who: str | None, kind: str, words: str) -> None:
    figure = Figure(kind=kind, who=who, low=low, high=high, evidence=Span.of("some", 0, 4))
    assert counted(figure) == words


def test_an_event_says_who_did_what_to_whom() -> None:
    event = happened().events[0]
    assert coded(event) == "ASSAULT firearms denied"
    assert particulars_of(event) == [
        "fired on",
        "guards → a boat",
        "Bol",
        "2001-05-02–2001-05-03",
        "2 fishermen killed",
    ]


def test_events_stand_under_their_claim_and_the_writers_own_at_the_end() -> None:
    lines = [line.strip() for line in shown(happened(), width=120).splitlines()]
    claim = next(at for at, line in enumerate(lines) if "‹denied›" in line)
    assert lines[claim + 1].startswith("ASSAULT firearms denied fired on · guards → a boat")
    assert lines[lines.index("in the writer's own words") + 1] == "PROTEST demo marched · Villagers → …"


def test_the_json_has_every_key_of_the_contract() -> None:
    told, own = happened().to_json()["events"]
    assert {key: told[key] for key in ("id", "type", "mode", "status", "claim", "date")} == {
        "id": "e1",
        "type": "ASSAULT",
        "mode": "firearms",
        "status": "denied",
        "claim": "c1",
        "date": ["2001-05-02", "2001-05-03"],
    }
    assert told["casualties"][0]["evidence"]["text"] == "two fishermen"
    assert own["patient"] == own["casualties"] == []
    assert own["claim"] is own["place"] is None
    assert "instrument" not in own


@given(readings())
def test_any_event_can_be_shown(reading: Reading) -> None:
    if not reading.claims:
        return
    span = reading.claims[0].cue
    event = Event(
        id="e1",
        type="ASSAULT",
        mode=None,
        trigger=span,
        agent=(span,),
        patient=(),
        instrument=(span,),
        place=span,
        location=None,
        date=None,
        date_span=None,
        casualties=(),
        claim=reading.claims[0].id,
        status="possible",
    )
    told = reading.model_copy(update={"events": (event,)})
    assert "ASSAULT possible" in shown(told, width=100)
    assert "ASSAULT possible" in told._repr_html_()  # what a notebook calls
