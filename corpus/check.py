"""Checks corpus files: `python -m corpus.check [FILE…]`, all of corpus/train and corpus/dev where none is named.

Prints one line for each fault (report, where, what) and exits with 1; without a fault it prints what the corpus holds.
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

from corpus.counts import Stretch, counted, sizes
from corpus.markup import Json, locate

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
MANNERS = {"direct", "indirect", "mixed"}
STATUS = {"actual", "denied", "planned", "demanded", "possible"}
KINDS = {"killed", "wounded", "casualties", "captured", "missing", "displaced"}
SUPPORT = {"unattributed", "one-origin", "one-side", "independent", "acknowledged"}
FACETS = {"occurrence", "actor", "target", "figure", "place", "time"}
RUN = 8


def day(value: str) -> date:
    return date.fromisoformat(value)


def within(inner: Stretch, around: list[Stretch]) -> bool:
    return any(start <= inner[0] and inner[1] <= end for start, end in around)


def report_faults(report: Json) -> Iterator[str]:
    """What is wrong with one report, a sentence each; KeyError, TypeError or ValueError where it cannot be read on."""
    text = report["text"]
    if "{" in text or "}" in text or re.search(r"[ \t]\n|\n\n\n|  +", text):
        yield "a brace, a doubled space or a blank line too many stands in the text"
    day(report["published"])
    if written := report.get("dateline", {}).get("date"):
        day(written)
    claims = {claim["id"]: claim for claim in report["claims"]}
    if list(claims) != [f"c{number}" for number in range(1, len(report["claims"]) + 1)]:
        yield f"claims are c1, c2, …, not {', '.join(claim['id'] for claim in report['claims'])}"
    cues = [locate(text, claim["cue"]) for claim in report["claims"]]
    if cues != sorted(cues):
        yield "the claims are not in the order of their cues"
    for claim in report["claims"]:
        for fault in [
            *span_faults(text, claim),
            *label_faults(claim, report["outlet"]),
            *nesting_faults(claim, report),
        ]:
            yield f"{claim['id']}: {fault}"
    for number, event in enumerate(report["events"], 1):
        for fault in event_faults(text, event, claims):
            yield f"e{number}: {fault}"


def span_faults(text: str, claim: Json) -> Iterator[str]:
    """What is wrong with the stretches of one claim."""
    cue = locate(text, claim["cue"])
    content = [locate(text, piece) for piece in claim["content"]]
    if not content or any(one[1] > two[0] for one, two in pairwise(content)):
        yield "its contents are not there, or not in order"
    if any(start < cue[1] and cue[0] < end for start, end in content):
        yield f"the cue {text[slice(*cue)]!r} stands in its own content"
    if claim["source"] is not None:
        source = locate(text, claim["source"])
        shared = any(start < source[1] and source[0] < end for start, end in content)
        if shared and not any(within(piece, [source]) for piece in content):
            yield f"the source {text[slice(*source)]!r} stands in its own content"
    for start, end in content:
        if badly_ended(text, start, end):
            yield f"the comma or full stop after {text[start:end][-30:]!r} stays outside"


def badly_ended(text: str, start: int, end: int) -> bool:
    """Whether a content ends with what belongs to the sentence; the stop of an abbreviation is its own."""
    piece = text[start:end]
    if piece != piece.strip() or piece.endswith((",", ";", ":")):
        return True
    stopped = piece.endswith(".") and end < len(text) and piece[0] not in "“\"'‘"
    return stopped and not re.search(r"[.]\w?[.]$|\b[A-Z]\w{0,3}[.]$", piece)


def label_faults(claim: Json, outlet: str) -> Iterator[str]:
    """What is wrong with act, manner and relay of one claim."""
    if claim["act"] not in ACTS:
        yield f"{claim['act']!r} is no act"
    if claim["manner"] not in MANNERS:
        yield f"{claim['manner']!r} is no manner"
    relay = claim["relay"]
    if relay[0] != claim["holder"] or relay[-1] != outlet or any(one == two for one, two in pairwise(relay)):
        yield f"relay {relay} must begin with the holder, end with the outlet, no step twice in a row"


def nesting_faults(claim: Json, report: Json) -> Iterator[str]:
    """What is wrong with where one claim stands among the others."""
    text, claims = report["text"], {other["id"]: other for other in report["claims"]}
    if "inside" not in claim:
        cue = locate(text, claim["cue"])
        for other in report["claims"]:
            if other is not claim and within(cue, [locate(text, piece) for piece in other["content"]]):
                yield f"stands in the content of {other['id']} and does not say `in {other['id']}`"
        return
    if claim["inside"] not in claims or claim["id"] in enclosing(claim["inside"], claims):
        yield f"stands in {claim['inside']}, which is not there or stands in it"
        return
    outer = claims[claim["inside"]]
    content = [locate(text, piece) for piece in claim["content"]]
    around = [locate(text, piece) for piece in outer["content"]]
    if content != around and not within(content[0], around):
        yield f"its content is not in the content of {outer['id']}"
    if outer["holder"] not in (*claim["relay"], None):
        yield f"the holder of {outer['id']}, {outer['holder']!r}, is not in its relay"


def enclosing(name: str | None, claims: dict[str, Json]) -> list[str]:
    """The claim of that name and those that it stands in, each once."""
    chain: list[str] = []
    while name in claims and name not in chain:
        chain.append(name)
        name = claims[name].get("inside")
    return chain


def event_faults(text: str, event: Json, claims: dict[str, Json]) -> Iterator[str]:
    """What is wrong with one event and its figures."""
    spans = [event["trigger"], *event["agent"], *event["patient"], *event.get("instrument", [])]
    spans += [event["place"]] if event["place"] else []
    for span in [*spans, *(count["evidence"] for count in event["casualties"])]:
        locate(text, span)
    if event["type"] not in MODES or event.get("mode", "") not in ["", *MODES[event["type"]].split()]:
        yield f"{event['type']}/{event.get('mode')} is not in PLOVER"
    if event["status"] not in STATUS or (event["claim"] is not None and event["claim"] not in claims):
        yield f"status {event['status']} or claim {event['claim']} is not known"
    if event["date"]:
        first, last = map(day, event["date"])
        if first > last:
            yield "its days run backwards"
    for count in event["casualties"]:
        low, high = count["low"], count["high"]
        if count["kind"] not in KINDS or low is high is None or (low is not None and high is not None and low > high):
            yield f"figure {count} has no known kind or no range"


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
    top = ", ".join(f"{word} {100 * count / counts.total():.1f}%" for word, count in counts.most_common(8))
    return f"{len(counts)} different of {counts.total()}; {top}"


def summary(reports: list[Json], incidents: list[Json]) -> Iterator[str]:
    """What the corpus holds, a line each."""
    yield ", ".join(f"{count} {name}" for name, count in sizes(reports, incidents).items())
    for title, counts in counted(reports).items():
        yield f"{title}: {share(counts)}"


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
    for line in faults or summary(list(reports.values()), incidents):
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
