"""What ACLED would call an event: by type and mode, the words for the means, and who is armed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Actor, Event, Figure, Reading, Span
from sayso.records.acled import RULES, acled
from sayso.records.camps import CAMPS, camp, sectors_of
from tests.readings import ROOT, TEXTS, happened


def event(code: str, text: str, **roles: object) -> Event:
    """An event of a text in which `<…>` is the trigger, `[…]` agents, `{…}` patients, `(…)` an instrument."""
    marked: dict[str, list[Span]] = {mark: [] for mark in "<[{("}
    plain, open_at = "", 0
    for sign in text:
        if sign in marked:
            open_at, mark = len(plain), sign
        elif sign in ">]})":
            marked[mark].append(Span(start=open_at, end=len(plain), text=plain[open_at:]))
        else:
            plain += sign
    kind, _, mode = code.partition(" ")
    given = {"place": None, "location": None, "date": None, "date_span": None, "casualties": (), "claim": None}
    told = {"agent": marked["["], "patient": marked["{"], "instrument": marked["("], "trigger": marked["<"][0]}
    coded = {"id": "e1", "type": kind, "mode": mode or None, "status": "actual"}
    return Event.model_validate(given | told | coded | roles)


CASES = [
    ("ASSAULT", "[Rebels] <attacked> {an army base}", ("Battles", "Armed clash"), "two armed sides"),
    ("ASSAULT", "[Soldiers] and [militants] <clashed>", ("Battles", "Armed clash"), "two armed sides"),
    ("ASSAULT", "a <firefight> broke out", ("Battles", "Armed clash"), "fire from both sides"),
    ("ASSAULT", "[the army] <clashed> with {the Lamp Union}", ("Battles", None), "fight of an armed side"),
    ("ASSAULT", "[the army] <recaptured> {the town}", ("Battles", "Government regains territory"), "ground taken by a state's forces"),
    ("ASSAULT", "[rebels] <seized> {two outposts}", ("Battles", "Non-state actor overtakes territory"), "ground taken by others"),
    ("ASSAULT", "[Gunmen] <killed> {four farmers}", ("Violence against civilians", "Attack"), "armed against civilians"),
    ("ASSAULT", "[three armed men] <beat> {a teacher}", ("Violence against civilians", "Attack"), "armed against civilians"),
    ("ASSAULT", "{two women} were <shot dead>", ("Violence against civilians", "Attack"), "civilians shot, stabbed or slain"),
    ("ASSAULT", "{two women} were <killed>", ("Violence against civilians", None), "civilians hurt by somebody unnamed"),
    ("ASSAULT abduct", "{an engineer} was <kidnapped>", ("Violence against civilians", "Abduction/forced disappearance"), "civilians abducted"),
    ("ASSAULT sexual", "[a soldier] <raped> {a girl}", ("Violence against civilians", "Sexual violence"), "sexual violence"),
    ("ASSAULT", "[planes] <bombed> {a school} in (an air raid)", ("Explosions/Remote violence", "Air/drone strike"), "from the air"),
    ("ASSAULT drone", "a <strike> on {a lorry}", ("Explosions/Remote violence", "Air/drone strike"), "from the air"),
    ("ASSAULT heavy-weapons", "[the army] <shelled> {a village}", ("Explosions/Remote violence", "Shelling/artillery/missile attack"), "shells, rockets, missiles"),
    ("ASSAULT unconventional", "<killed> {nine} with (sarin)", ("Explosions/Remote violence", "Chemical weapon"), "chemical weapon"),
    ("ASSAULT", "a <suicide bombing>", ("Explosions/Remote violence", "Suicide bomb"), "suicide bombing"),
    ("ASSAULT explosives", "<hit> {a patrol} with (a landmine)", ("Explosions/Remote violence", "Remote explosive/landmine/IED"), "bomb or mine"),
    ("ASSAULT", "[a man] <threw> (a grenade)", ("Explosions/Remote violence", "Grenade"), "grenade"),
    ("ASSAULT explosives", "[somebody] <bombed> {a bridge}", ("Explosions/Remote violence", None), "strike of some kind"),
    ("ASSAULT", "[police] <fired on> {protesters}", ("Protests", "Excessive force against protesters"), "lethal force against protesters"),
    ("ASSAULT crowd-control", "[police] <tear-gassed> {the demonstrators}", ("Protests", "Protest with intervention"), "force against protesters"),
    ("COERCE arrest", "[police] <detained> {20 protesters}", ("Protests", "Protest with intervention"), "force against protesters"),
    ("ASSAULT", "[protesters] <stoned> {police}", ("Riots", "Violent demonstration"), "violence by protesters"),
    ("ASSAULT beat", "[a mob] <beat> {a thief}", ("Riots", "Mob violence"), "violence by a crowd"),
    ("ASSAULT beat", "[a group of villagers] <beat> {a man}", ("Riots", "Mob violence"), "civilians against civilians"),
    ("PROTEST riot", "[students] <rioted>", ("Riots", None), "riot"),
    ("PROTEST riot", "[protesters] <rioted>", ("Riots", "Violent demonstration"), "riot by protesters"),
    ("PROTEST demo", "[nurses] <marched>", ("Protests", "Peaceful protest"), "demonstration"),
    ("PROTEST", "[nurses] <protested>", ("Protests", None), "protest of some kind"),
    ("ASSAULT destroy", "[militants] <torched> {two shops}", ("Strategic developments", "Looting/property destruction"), "property looted or burnt"),
    ("COERCE seize", "[soldiers] <found> {a cache of weapons}", ("Strategic developments", "Disrupted weapons use"), "weapons seized"),
    ("COERCE arrest", "[police] <arrested> {a cleric}", ("Strategic developments", "Arrests"), "arrest"),
    ("RETREAT withdraw", "[troops] <left> {the town}", ("Strategic developments", None), "armed party withdraws"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected", "rule"), CASES)
def test_each_rule(code: str, text: str, expected: tuple[str, str | None], rule: str) -> None:
    assert acled(event(code, text)) == (*expected, rule)


def test_every_rule_has_a_name_of_its_own_and_a_case_above() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert {case[3] for case in CASES} == set(names)


def test_the_documentation_names_every_rule() -> None:
    page = (ROOT / "docs" / "events.md").read_text("utf-8")
    assert [rule.name for rule in RULES if f"| {rule.name} |" not in page] == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ASSAULT", "[the Lamp Union] <attacked> {the Oak League}"),
        ("ASSAULT abduct", "[rebels] <captured> {the Oak League}"),
        ("ASSAULT", "[a man] <stabbed> {his wife}"),
        ("PROTEST strike", "[nurses] <walked out>"),
        ("CONSULT visit", "[the general] <met> {rebels}"),
    ],
)
def test_where_nothing_says_who_is_armed_there_is_no_type(code: str, text: str) -> None:
    assert acled(event(code, text)) is None


@pytest.mark.parametrize("status", ["denied", "planned", "demanded", "possible"])
def test_what_is_not_told_as_having_happened_has_no_type(status: str) -> None:
    assert acled(event("ASSAULT", "[Gunmen] <killed> {four farmers}", status=status)) is None


def test_the_people_counted_stand_in_for_a_patient() -> None:
    figure = Figure(kind="killed", who="farmers", low=4, high=4, evidence=Span(start=20, end=32, text="four farmers"))
    told = event("ASSAULT", "[Gunmen] <struck>", casualties=(figure,))
    assert acled(told) == ("Violence against civilians", "Attack", "armed against civilians")


def test_an_actors_sector_says_who_is_armed() -> None:
    told = event("ASSAULT", "[the Lamp Union] <attacked> {the Oak League}")
    lamp, oak = (
        Actor(id=span.text, name=span.text, entry=None, kind=None, sector=sector, country=None, spans=(span,))
        for span, sector in ((told.agent[0], "REB"), (told.patient[0], "MIL"))
    )
    assert acled(told, sectors_of([lamp, oak])) == ("Battles", "Armed clash", "two armed sides")
    assert acled(told, sectors_of([lamp])) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("four unarmed villagers", "civilians"),
        ("dozens of soldiers", "forces"),
        ("members of a militia", "rebels"),
        ("regime forces", "forces"),
        ("Houthi forces", "fighters"),
        ("a police station in the town", "forces"),
        ("a rebel checkpoint", "rebels"),
        ("two armed men on a motorcycle", "fighters"),
        ("the wife of a soldier", "civilians"),
        ("demonstrators who threw stones", "protesters"),
        ("the army and", "forces"),
        ("two vehicles", None),
        ("of", None),
        ("–", None),
    ],
)
def test_the_head_word_says_the_camp(words: str, expected: str | None) -> None:
    assert camp(Span(start=0, end=len(words), text=words), {}) == expected


def test_the_json_of_an_event_says_it() -> None:
    denied, own = happened().to_json()["events"]
    assert denied["acled"] is None
    assert own["acled"] == {"event_type": "Protests", "sub_event_type": "Peaceful protest", "rule": "demonstration"}


@given(TEXTS | st.text())
def test_any_words_have_a_camp_or_none(words: str) -> None:
    assert camp(Span(start=0, end=len(words), text=words), {}) in {*CAMPS, None}


def test_reading_without_events_has_none() -> None:
    assert Reading(report=happened().report, reader="a test").to_json()["events"] == []
