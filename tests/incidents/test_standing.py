"""Standing: origins and their merges, sides, support, conflict by facet, figures by holder, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.copies import find_copies
from sayso.incidents.standing import stand
from sayso.incidents.standing.corrections import corrections
from sayso.incidents.standing.names import country_of, fold, known_as
from sayso.incidents.standing.people import fighting, scope
from sayso.records import Claim, Event, Figure, Incident, Reading, Report, Span, Standing
from sayso.records.event import EventType
from sayso.records.incident import Told
from sayso.records.keys import event_keys

ARMY, REBELS, MONITOR = "Congolese army", "Mountain Front", "UN observers"
# What is told, by the fields of Claim and Event.
Tale = dict[str, Any]


def tale(holder: str | None, **more: object) -> Tale:
    """One thing told: who is answerable, and what of it is out of the ordinary."""
    return {"holder": holder, **more}


def reading(outlet: str, day: str, *tales: Tale, text: str | None = None, before: str = "") -> Reading:
    """A reading in which each tale is a claim (none in the writer's voice) with one event, its words made up as needed."""
    words = before
    claims, events = [], []
    for number, one in enumerate(tales, 1):

        def put(piece: str) -> Span:
            nonlocal words
            start = len(words)
            words += piece + " "
            return Span(start=start, end=start + len(piece), text=piece)

        holder = one["holder"]
        voice = holder is None and "relay" not in one
        source, cue = (put(str(holder)) if holder else None), put("said")
        trigger = put("attack")
        figures = tuple(
            Figure(kind=kind, who=who, low=low, high=high, evidence=put(f"{low} {who}"))
            for kind, who, low, high in one.get("figures", ())
        )
        event = Event(
            id=f"e{number}",
            type=one.get("type", "ASSAULT"),
            mode=one.get("mode", "firearms"),
            trigger=trigger,
            agent=tuple(put(name) for name in one.get("agent", ())),
            patient=tuple(put(name) for name in one.get("patient", ())),
            instrument=(),
            place=None,
            location=None,
            date=one.get("date"),
            date_span=None,
            casualties=figures,
            claim=None if voice else f"c{number}",
            status=one.get("status", "actual"),
        )
        if not voice:
            relay = (*one.get("relay", (holder,)), outlet)
            claims.append(
                Claim(
                    id=f"c{number}",
                    source=source,
                    cue=cue,
                    content=(trigger,),
                    holder=holder,
                    holder_span=None,
                    relay=relay,
                    relay_spans=(None,) * len(relay),
                    act=one.get("act", "assert"),
                    manner="indirect",
                )
            )
        events.append(event)
    report = Report(text=(words if text is None else words + text) or "-", outlet=outlet, published=day)
    return Reading(report=report, reader="test", claims=tuple(claims), events=tuple(events))


def standing(*readings: Reading, kind: EventType = "ASSAULT") -> Standing:
    """The standing of all that some readings tell."""
    told = tuple(
        Told(report=one.report.key, event=key, claim=None) for one in readings for key in event_keys(one).values()
    )
    incident = Incident(key="i", type=kind, days=None, place=None, country=None, told=told, reasons={})
    return stand(incident, readings, find_copies([one.report for one in readings]).copies)


def rules(found: Standing) -> list[str]:
    return [merge.rule for merge in found.merges]


def facets(found: Standing) -> set[str]:
    return {conflict.facet for conflict in found.conflict}


SUPPORTS: list[tuple[str, Sequence[Tale]]] = [
    ("unattributed", [tale(None)]),
    ("one-origin", [tale(MONITOR), tale(MONITOR)]),
    ("one-side", [tale("army", agent=[REBELS]), tale("interior ministry", agent=[REBELS])]),
    ("independent", [tale("army", agent=[REBELS]), tale(MONITOR)]),
    ("independent", [tale("army", agent=[REBELS]), tale(REBELS, act="deny", status="denied"), tale(MONITOR)]),
    ("acknowledged", [tale(REBELS, act="admit"), tale(MONITOR)]),
    ("acknowledged", [tale("army", agent=[REBELS]), tale(REBELS, act="admit", agent=["its fighters"])]),
    ("independent", [tale(REBELS, act="admit", patient=[REBELS]), tale(MONITOR)]),
]


@pytest.mark.parametrize(("step", "tales"), SUPPORTS)
def test_the_last_step_of_support_that_holds_counts(step: str, tales: Sequence[Tale]) -> None:
    found = standing(reading("Daily", "2024-03-04", *tales))
    assert found.support == step
    assert found.support_reason.endswith(".")
    assert found.support_rests_on


def test_ten_reports_of_one_holder_are_one_origin() -> None:
    readings = [reading(f"Paper {number}", f"2024-03-{number:02}", tale(MONITOR)) for number in range(1, 11)]
    found = standing(*readings)
    assert (found.least, found.most) == (1, 1)
    assert rules(found) == ["D2"] * 9
    assert found.support == "one-origin"


def test_an_acronym_and_a_short_form_are_the_same_holder() -> None:
    found = standing(
        reading("A", "2024-03-04", tale("Mountain Front of Kivu"), tale(ARMY)),
        reading("B", "2024-03-05", tale("MFK"), tale("army")),
    )
    assert [origin.name for origin in found.origins] == ["Mountain Front of Kivu", ARMY]


def test_an_agency_is_one_desk_whoever_prints_it() -> None:
    sent = {"relay": (None, "LRW")}
    found = standing(
        reading("Lake Region Wire", "2024-03-04", tale(None)),
        reading("Gazette", "2024-03-04", tale(None, **sent)),
        reading("Mail", "2024-03-05", tale(None, **sent)),
    )
    assert found.most == 1
    assert "D3" in rules(found)
    assert "D4" in rules(found)


def test_an_outlets_own_update_is_no_second_source() -> None:
    found = standing(reading("Daily", "2024-03-04", tale(None)), reading("Daily", "2024-03-05", tale(None)))
    assert (found.least, found.most) == (1, 1)


def test_unattributed_and_later_with_the_same_figures_is_weak() -> None:
    found = standing(reading("A", "2024-03-04", tale(ARMY, **TOLL)), reading("B", "2024-03-05", tale(None, **TOLL)))
    assert (found.least, found.most) == (1, 2)
    assert rules(found) == ["D5"]


def test_shared_wording_makes_one_desk_of_two() -> None:
    text = (
        "Gunmen fired from the ridge above the river for two hours while the market was being cleared, and "
        "boatmen who had tied up below the bridge carried the wounded across to the clinic on the other bank. "
        "The road was closed until noon, and lorries waited in a line that reached the old customs house."
    )
    found = standing(
        reading("A", "2024-03-04", tale(None), text=text), reading("B", "2024-03-05", tale(None), text=text)
    )
    merge = next(merge for merge in found.merges if merge.rule == "D1")
    assert merge.passages
    assert found.most == 1


def test_army_and_government_are_one_side_and_rebels_another() -> None:
    found = standing(
        reading(
            "A",
            "2024-03-04",
            tale("Congolese army", act="admit", agent=["its troops"], patient=["rebels"]),
            tale("Ministry of Defence", agent=[REBELS]),
            tale(REBELS, act="admit"),
            tale("a hospital doctor"),
        )
    )
    sides = {party.name: party.side for party in found.parties}
    assert sides["Congolese army"] == sides["Ministry of Defence"]
    assert sides[REBELS] == REBELS
    assert "a hospital doctor" not in sides


TOLL = {"figures": [("killed", "soldiers", 4, 4)]}
CONFLICTS: list[tuple[str | None, Sequence[Tale]]] = [
    (None, [tale(ARMY), tale(MONITOR)]),
    ("occurrence", [tale(MONITOR, mode="abduct"), tale(ARMY, mode="abduct", act="deny", status="denied")]),
    ("actor", [tale(MONITOR, agent=[REBELS]), tale(REBELS, act="deny", status="denied", agent=["our fighters"])]),
    ("actor", [tale("army", agent=[REBELS]), tale(REBELS, act="accuse", agent=["the army"])]),
    (
        "target",
        [
            tale(ARMY, act="admit", agent=["its troops"], figures=[("killed", "rebels", 9, 9)]),
            tale(MONITOR, agent=[ARMY], figures=[("killed", "villagers", 9, 9)]),
        ],
    ),
    (
        "figure",
        [tale(ARMY, figures=[("killed", "troops", 4, 4)]), tale(MONITOR, figures=[("killed", "soldiers", 9, None)])],
    ),
    (
        None,
        [tale(ARMY, figures=[("killed", "soldiers", 4, 4)]), tale(MONITOR, figures=[("killed", "soldiers", 3, None)])],
    ),
    (
        None,
        [tale(ARMY, figures=[("killed", "soldiers", 4, 4)]), tale(MONITOR, figures=[("wounded", "soldiers", 9, 9)])],
    ),
    (
        None,
        [
            tale(ARMY, figures=[("killed", "people", 9, 9), ("killed", "civilians", 4, 4)]),
            tale(MONITOR, figures=[("killed", "civilians", 5, 5)]),
        ],
    ),
    ("time", [tale(ARMY, date=("2024-03-01",) * 2, **TOLL), tale(MONITOR, date=("2024-03-04",) * 2, **TOLL)]),
    (None, [tale(ARMY, date=("2024-03-01",) * 2, **TOLL), tale(MONITOR, date=("2024-03-02",) * 2, **TOLL)]),
    (None, [tale(ARMY, date=("2024-03-01",) * 2, **TOLL), tale(MONITOR, date=("2024-03-04",) * 2)]),
]


@pytest.mark.parametrize(("facet", "tales"), CONFLICTS)
def test_holders_contradict_each_other_by_facet(facet: str | None, tales: Sequence[Tale]) -> None:
    found = standing(reading("Daily", "2024-03-04", *tales))
    assert facets(found) == ({facet} if facet else set())
    assert all(conflict.rests_on and conflict.reason.endswith(".") for conflict in found.conflict)


def test_a_holder_that_changes_its_own_number_revises_it() -> None:
    found = standing(
        reading("A", "2024-03-04", tale(ARMY, figures=[("killed", "soldiers", 16, 16)])),
        reading("B", "2024-03-05", tale("army", figures=[("killed", "troops", 18, 18)])),
        reading("C", "2024-03-06", tale(ARMY, figures=[("killed", "soldiers", 18, 18)])),
    )
    (figure,) = found.figures
    assert (figure.kind, figure.who) == ("killed", "soldiers")
    assert [(one.holder, one.low, one.since, one.revised) for one in figure.versions] == [
        (ARMY, 16, "2024-03-04", False),
        (ARMY, 18, "2024-03-05", True),
    ]
    assert figure.versions[1].names == ("army", ARMY)
    assert len(figure.versions[1].reports) == 2
    assert found.revised == (f"{ARMY} changed 16 to 18 soldiers killed.",)
    assert found.conflict == ()


@pytest.mark.parametrize("status", ["planned", "demanded"])
def test_what_has_not_happened_has_no_toll(status: str) -> None:
    found = standing(reading("A", "2024-03-04", tale(ARMY, status=status, figures=[("killed", "rebels", 9, 9)])))
    assert found.figures == ()


CORRECTIONS = [
    ("Correction: the first paragraph gave the wrong river.", False),
    ("An earlier version of this report said that 40 soldiers had died.", False),
    ("The agency has withdrawn its report of Monday.", True),
    ("This story has been retracted.", True),
    ("The army withdrew its troops, and an earlier report by monitors was praised.", None),
    ("The governor said the correction of the border was late.", None),
]


@pytest.mark.parametrize(("text", "back"), CORRECTIONS)
def test_corrections_and_retractions_are_found(text: str, back: bool | None) -> None:
    found = [one.withdraws for one in corrections([Report(text=text)])]
    assert found == ([] if back is None else [back])


def test_a_retraction_names_the_report_that_it_withdraws() -> None:
    found = standing(
        reading("Daily", "2024-03-04", tale(MONITOR)),
        reading("Daily", "2024-03-06", tale(MONITOR), text="Daily has withdrawn its report."),
    )
    assert found.withdrawn == ("Daily withdrew its report of 2024-03-04: “has withdrawn its report”.",)


def test_what_is_withdrawn_counts_no_more() -> None:
    wrong = reading("Daily", "2024-03-04", tale(MONITOR, figures=[("killed", "people", 84, 84)]))
    other = reading("Mail", "2024-03-05", tale(ARMY, figures=[("killed", "people", 17, 17)]))
    back = reading("Daily", "2024-03-06", tale(None), text="Daily has withdrawn its report.")
    assert (standing(wrong, other).most, facets(standing(wrong, other))) == (2, {"figure"})
    found = standing(wrong, other, back)
    assert facets(found) == set()
    assert MONITOR not in {origin.name for origin in found.origins}
    assert [version.low for figure in found.figures for version in figure.versions] == [17]


SAID_84 = tale(ARMY, figures=[("killed", "soldiers", 84, 84)])
SAYS_48 = tale(ARMY, figures=[("killed", "soldiers", 48, 48)])
FIRST_TOLD = "The war goes on.\nCorrection: an earlier version gave "


@pytest.mark.parametrize(
    ("now", "text", "left"),
    [
        (SAYS_48, FIRST_TOLD + "84 dead.", [48]),
        (SAYS_48, FIRST_TOLD + "eighty-four dead.", [48]),
        # What was wrong was something else.
        (SAYS_48, FIRST_TOLD + "the wrong river.", [84, 48]),
        (SAID_84, FIRST_TOLD + "84 dead at the wrong river.", [84]),
        (tale(REBELS, figures=[("killed", "soldiers", 48, 48)]), FIRST_TOLD + "84 dead at the wrong river.", [84, 48]),
    ],
)
def test_a_correction_takes_back_the_number_that_it_names(now: Tale, text: str, left: list[int]) -> None:
    found = standing(reading("Daily", "2024-03-04", SAID_84), reading("Daily", "2024-03-06", now, text=text))
    assert [version.low for figure in found.figures for version in figure.versions] == left
    told = [sentence for sentence in found.revised if sentence.startswith("Daily corrected its report of 2024-03-04")]
    assert len(told) == 1
    assert ("takes back 84 soldiers killed" in told[0]) == (84 not in left)


def test_a_correction_that_says_again_what_was_wrong_does_not_tell_it() -> None:
    text = "The army said 48 soldiers died."
    again = tale(None, figures=[("killed", "soldiers", 84, 84)])
    found = standing(
        reading("Daily", "2024-03-04", SAID_84),
        reading("Daily", "2024-03-06", again, SAYS_48, before="Correction: an earlier version said: ", text=text),
    )
    assert [(version.holder, version.low) for figure in found.figures for version in figure.versions] == [(ARMY, 48)]


def test_another_outlets_correction_takes_nothing_back() -> None:
    found = standing(
        reading("Daily", "2024-03-04", SAID_84), reading("Mail", "2024-03-06", SAYS_48, text=FIRST_TOLD + "84 dead.")
    )
    assert [version.low for figure in found.figures for version in figure.versions] == [84, 48]


@pytest.mark.parametrize(
    ("who", "of", "fights"),
    [
        ("insurgents", "fighters", True),
        ("government troops", "soldiers", True),
        ("policemen", "police", True),
        ("shrimp farmers", "civilians", False),
        ("children", "children", False),
        ("people", "people", None),
        (None, "people", None),
        ("camels", "camels", None),
    ],
)
def test_people_of_one_kind_are_one_scope(who: str | None, of: str, fights: bool | None) -> None:
    assert (scope(who), fighting(who)) == (of, fights)


def test_a_name_that_fits_two_stays_itself() -> None:
    known = known_as(["Congolese army", "Ugandan army", "army"])
    assert known["army"] == "army"


def test_states_are_known_by_adjective_and_capital() -> None:
    assert country_of("Congolese army") == "COD"
    assert country_of("Damascus") == "SYR"
    assert country_of("Mountain Front") is None


def test_nothing_told_is_unattributed() -> None:
    found = standing()
    assert (found.support, found.least, found.most, found.figures) == ("unattributed", 0, 0, ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(min_size=1, max_size=30)), max_size=4), st.text(max_size=80))
def test_any_names_and_text_have_a_standing(holders: list[str | None], text: str) -> None:
    tales = [tale(holder, agent=[holder] if holder else []) for holder in holders]
    found = standing(reading("Daily", "2024-03-04", *tales, text=text))
    assert found.least <= found.most
    assert found == standing(reading("Daily", "2024-03-04", *tales, text=text))


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
