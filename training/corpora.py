"""Readers of the corpora that Sayso trains on. Each says where to get its corpus, and raises SystemExit where it is missing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.markup import locate

from training.documents import Document, Happening, Marked, Stretch, first_files


def found(folder: Path, source: str) -> Path:
    """The folder of a corpus, or one sentence that says where to get it."""
    if not folder.is_dir():
        raise SystemExit(
            f"{folder}: the corpus is not there; get it from {source} and give its parent folder as --data."
        )
    return folder


def brat_spans(words: str) -> tuple[Stretch, ...]:
    """`Content 64 342;350 360` to its stretches."""
    return tuple((int(start), int(end)) for start, end in (part.split() for part in words.split(" ", 1)[1].split(";")))


def polnear(data: Path, part: str) -> Iterator[Document]:
    """PolNeAR 1.0, `train` or `dev`: outermost attributions, the first annotation file of each article."""
    folder = found(data / "polnear" / part, "https://github.com/networkdynamics/PolNeAR")
    for name in first_files([path.name for path in (folder / "attributions").glob("*.ann")]):
        article = name.rsplit("_", 1)[0]
        with (folder / "text" / f"{article}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        spans, claims = {}, []
        for line in (folder / "attributions" / name).read_text("utf-8").splitlines():
            key, _, rest = line.partition("\t")
            label = rest.partition("\t")[0]
            if re.fullmatch(r"T\d+", key) and re.search(r" \d+ \d+$", label):
                spans[key] = brat_spans(label)
            elif re.fullmatch(r"E\d+", key):
                roles: dict[str, list[Stretch]] = defaultdict(list)
                for role, target in (pair.split(":") for pair in label.split()):
                    roles[role.rstrip("0123456789")] += spans.get(target, ())
                if roles["Content"]:
                    source, cue, content = (tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content"))
                    claims.append(Marked(source, cue, content))
        yield Document(f"polnear/{article}", text, tuple(claims))


def own(folder: Path) -> Iterator[Document]:
    """This project's corpus, `corpus/train` or `corpus/dev`: claims of every depth, with acts, holders, relays; events, figures."""
    for path in sorted(folder.glob("*.json")):
        for report in json.loads(path.read_text("utf-8"))["reports"]:
            text = report["text"]
            claims = tuple(
                Marked(
                    source=(locate(text, claim["source"]),) if claim["source"] else (),
                    cue=(locate(text, claim["cue"]),),
                    content=tuple(locate(text, piece) for piece in claim["content"]),
                    act=claim["act"],
                    inside="inside" in claim,
                    holder=named(text, claim["holder"]),
                    via=() if len(claim["relay"]) <= 2 else named(text, claim["relay"][1]) or None,
                )
                for claim in report["claims"]
            )
            events = tuple(
                Happening(
                    trigger=locate(text, event["trigger"]),
                    type=event["type"],
                    mode=event.get("mode", ""),
                    status=event["status"],
                    roles=tuple(
                        (*locate(text, span), role)
                        for role in ("place", "instrument", "patient", "agent")
                        for span in ([event["place"]] if role == "place" else event.get(role, []))
                        if span
                    ),
                )
                for event in report["events"]
            )
            figures = tuple(
                (*locate(text, count["evidence"]), count["kind"])
                for event in report["events"]
                for count in event["casualties"]
            )
            yield Document(f"own/{report['id']}", text, claims, nested=True, events=events, figures=figures)


def named(text: str, holder: str | None) -> tuple[Stretch, ...]:
    """Every place where a text names a holder, whole words, whatever their case."""
    if holder is None:
        return ()
    words = r"\s+".join(map(re.escape, re.sub(r"^the ", "", holder, flags=re.IGNORECASE).split()))
    return tuple(found.span() for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE))


MEANTIME_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def meantime(data: Path) -> Iterator[Document]:
    """MEANTIME: named persons, organisations and places, and dates."""
    folder = found(data / "meantime", "http://www.newsreader-project.eu/results/data/wikinews")
    for path in sorted((folder / "intra_cross-doc_annotation").glob("*/*.xml")):
        root = ET.parse(path).getroot()
        text, places, last = "", {}, "0"
        for token in root.iter("token"):
            text += "" if not text else "\n" if token.get("sentence") != last else " "
            last = token.get("sentence", "0")
            places[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += token.text or ""
        markables = {mark.get("m_id"): mark for mark in root.iterfind("Markables/*")}
        kinds = {}
        for relation in root.iterfind("Relations/REFERS_TO"):
            target = relation.find("target")
            entity = markables.get(target.get("m_id")) if target is not None else None
            for source in relation.iterfind("source"):
                kinds[source.get("m_id")] = entity.get("ent_type") if entity is not None else None
        names = []
        for identity, mark in markables.items():
            anchors = sorted(places[anchor.get("t_id")] for anchor in mark.iterfind("token_anchor"))
            if mark.tag == "TIMEX3" and anchors:
                names.append((anchors[0][0], anchors[-1][1], "date"))
            elif mark.tag == "ENTITY_MENTION" and mark.get("syntactic_type") == "NAM" and anchors:
                kind = MEANTIME_KINDS.get(str(kinds.get(identity)))
                if kind:
                    names.append((anchors[0][0], anchors[-1][1], kind))
        yield Document(
            f"meantime/{path.stem}", text, names=tuple(names), kinds=("person", "organisation", "place", "date")
        )


RE3D_KINDS = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Temporal": "date",
    "Quantity": "figure",
}


def re3d(data: Path) -> Iterator[Document]:
    """re3d: persons, organisations, places, times and quantities in reports on Syria and Iraq."""
    folder = found(data / "re3d", "https://github.com/dstl/re3d")
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        names = defaultdict(list)
        for line in (part / "entities.json").read_text("utf-8").splitlines():
            entity = json.loads(line)
            if entity["type"] in RE3D_KINDS:
                names[entity["documentId"]].append((entity["begin"], entity["end"], RE3D_KINDS[entity["type"]]))
        for line in (part / "documents.json").read_text("utf-8").splitlines():
            document = json.loads(line)
            yield Document(
                f"re3d/{document['_id']}",
                document["text"],
                names=tuple(sorted(names[document["_id"]])),
                kinds=tuple(RE3D_KINDS.values()),
            )


# The four classes of PLOVER's types: verbal and material cooperation, verbal and material conflict.
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def plover(data: Path) -> Iterator[Document]:
    """PLOVER's sentences, each with the type or the class of an event in it; which words name it is not marked."""
    folder = found(data / "plover", "https://github.com/openeventdata/PLOVER")
    for number, sentence in enumerate(_lines(folder / "dev_plv_train.jsonl")):
        root = sentence["root"]
        told = ("CONCEDE", "RETREAT") if root == "YIELD" else (root,)
        yield Document(f"plover/type-{number}", sentence["text"], told=told)
    for number, sentence in enumerate(_lines(folder / "dev_cameo_class_train.jsonl")):
        if sentence["label"]:
            yield Document(f"plover/class-{number}", sentence["text"], told=QUADS[sentence["label"]])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())
