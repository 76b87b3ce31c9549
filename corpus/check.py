"""Checks corpus files: `python corpus/check.py [FILE…]`, all of corpus/train and corpus/dev where none is named.

Prints one line for each fault (report, where, what) and then what the corpus holds; exit 1 where there is a fault.
The guide of annotation is the measure: spans that stand in the text, claims in the order of their cues, a relay that
begins with the holder and ends with the outlet, known labels, days in order, references that lead somewhere; and no
run of eight words in two reports, except in the copies of one incident.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

try:
    from corpus.markup import locate
except ModuleNotFoundError:  # run as a script, as the docstring has it
    from markup import locate  # type: ignore[import-not-found,no-redef]

Json = dict[str, Any]

HERE = Path(__file__).resolve().parent
ACTS = {"assert", "deny", "accuse", "admit", "support", "condemn", "demand", "threaten", "promise", "doubt"}
MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}  # fmt: skip
STATUS = {"actual", "denied", "planned", "demanded", "possible"}
KINDS = {"killed", "wounded", "casualties", "captured", "missing", "displaced"}
SUPPORT = {"unattributed", "one-origin", "one-side", "independent", "acknowledged"}
FACETS = {"occurrence", "actor", "target", "figure", "place", "time"}
RUN = 8


def day(value: str) -> date:
    return date.fromisoformat(value)


def report_faults(report: Json) -> Iterator[str]:
    """What is wrong with one report, a sentence each."""
    text, claims = report["text"], {claim["id"]: claim for claim in report["claims"]}
    if "{" in text or "}" in text or re.search(r"[ \t]\n|\n\n\n|  +", text):
        yield "a brace, a doubled space or a blank line too many stands in the text"
    day(report["published"])
    cues = []
    for number, claim in enumerate(report["claims"], 1):
        name = claim["id"]
        cue = locate(text, claim["cue"])
        content = [locate(text, piece) for piece in claim["content"]]
        cues.append(cue)
        if name != f"c{number}" or not content or content != sorted(content):
            yield f"{name}: claims are c1, c2, … and contents in order"
        if any(start < cue[1] and cue[0] < end for start, end in content):
            yield f"{name}: the cue {text[slice(*cue)]!r} stands in its own content"
        if claim["source"] is not None:
            source = locate(text, claim["source"])
            if any(start < source[1] and source[0] < end for start, end in content) and not any(
                source[0] <= start and end <= source[1] for start, end in content
            ):
                yield f"{name}: the source {text[slice(*source)]!r} stands in its own content"
        for start, end in content:
            if (
                text[start:end] != text[start:end].strip()
                or re.search(r"[,;:]$", text[start:end])
                or (
                    text[end - 1] == "."
                    and end < len(text)
                    and not re.search(r"[.]\w?[.]$|\b[A-Z]\w{0,3}[.]$", text[start:end])
                    and text[start] not in "“\"'‘"
                )
            ):
                yield f"{name}: the comma or full stop after {text[start:end][-30:]!r} stays outside"
        if claim["act"] not in ACTS:
            yield f"{name}: {claim['act']!r} is no act"
        relay = claim["relay"]
        if (
            relay[0] != claim["holder"]
            or relay[-1] != report["outlet"]
            or any(one == two for one, two in pairwise(relay))
        ):
            yield f"{name}: relay {relay} must begin with the holder, end with the outlet, no step twice in a row"
        outer = claims.get(claim.get("inside", name))
        if outer is None:
            yield f"{name}: stands in {claim['inside']}, which is not there"
        elif outer is not claim:
            around = [locate(text, piece) for piece in outer["content"]]
            if content != around and not any(start <= content[0][0] and content[0][1] <= end for start, end in around):
                yield f"{name}: its content is not in the content of {outer['id']}"
            if outer["holder"] not in (*relay, None):
                yield f"{name}: the holder of {outer['id']}, {outer['holder']!r}, is not in its relay"
        else:
            for other in report["claims"]:
                if other is not claim and any(
                    start <= cue[0] and cue[1] <= end
                    for start, end in (locate(text, piece) for piece in other["content"])
                ):
                    yield f"{name}: stands in the content of {other['id']} and does not say `in {other['id']}`"
    if cues != sorted(cues):
        yield "the claims are not in the order of their cues"
    for number, event in enumerate(report["events"], 1):
        name = f"e{number}"
        spans = [
            event["trigger"],
            *event["agent"],
            *event["patient"],
            *event.get("instrument", []),
            *([event["place"]] if event["place"] else []),
        ]
        for span in [*spans, *(count["evidence"] for count in event["casualties"])]:
            locate(text, span)
        if event["type"] not in MODES or event.get("mode", "") not in ["", *MODES[event["type"]].split()]:
            yield f"{name}: {event['type']}/{event.get('mode')} is not in PLOVER"
        if event["status"] not in STATUS or (event["claim"] is not None and event["claim"] not in claims):
            yield f"{name}: status {event['status']} or claim {event['claim']} is not known"
        if event["date"] and day(event["date"][0]) > day(event["date"][1]):
            yield f"{name}: its days run backwards"
        for count in event["casualties"]:
            if (
                count["kind"] not in KINDS
                or (count["low"] is None and count["high"] is None)
                or (count["low"] or 0) > (count["high"] if count["high"] is not None else 10**9)
            ):
                yield f"{name}: figure {count} has no known kind or no range"


def incident_faults(incident: Json, reports: dict[str, Json]) -> Iterator[str]:
    """What is wrong with one incident, a sentence each."""
    known = set(incident["reports"])
    versions = [version for figure in incident["figures"] for version in figure["versions"]]
    named = {one for group in incident["copies"] for one in group} | {
        one for version in versions for one in version["reports"]
    }
    if not known <= reports.keys() or not named <= known:
        yield f"reports {sorted((known - reports.keys()) | (named - known))} are not there"
        return
    holders = {claim["holder"] for one in known for claim in reports[one]["claims"]} | {None}
    for holder in [*incident["parties"], *(version["holder"] for version in versions)]:
        if holder not in holders:
            yield f"{holder!r} holds no claim in it"
    if (
        incident["support"] not in SUPPORT
        or not set(incident["conflict"]) <= FACETS
        or any(figure["kind"] not in KINDS for figure in incident["figures"])
    ):
        yield "support, conflict or a figure's kind has a word that the guide does not know"


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def repeats(reports: dict[str, Json], groups: dict[str, str]) -> Iterator[str]:
    """Runs of eight words that stand in two reports which are not of one incident."""
    seen: dict[tuple[str, ...], str] = {}
    for name, report in reports.items():
        told = set()
        for run in sorted(runs(report["text"])):
            other = seen.setdefault(run, name)
            if other != name and groups.get(other, other) != groups.get(name, name) and other not in told:
                told.add(other)
                yield f"{name}: {' '.join(run)!r} stands in {other} too"


def share(counts: Counter[str]) -> str:
    total = sum(counts.values())
    top = ", ".join(f"{word} {100 * count / total:.1f}%" for word, count in counts.most_common(8))
    return f"{len(counts)} different of {total}; {top}"


def words_of(span: str | Json) -> str:
    return (span if isinstance(span, str) else str(span["text"])).casefold()


def summary(reports: list[Json], incidents: list[Json]) -> Iterator[str]:
    """What the corpus holds, a line each."""
    claims = [claim for report in reports for claim in report["claims"]]
    events = [event for report in reports for event in report["events"]]
    figures = [count for event in events for count in event["casualties"]]
    yield f"{len(reports)} reports, {len(incidents)} incidents, {len(claims)} claims ({sum('inside' in one for one in claims)} nested, {sum(len(one['relay']) > 2 for one in claims)} with a relay of three or more), {len(events)} events, {len(figures)} figures"
    for title, values in (
        ("cues", [words_of(one["cue"]) for one in claims]),
        ("sources", [words_of(one["source"]) if one["source"] else "(none)" for one in claims]),
        ("openings", [" ".join(report["text"].split()[:4]) for report in reports]),
        ("acts", [one["act"] for one in claims]),
        ("manners", [one["manner"] for one in claims]),
        ("event types", [one["type"] for one in events]),
        ("status", [one["status"] for one in events]),
        ("figure kinds", [one["kind"] for one in figures]),
        ("genres", [str(report.get("genre")) for report in reports]),
        ("conflicts", [str(report.get("conflict")) for report in reports]),
    ):
        yield f"{title}: {share(Counter(values))}"


def main(arguments: list[str]) -> int:
    paths = [Path(one) for one in arguments] or sorted(
        path for part in ("train", "dev") for path in (HERE / part).glob("*.json")
    )
    reports: dict[str, Json] = {}
    incidents: list[Json] = []
    groups: dict[str, str] = {}
    faults: list[str] = []
    homes = defaultdict(list)
    for path in paths:
        container = json.loads(path.read_text("utf-8"))
        for report in container["reports"]:
            homes[report["id"]].append(path.name)
            reports[report["id"]] = report
            try:
                faults += [f"{report['id']}: {fault}" for fault in report_faults(report)]
            except (ValueError, KeyError, TypeError) as error:
                faults.append(f"{report['id']}: {error!r}")
        incidents += container.get("incidents", [])
    faults += [f"{name}: stands in {where}; a name is used once" for name, where in homes.items() if len(where) > 1]
    for incident in incidents:
        faults += [f"incident {incident['incident']}: {fault}" for fault in incident_faults(incident, reports)]
        groups |= dict.fromkeys(incident["reports"], incident["incident"])
    faults += repeats(reports, groups)
    for line in [*faults, *summary(list(reports.values()), incidents)]:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
