"""The tidy tables that come out of a ledger: one row type for each, with the meaning of each field.

A span is two integers beside its words; a list of spans is a field `…_at` with `start:end` of each, a blank between.
Offsets count Unicode code points of the report's text, half open. Several names in one cell stand with `; ` between.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NamedTuple

from sayso.ledger.dictionary import Cell
from sayso.records.claim import Act, Manner
from sayso.records.copy import CopyKind
from sayso.records.event import EventType, Kind, Status
from sayso.records.incident import Support

Precision = Literal["site", "town", "district", "province", "country"]


class ClaimRow(NamedTuple):
    """One row for each claim: what somebody other than the writer is made answerable for."""

    key: Annotated[str, Cell("digest of the report and the claim's spans", identifies=True)]
    report: Annotated[str, Cell("id that the report came with, else its key", free=True)]
    report_key: Annotated[str, Cell("the report's key", refers="reports")]
    outlet: Annotated[str | None, Cell("who published the report", free=True)]
    published: Annotated[date | None, Cell("day of publication")]
    holder: Annotated[str | None, Cell("the party answerable for the claim; empty where none is named", free=True)]
    act: Annotated[Act, Cell("what the holder does by saying it")]
    manner: Annotated[Manner, Cell("whether the content stands in quotation marks: all, none or partly")]
    source: Annotated[str | None, Cell("the words that name who says it", free=True)]
    cue: Annotated[str, Cell("the words that carry the attribution", free=True)]
    content: Annotated[str, Cell("what is said; … between pieces", free=True)]
    relay: Annotated[str, Cell("the way to the reader, holder first, outlet last; ? for an unknown step", free=True)]
    inside: Annotated[str | None, Cell("key of the claim whose content holds this one", refers="claims")]
    source_start: Annotated[int | None, Cell("first character of the source", "characters")]
    source_end: Annotated[int | None, Cell("end of the source, excluded", "characters")]
    cue_start: Annotated[int, Cell("first character of the cue", "characters")]
    cue_end: Annotated[int, Cell("end of the cue, excluded", "characters")]
    content_at: Annotated[str, Cell("start:end of each piece of the content", "characters")]


class EventRow(NamedTuple):
    """One row for each event: a happening as one claim, or the writer, tells it, coded by PLOVER."""

    key: Annotated[str, Cell("digest of the report, the trigger and the claim's cue", identifies=True)]
    report: Annotated[str, Cell("id that the report came with, else its key", free=True)]
    report_key: Annotated[str, Cell("the report's key", refers="reports")]
    outlet: Annotated[str | None, Cell("who published the report", free=True)]
    published: Annotated[date | None, Cell("day of publication")]
    incident: Annotated[str | None, Cell("key of the incident that it tells of", refers="incidents")]
    claim: Annotated[
        str | None, Cell("key of the claim it stands in; empty in the writer's own voice", refers="claims")
    ]
    holder: Annotated[str | None, Cell("the party answerable for that claim", free=True)]
    type: Annotated[EventType, Cell("PLOVER's event type")]
    mode: Annotated[str | None, Cell("PLOVER's mode")]
    status: Annotated[Status, Cell("whether it is told as having happened")]
    trigger: Annotated[str, Cell("the words that name the happening", free=True)]
    agent: Annotated[str | None, Cell("words for who does it", free=True)]
    agent_names: Annotated[str | None, Cell("the parties that these words stand for", free=True)]
    agent_countries: Annotated[str | None, Cell("their countries, ISO 3166 alpha-3")]
    patient: Annotated[str | None, Cell("words for whom or what it is done to", free=True)]
    patient_names: Annotated[str | None, Cell("the parties that these words stand for", free=True)]
    patient_countries: Annotated[str | None, Cell("their countries, ISO 3166 alpha-3")]
    instrument: Annotated[str | None, Cell("words for what it is done with", free=True)]
    place: Annotated[str | None, Cell("the words that say where", free=True)]
    place_name: Annotated[str | None, Cell("the place by the gazetteer", free=True)]
    place_id: Annotated[str | None, Cell("its id in the gazetteer")]
    precision: Annotated[Precision | None, Cell("what kind of place it is")]
    country: Annotated[str | None, Cell("its country, ISO 3166 alpha-3")]
    latitude: Annotated[float | None, Cell("of the place's middle, WGS 84", "degrees")]
    longitude: Annotated[float | None, Cell("of the place's middle, WGS 84", "degrees")]
    first_day: Annotated[date | None, Cell("first day that it can have been")]
    last_day: Annotated[date | None, Cell("last day that it can have been")]
    trigger_start: Annotated[int, Cell("first character of the trigger", "characters")]
    trigger_end: Annotated[int, Cell("end of the trigger, excluded", "characters")]
    agent_at: Annotated[str | None, Cell("start:end of each of the agent's words", "characters")]
    patient_at: Annotated[str | None, Cell("start:end of each of the patient's words", "characters")]
    place_start: Annotated[int | None, Cell("first character of the place", "characters")]
    place_end: Annotated[int | None, Cell("end of the place, excluded", "characters")]


class FigureRow(NamedTuple):
    """One row for each figure of each event: a number of people with what became of them, and who says so."""

    event: Annotated[str, Cell("key of the event", refers="events")]
    claim: Annotated[str | None, Cell("key of the claim; empty in the writer's own voice", refers="claims")]
    report: Annotated[str, Cell("id that the report came with, else its key", free=True)]
    report_key: Annotated[str, Cell("the report's key", refers="reports")]
    outlet: Annotated[str | None, Cell("who published the report", free=True)]
    published: Annotated[date | None, Cell("day of publication")]
    holder: Annotated[str | None, Cell("the party answerable for the claim", free=True)]
    status: Annotated[Status, Cell("whether the event is told as having happened; a denied toll keeps its figure")]
    kind: Annotated[Kind, Cell("what became of the people; casualties are killed and wounded together")]
    who: Annotated[str | None, Cell("words for the people", free=True)]
    low: Annotated[
        int | None, Cell("the least; empty where the words leave it open, and in frames beyond 2^63", "people")
    ]
    high: Annotated[
        int | None, Cell("the most; empty where the words leave it open, and in frames beyond 2^63", "people")
    ]
    evidence: Annotated[str, Cell("the words that say so", free=True)]
    evidence_start: Annotated[int, Cell("first character of these words", "characters")]
    evidence_end: Annotated[int, Cell("end of these words, excluded", "characters")]


class ReportRow(NamedTuple):
    """One row for each report, without its text, which the JSONL export has."""

    key: Annotated[str, Cell("digest of text, outlet, day of publication and address", identifies=True)]
    report: Annotated[str, Cell("id that the report came with, else its key", free=True)]
    outlet: Annotated[str | None, Cell("who published it", free=True)]
    published: Annotated[date | None, Cell("day of publication")]
    published_at: Annotated[str | None, Cell("day or time of publication as it came, ISO 8601")]
    title: Annotated[str | None, Cell("title that it came with", free=True)]
    byline: Annotated[str | None, Cell("author that it came with", free=True)]
    address: Annotated[str | None, Cell("where it was published", free=True)]
    language: Annotated[str | None, Cell("ISO 639 code")]
    dateline_place: Annotated[str | None, Cell("place of the dateline", free=True)]
    dateline_day: Annotated[date | None, Cell("day of the dateline")]
    dateline_agency: Annotated[str | None, Cell("agency of the dateline", free=True)]
    claims: Annotated[int, Cell("how many claims it has", "claims")]
    events: Annotated[int, Cell("how many events it has", "events")]
    reader: Annotated[str, Cell("name and digest of the reader")]
    unread: Annotated[str | None, Cell("why it was left unread", free=True)]


class CopyRow(NamedTuple):
    """One row for each pair of reports whose wording comes from one another or from one text."""

    one: Annotated[str, Cell("key of the report that is not the later one", refers="reports")]
    two: Annotated[str, Cell("key of the other report", refers="reports")]
    kind: Annotated[CopyKind, Cell("how much of the one that has more of it is shared")]
    share_one: Annotated[float, Cell("part of the first's own words that is shared", "0 to 1")]
    share_two: Annotated[float, Cell("part of the second's own words that is shared", "0 to 1")]
    passages: Annotated[int, Cell("how many passages of wording they share", "passages")]
    same: Annotated[int, Cell("how many words of these are the same", "words")]
    origin: Annotated[str | None, Cell("key of the report that the other has it from, where shown", refers="reports")]
    reason: Annotated[str, Cell("why, in one sentence", free=True)]


class IncidentRow(NamedTuple):
    """One row for each incident: the events of several readings that tell of one happening."""

    key: Annotated[str, Cell("key of the event that came first", identifies=True)]
    type: Annotated[EventType, Cell("PLOVER's type of the central happening")]
    first_day: Annotated[date | None, Cell("first day that it can have been")]
    last_day: Annotated[date | None, Cell("last day that it can have been")]
    place: Annotated[str | None, Cell("the place by the gazetteer", free=True)]
    country: Annotated[str | None, Cell("its country, ISO 3166 alpha-3")]
    reports: Annotated[int, Cell("how many reports tell of it", "reports")]
    events: Annotated[int, Cell("how many events of theirs", "events")]
    claims: Annotated[int, Cell("in how many claims", "claims")]
    least: Annotated[int | None, Cell("how many origins it has at least", "origins")]
    most: Annotated[int | None, Cell("how many origins it has at most", "origins")]
    support: Annotated[Support | None, Cell("what supports it, by the rules of standing; no score")]
    conflict: Annotated[str | None, Cell("facets on which holders contradict each other")]
    revised: Annotated[bool | None, Cell("whether a holder or an outlet changed what it had said")]
    withdrawn: Annotated[bool | None, Cell("whether a holder or an outlet took something back")]


TABLES: dict[str, type] = {
    "claims": ClaimRow,
    "events": EventRow,
    "figures": FigureRow,
    "reports": ReportRow,
    "copies": CopyRow,
    "incidents": IncidentRow,
}
