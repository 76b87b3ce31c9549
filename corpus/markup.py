"""Corpus reports as inline mark-up, for people to write and correct, and back to the JSON that is kept.

A draft holds one or more reports. `python -m corpus.markup draft.mark corpus/train/name.json` makes the JSON of it,
`python -m corpus.markup corpus/train/name.json` prints the mark-up of a file, to be corrected and converted again.

    = kivu-01-a
    outlet: Lake Region Wire
    published: 2024-03-04
    dateline: Goma | 2024-03-04 | LRW
    genre: wire
    conflict: Kivu 2020s

    GOMA (LRW) - {s1,a2 The army} {q1 said} {c1 on Sunday that {a1 rebels} {t1 attacked} {p1 a convoy} near {l1,l2 Sake},
    {s2 officers} ...

    ==
    c1 accuse | Congolese army | via Radio Okapi
    e1 ASSAULT/firearms actual c1 | 2024-03-02..2024-03-03
    f1 e1 killed 3..3 soldiers

    == incident kivu-01
    copies: a b
    figure killed soldiers: Congolese army 3..3 a b; M-30 Movement 21.. c
    parties: Congolese army; M-30 Movement
    support: one-side
    conflict: figure

Tags: s source, q cue, c content (claims); t trigger, a agent, p patient, i instrument, l place (events); f figure.
The number is the claim's, event's or figure's. One stretch of text can carry several tags, joined by commas.
A claim row: `cN act | holder or - | via STEP > STEP | in cM | manner M`, the last three only where needed.
An event row: `eN TYPE/mode status cM-or-- | date or first..last or -`. A figure row: `fN eM kind low..high who`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from sayso.reading.manner import manner

Json = dict[str, Any]

TAG = re.compile(r"\{((?:[sqctapilf]\d+)(?:,[sqctapilf]\d+)*) ")


class MarkupError(ValueError):
    """A draft that cannot be read; the message names the report and the mend."""


def strip_tags(marked: str, where: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Mark-up to (text, {tag: [(start, end), …]}); offsets are code points of the text."""
    text: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    open_tags: list[tuple[list[str], int]] = []
    position = length = 0
    while position < len(marked):
        tag = TAG.match(marked, position)
        if tag:
            open_tags.append((tag[1].split(","), length))
            position = tag.end()
        elif marked[position] == "{":
            raise MarkupError(
                f"{where}: no tag after the brace in {marked[position : position + 40]!r}; write {{s1 words}}"
            )
        elif marked[position] == "}":
            if not open_tags:
                raise MarkupError(f"{where}: a brace too many before {marked[position : position + 40]!r}")
            names, start = open_tags.pop()
            for name in names:
                spans[name].append((start, length))
            position += 1
        else:
            text.append(marked[position])
            length += 1
            position += 1
    if open_tags:
        raise MarkupError(f"{where}: {open_tags[-1][0]} is never closed; add a brace")
    return "".join(text), {name: sorted(found) for name, found in spans.items()}


def nth(text: str, start: int, end: int) -> str | Json:
    """A span as the guide writes it: the bare string, or with the number of its occurrence where it is not the first."""
    words, count, found = text[start:end], 1, -1
    while (found := text.find(words, found + 1)) != start:
        count += 1
    return words if count == 1 else {"text": words, "nth": count}


def locate(text: str, span: str | Json) -> tuple[int, int]:
    """Where a span of the guide stands: (start, end); ValueError where it does not."""
    words, count = (span, 1) if isinstance(span, str) else (span["text"], span["nth"])
    found = -1
    for _ in range(count):
        found = text.find(words, found + 1)
        if found < 0:
            break
    if found < 0 or not words:
        raise ValueError(f"{words!r} does not stand {count} times in the text")
    return found, found + len(words)


def interval(words: str, where: str) -> tuple[int | None, int | None]:
    low, dots, high = words.partition("..")
    try:
        return (int(low) if low else None), (int(high) if high else None if dots else int(low))
    except ValueError:
        raise MarkupError(f"{where}: {words!r} is no range; write 3..3, 21.. or ..20") from None


def build_claims(
    rows: list[tuple[str, str]], spans: dict[str, list[tuple[int, int]]], text: str, outlet: str, where: str
) -> tuple[list[Json], dict[str, str]]:
    drafts = {}
    for name, row in rows:
        number = name[1:]
        act, *fields = [field.strip() for field in row.split("|")]
        if not fields or f"q{number}" not in spans or f"c{number}" not in spans:
            raise MarkupError(
                f"{where} {name}: needs `act | holder`, a {{q{number} cue}} and a {{c{number} content}} in the text"
            )
        holder = None if fields[0] == "-" else fields[0]
        claim: Json = {"source": None, "holder": holder, "act": act, "via": [], "inside": None}
        for field in fields[1:]:
            key, _, value = field.partition(" ")
            if key == "via":
                claim["via"] = [step.strip() for step in value.split(">")]
            elif key == "in":
                claim["inside"] = value
            elif key == "manner":
                claim["manner"] = value
            elif field:
                raise MarkupError(f"{where} {name}: {field!r} is not via, in or manner")
        relay: list[str | None] = [holder]
        for step in [*claim.pop("via"), outlet]:
            if step != relay[-1]:
                relay.append(step)
        source, cue, content = spans.get(f"s{number}", []), spans[f"q{number}"], spans[f"c{number}"]
        if len(source) > 1 or len(cue) > 1:
            raise MarkupError(
                f"{where} {name}: a source and a cue are one stretch each; tag the one nearest to the content"
            )
        claim["source"] = nth(text, *source[0]) if source else None
        claim["cue"] = nth(text, *cue[0])
        claim["content"] = [nth(text, *span) for span in content]
        claim.setdefault("manner", manner([text[start:end] for start, end in content]))
        drafts[name] = (cue[0], {"relay": relay, **claim})
    order = sorted(drafts, key=lambda name: (drafts[name][0], name))
    new = {name: f"c{count}" for count, name in enumerate(order, 1)}
    claims = []
    for name in order:
        draft = drafts[name][1]
        claim = {
            "id": new[name],
            **{key: draft[key] for key in ("source", "cue", "content", "holder", "relay", "act", "manner")},
        }
        if draft["inside"]:
            if draft["inside"] not in new:
                raise MarkupError(f"{where} {name}: it stands in {draft['inside']}, which has no row")
            claim["inside"] = new[draft["inside"]]
        claims.append(claim)
    return claims, new


def build_events(
    rows: list[tuple[str, str]],
    spans: dict[str, list[tuple[int, int]]],
    text: str,
    claim_ids: dict[str, str],
    where: str,
) -> list[Json]:
    drafts: dict[str, tuple[tuple[int, int], Json]] = {}
    for name, row in rows:
        if not name.startswith("e"):
            continue
        number = name[1:]
        head, _, day = row.partition("|")
        words = head.split()
        if len(words) != 3 or len(spans.get(f"t{number}", [])) != 1:
            raise MarkupError(f"{where} {name}: needs `TYPE/mode status cN-or-- | date` and one {{t{number} trigger}}")
        kind, _, mode = words[0].partition("/")
        first, _, last = day.strip().partition("..")
        claim = None if words[2] == "-" else claim_ids.get(words[2])
        if claim is None and words[2] != "-":
            raise MarkupError(f"{where} {name}: {words[2]} has no row")
        trigger = spans[f"t{number}"][0]
        place = spans.get(f"l{number}", [])
        event: Json = {"type": kind, **({"mode": mode} if mode else {}), "trigger": nth(text, *trigger)}
        event["agent"] = [nth(text, *span) for span in spans.get(f"a{number}", [])]
        event["patient"] = [nth(text, *span) for span in spans.get(f"p{number}", [])]
        if f"i{number}" in spans:
            event["instrument"] = [nth(text, *span) for span in spans[f"i{number}"]]
        event["place"] = nth(text, *place[0]) if place else None
        event["date"] = None if first in ("", "-") else [first, last or first]
        event |= {"casualties": [], "claim": claim, "status": words[1]}
        drafts[name] = (trigger, event)
    for name, row in rows:
        if not name.startswith("f"):
            continue
        words = row.split(maxsplit=3)
        found = spans.get(f"f{name[1:]}", [])
        if len(words) != 4 or words[0] not in drafts or len(found) != 1:
            raise MarkupError(f"{where} {name}: needs `eN kind low..high who`, that event, and one {{{name} evidence}}")
        low, high = interval(words[2], f"{where} {name}")
        drafts[words[0]][1]["casualties"].append(
            {"kind": words[1], "who": words[3], "low": low, "high": high, "evidence": nth(text, *found[0])}
        )
    return [event for _, event in sorted(drafts.values(), key=lambda pair: pair[0])]


def parse_report(block: str) -> Json:
    head, _, tail = block.partition("\n==\n")
    meta, _, marked = head.partition("\n\n")
    lines = meta.strip().split("\n")
    identity = lines[0].strip()
    fields = dict(line.split(": ", 1) for line in lines[1:])
    if not {"outlet", "published"} <= fields.keys():
        raise MarkupError(f"{identity}: `outlet:` and `published:` must stand under its name")
    text, spans = strip_tags(marked.strip("\n"), identity)
    rows = []
    for line in tail.strip().split("\n"):
        name, _, row = line.strip().partition(" ")
        if line.strip() and not re.fullmatch(r"[cef]\d+", name):
            raise MarkupError(f"{identity}: {line!r} is no row of a claim, event or figure")
        if name:
            rows.append((name, row.strip()))
    names = [name for name, _ in rows]
    twice = {name for name in names if names.count(name) > 1}
    used = {("c" if tag[0] in "sqc" else "f" if tag[0] == "f" else "e") + tag[1:] for tag in spans}
    if twice or used != set(names):
        raise MarkupError(
            f"{identity}: rows twice {sorted(twice)}, tags without a row {sorted(used - set(names))}, rows without a tag {sorted(set(names) - used)}"
        )
    claims, ids = build_claims([row for row in rows if row[0][0] == "c"], spans, text, fields["outlet"], identity)
    events = build_events([row for row in rows if row[0][0] != "c"], spans, text, ids, identity)
    report: Json = {"id": identity, "outlet": fields["outlet"], "published": fields["published"]}
    if "dateline" in fields:
        place, date, agency = (
            (part.strip() or None) if part.strip() != "-" else None for part in fields["dateline"].split("|")
        )
        report["dateline"] = {"place": place, "date": date, "agency": agency}
    report |= {key: fields[key] for key in ("genre", "conflict") if key in fields}
    return report | {"text": text, "claims": claims, "events": events}


def parse_incident(block: str) -> Json:
    lines = block.strip().split("\n")
    name = lines[0].strip()
    fields: dict[str, list[str]] = defaultdict(list)
    for line in lines[1:]:
        if line.strip():
            key, _, value = line.partition(":")
            fields[key.strip()].append(value.strip())

    def report_id(letter: str) -> str:
        return f"{name}-{letter}" if len(letter) == 1 else letter

    figures = []
    for key, rows in fields.items():
        if not key.startswith("figure "):
            continue
        _, kind, who = key.split(" ", 2)
        versions = []
        for version in ";".join(rows).split(";"):
            match = re.fullmatch(r"\s*(.+?) (\d*\.\.\d*|\d+) ([\w -]+?)\s*", version)
            if not match:
                raise MarkupError(f"{name} {key}: {version!r} is not `holder low..high a b`")
            low, high = interval(match[2], name)
            versions.append(
                {
                    "holder": None if match[1] == "-" else match[1],
                    "low": low,
                    "high": high,
                    "reports": [report_id(one) for one in match[3].split()],
                }
            )
        figures.append({"kind": kind, "who": who, "versions": versions})

    def several(key: str, separator: str) -> list[str]:
        return [part.strip() for part in ";".join(fields.get(key, [])).split(separator) if part.strip()]

    return {
        "incident": name,
        "reports": [report_id(one) for one in several("reports", " ")],
        "copies": [[report_id(one) for one in group.split()] for group in several("copies", ";")],
        "figures": figures,
        "parties": several("parties", ";"),
        "support": several("support", ";")[0],
        "conflict": [facet for part in several("conflict", ";") for facet in re.split(r"[ ,]+", part) if facet != "-"],
    }


def parse(draft: str) -> Json:
    """A draft to the container of the guide: {"reports": […], "incidents": […]}; MarkupError names what does not fit."""
    main, *incidents = re.split(r"^== incident ", draft, flags=re.MULTILINE)
    blocks = re.split(r"^= ", main, flags=re.MULTILINE)[1:]
    return {
        "reports": [parse_report(block) for block in blocks],
        "incidents": [parse_incident(block) for block in incidents],
    }


def row_span(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}..{'' if high is None else high}"


def show_report(report: Json) -> str:
    text: str = report["text"]
    marks: dict[tuple[int, int], list[str]] = defaultdict(list)

    def mark(span: str | Json | None, tag: str) -> None:
        if span is not None:
            marks[locate(text, span)].append(tag)

    rows = []
    for claim in report["claims"]:
        number = claim["id"][1:]
        mark(claim["source"], f"s{number}")
        mark(claim["cue"], f"q{number}")
        for piece in claim["content"]:
            mark(piece, f"c{number}")
        steps = list(claim["relay"][1:-1])
        row = f"c{number} {claim['act']} | {claim['holder'] or '-'}" + (f" | via {' > '.join(steps)}" if steps else "")
        row += f" | in {claim['inside']}" if claim.get("inside") else ""
        pieces = [text[slice(*locate(text, piece))] for piece in claim["content"]]
        rows.append(row + (f" | manner {claim['manner']}" if claim["manner"] != manner(pieces) else ""))
    figure = 0
    for number, event in enumerate(report["events"], 1):
        for key, tag in (("trigger", "t"), ("place", "l")):
            mark(event[key], f"{tag}{number}")
        for key, tag in (("agent", "a"), ("patient", "p"), ("instrument", "i")):
            for span in event.get(key, []):
                mark(span, f"{tag}{number}")
        kind = event["type"] + (f"/{event['mode']}" if event.get("mode") else "")
        rows.append(
            f"e{number} {kind} {event['status']} {event['claim'] or '-'} | {'..'.join(event['date']) if event['date'] else '-'}"
        )
        for count in event["casualties"]:
            figure += 1
            mark(count["evidence"], f"f{figure}")
            rows.append(f"f{figure} e{number} {count['kind']} {row_span(count['low'], count['high'])} {count['who']}")
    pieces = []
    opened = sorted(marks, key=lambda span: (span[0], -span[1]))
    edges = sorted(
        [(start, 1, -end, ",".join(marks[start, end])) for start, end in opened]
        + [(end, 0, -start, "") for start, end in opened]
    )
    last = 0
    for position, opening, _, tags in edges:
        pieces += [text[last:position], f"{{{tags} " if opening else "}"]
        last = position
    line = report.get("dateline")
    meta = [f"= {report['id']}", f"outlet: {report['outlet']}", f"published: {report['published']}"]
    meta += [f"dateline: {line['place'] or '-'} | {line['date'] or '-'} | {line['agency'] or '-'}"] if line else []
    meta += [f"{key}: {report[key]}" for key in ("genre", "conflict") if key in report]
    return "\n".join(meta) + "\n\n" + "".join(pieces) + text[last:] + "\n\n==\n" + "\n".join(rows) + "\n"


def show_incident(incident: Json) -> str:
    lines = [f"== incident {incident['incident']}", f"reports: {' '.join(incident['reports'])}"]
    lines += ["copies: " + "; ".join(" ".join(group) for group in incident["copies"])] if incident["copies"] else []
    for figure in incident["figures"]:
        versions = [
            f"{one['holder'] or '-'} {row_span(one['low'], one['high'])} {' '.join(one['reports'])}"
            for one in figure["versions"]
        ]
        lines.append(f"figure {figure['kind']} {figure['who']}: {'; '.join(versions)}")
    lines += [
        f"parties: {'; '.join(incident['parties'])}",
        f"support: {incident['support']}",
        f"conflict: {', '.join(incident['conflict']) or '-'}",
    ]
    return "\n".join(lines) + "\n"


def show(container: Json) -> str:
    """The mark-up of a container; `parse` of it gives the container back."""
    return "\n".join([*map(show_report, container["reports"]), *map(show_incident, container.get("incidents", []))])


def main(arguments: list[str]) -> int:
    if len(arguments) == 1:
        print(show(json.loads(Path(arguments[0]).read_text("utf-8"))), end="")
        return 0
    if len(arguments) != 2:
        print("usage: markup.py DRAFT.mark OUT.json | markup.py FILE.json", file=sys.stderr)
        return 2
    try:
        container = parse(Path(arguments[0]).read_text("utf-8"))
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    Path(arguments[1]).write_text(json.dumps(container, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(
        f"{arguments[1]}: {len(container['reports'])} reports, {sum(len(one['claims']) for one in container['reports'])} claims"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
