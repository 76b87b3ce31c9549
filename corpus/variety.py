"""Writes what is kept beside the corpus and follows from it: VARIETY.md, and the list of files in datapackage.json.

`python -m corpus.variety` writes both, `python -m corpus.variety --check` says whether they are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.counts import counted, sizes
from corpus.load import containers
from corpus.markup import Json

HERE = Path(__file__).resolve().parent
PARTS = ("train", "dev")
# What repeats is shown by its commonest, with its share; all else in full, by number.
REPEATING = ("cue", "source", "opening")
COMMONEST = 12
HEADINGS = {
    "genre": "Genres, by report",
    "conflict": "Conflicts, by report",
    "region": "Regions, by report",
    "decade": "Decades of the day of publication, by report",
    "act": "Acts, by claim",
    "manner": "Manners, by claim",
    "depth of nesting": "Depth of nesting, by claim (1: it stands in no other)",
    "steps of the relay": "Steps of the relay, by claim (2: holder and outlet)",
    "kind of cue": "Kinds of cue, by claim",
    "kind of source": "Kinds of source, by claim",
    "type": "PLOVER types, by event",
    "mode": "PLOVER modes, by event (-: none)",
    "status": "Status, by event",
    "casualties": "Kinds of casualty, by figure",
    "cue": "Commonest cues, per cent of claims",
    "source": "Commonest sources, per cent of claims",
    "opening": "Commonest openings (first four words), per cent of reports",
}
PREFACE = """# What the corpus holds

Written by `python -m corpus.variety`; not to be edited. Kinds of cue and source are told by the word lists in
`lists.toml`, which err now and then."""


def table(heading: str, cells: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The lines of one table, train and dev apart."""
    yield from (f"\n## {heading}\n", "| | train | dev |", "| --- | ---: | ---: |")
    yield from (f"| {name.replace('|', '/')} | {train} | {dev} |" for name, train, dev in cells)


def variety_of(corpus: Path) -> str:
    """VARIETY.md, as it should be."""
    held = [list(containers(corpus / part)) for part in PARTS]
    reports = [[report for container in part for report in container["reports"]] for part in held]
    incidents = [[incident for container in part for incident in container.get("incidents", [])] for part in held]
    train, dev = map(sizes, reports, incidents)
    lines = [PREFACE, *table("Size", ((name, f"{train[name]:,}", f"{dev[name]:,}") for name in train))]
    train_counts, dev_counts = map(counted, reports)
    for title, heading in HEADINGS.items():
        one, two = train_counts[title], dev_counts[title]
        ranked = sorted(one | two, key=lambda name: (-one[name] - two[name], name))
        if title in REPEATING:
            cells = [("different ones", f"{len(one):,}", f"{len(two):,}")]
            cells += [
                (f"`{name}`", f"{100 * one[name] / one.total():.1f}", f"{100 * two[name] / two.total():.1f}")
                for name in ranked[:COMMONEST]
            ]
        else:
            cells = [(name, f"{one[name]:,}", f"{two[name]:,}") for name in ranked]
        lines += table(heading, cells)
    return "\n".join(lines) + "\n"


def package_of(corpus: Path) -> str:
    """datapackage.json, with the files that are there."""
    package: Json = json.loads((corpus / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        resource["path"] = [
            f"{resource['name']}/{file.name}" for file in sorted((corpus / resource["name"]).glob("*.json"))
        ]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Writes both files, or with `--check` prints the names of those out of date; 1 where there is one."""
    wanted = {"VARIETY.md": variety_of(HERE), "datapackage.json": package_of(HERE)}
    stale = [
        name for name, text in wanted.items() if not (HERE / name).exists() or (HERE / name).read_text("utf-8") != text
    ]
    for name in stale:
        if arguments == ["--check"]:
            print(f"corpus/{name} is out of date; write it with `python -m corpus.variety`.")
        else:
            (HERE / name).write_text(wanted[name], "utf-8")
    return 1 if stale and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
