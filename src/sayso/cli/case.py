"""How one incident looks in a terminal: who says what, figures side by side, the ways it came, and what is one origin.

Weight and shape carry the sense and colour only helps, as in the view of a reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.cli import chart
from sayso.ledger.cases import FullCase, groups
from sayso.ledger.selecting import FoundEvent
from sayso.records import Incident, Standing
from sayso.records.incident import FigureVersions, Merge, Version
from sayso.records.outline import NO_OUTLET, NO_SOURCE, amount, count, heading, route
from sayso.records.terminal import ACT_WIDTH, HEADING, HOLDER, SMALL, WRITER, claim_words, cue_marks, event_line, plain

INDENT = (0, 0, 0, 2)
BAR = 33
NAMED = 6
NOBODY = "nobody named"


def render(full: FullCase, console: Console) -> Iterator[RenderableType]:
    """An incident as what rich prints."""
    standing = full.case.standing
    yield from _head(full)
    if standing:
        yield from _standing(standing)
    yield from _said(full, console)
    if standing and standing.figures:
        yield from _titled("Figures")
        for figure in standing.figures:
            yield Padding(_figure(figure), INDENT)
    yield from _titled("The ways it came")
    yield Padding(_ways(full), INDENT)
    if standing:
        yield from _origins(full, standing)
    yield from _reports(full)
    yield Text()


def _head(full: FullCase) -> Iterator[RenderableType]:
    incident = full.case.incident
    parts = [incident.type, incident.place, days(incident)]
    yield _line(" · ".join(part for part in parts if part), HEADING)
    numbers = [count(len(full.case.ids), "report"), count(len(full.case.told), "event")]
    yield Text(" · ".join([incident.key, *numbers, origins(full.case.standing)]), style=SMALL)


def days(incident: Incident) -> str:
    """The days of an incident: `2024-03-02`, `2024-03-02 – 2024-03-04`."""
    return " – ".join(dict.fromkeys(incident.days or ())) or "undated"


def origins(standing: Standing | None) -> str:
    """How many origins an incident has: `2 origins`, `1 to 3 origins`."""
    if not standing:
        return "origins not worked out yet"
    return f"{amount(standing.least, standing.most)} {'origin' if standing.most == 1 else 'origins'}"


def _standing(standing: Standing) -> Iterator[RenderableType]:
    rows = [("support", f"{standing.support}: {standing.support_reason}")]
    rows += [(f"conflict of {conflict.facet}", conflict.reason) for conflict in standing.conflict]
    rows += [("revised", reason) for reason in standing.revised]
    rows += [("withdrawn", reason) for reason in standing.withdrawn]
    if not standing.conflict:
        rows.insert(1, ("conflict", "uncontested"))
    table = _grid()
    for name, words in rows:
        table.add_row(Text(name, style="bold"), _line(words))
    yield Text()
    yield table


def _said(full: FullCase, console: Console) -> Iterator[RenderableType]:
    """The claims by holder, those in the same words on one row; then what the writers say themselves."""
    yield from _titled("Who says what")
    marks = cue_marks(console)
    events: dict[str | None, list[FoundEvent]] = defaultdict(list)
    for event in full.events.values():
        events[event.claim if event.claim in full.claims else None].append(event)
    holders: dict[str, dict[tuple[str, str], tuple[Group, list[str]]]] = defaultdict(dict)
    for key, found in full.claims.items():
        words = claim_words(full.reports[found.source.key].text, found.claim, marks)
        shown = Group(words, *(event_line(event.event) for event in events[key]))
        row = holders[found.claim.holder or NO_SOURCE].setdefault((found.claim.act, words.plain), (shown, []))
        row[1].append(f"{found.source.id} {found.claim.id}")
    for event in events[None]:
        line = event_line(event.event)
        row = holders[WRITER].setdefault(("", line.plain), (Group(line), []))
        row[1].append(f"{event.source.id} {event.event.id}")
    for holder, rows in holders.items():
        yield _line(holder, HOLDER)
        table = _grid(ACT_WIDTH)
        for (act, _), (shown, ids) in rows.items():
            table.add_row(act, Group(shown, _line(_named(ids), SMALL)))
        yield Padding(table, INDENT)


def _figure(figure: FigureVersions) -> RenderableType:
    """One figure: a row for each version, the holders apart and each in the order of time."""
    top = chart.greatest((version.low, version.high) for version in figure.versions)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_row("", "", chart.axis(top, BAR))
    for version in _by_holder(figure.versions):
        number = f"{amount(version.low, version.high)}{', revised' if version.revised else ''}"
        day = _line((version.since or "")[:10])
        table.add_row(_line(version.holder or NOBODY), day, chart.bar(version.low, version.high, top, BAR), number)
    return Group(_line(f"{figure.kind} {figure.who or ''}", "bold"), table)


def _by_holder(versions: Iterable[Version]) -> list[Version]:
    held: dict[str | None, list[Version]] = defaultdict(list)
    for version in sorted(versions, key=lambda one: one.since or "~"):
        held[version.holder].append(version)
    return [version for together in held.values() for version in together]


def _ways(full: FullCase) -> Tree:
    """The relays of all claims as one tree, from the holders to the outlets with their reports."""
    tree = Tree("", hide_root=True)
    nodes: dict[tuple[str, ...], Tree] = {(): tree}
    ids: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for found in full.claims.values():
        _remember(ids, tuple(route(found.claim)), found.source.id)
    for event in full.events.values():
        if event.claim not in full.claims:
            _remember(ids, (WRITER, event.source.outlet or NO_OUTLET), event.source.id)
    for way in ids:
        for length in range(1, len(way) + 1):
            step = way[:length]
            if step not in nodes:
                told = f"  {_named(ids[step])}" if step in ids else ""
                nodes[step] = nodes[way[: length - 1]].add(_line(step[-1]).append(told, style=SMALL))
    return tree


def _remember(ids: dict[tuple[str, ...], list[str]], way: tuple[str, ...], name: str) -> None:
    if name not in ids[way]:
        ids[way].append(name)


def _origins(full: FullCase, standing: Standing) -> Iterator[RenderableType]:
    yield from _titled(f"Origins: {amount(standing.least, standing.most)}")
    ids = full.case.ids
    table = _grid()
    for origin in standing.origins:
        side = f", on the side of {origin.side}" if origin.side and origin.side != origin.name else ""
        told = [ids[key] for key in origin.reports if key in ids]
        table.add_row(_line(f"{origin.name or NO_SOURCE}{side}"), _line(_named(told), SMALL))
    yield Padding(table, INDENT)
    for merge in standing.merges:
        yield Padding(_merge(merge, ids), INDENT)


def _merge(merge: Merge, ids: dict[str, str]) -> RenderableType:
    one, two = (ids.get(key, key) for key in (merge.one, merge.two))
    spans = [pair for passage in merge.passages for pair in ((one, passage.one), (two, passage.two))]
    table = _grid(2)
    shown = (_line(f"{name}: “{span.text}”", SMALL) for name, span in spans)
    table.add_row(Text(merge.rule, style="bold"), Group(_line(f"{one} and {two}: {merge.reason}"), *shown))
    return table


def _reports(full: FullCase) -> Iterator[RenderableType]:
    yield from _titled("Reports")
    table = Table.grid(padding=(0, 2, 0, 0))
    for key, name in sorted(full.case.ids.items(), key=lambda pair: full.reports[pair[0]].published or "~"):
        report = full.reports[key]
        cells = name, (report.published or "")[:10], report.outlet or NO_OUTLET, heading(report)
        table.add_row(*map(_line, cells))
    yield Padding(table, INDENT)
    for together in groups(full.case.copies):
        yield Padding(_line(f"copies: {_named([full.case.ids[key] for key in together])}"), INDENT)


def _line(words: str, style: str = "") -> Text:
    """Words on one line, whatever is in them."""
    return Text(plain(words), style=style)


def _named(ids: list[str]) -> str:
    """The ids of some reports, the first of them where they are many."""
    rest = len(ids) - NAMED
    return plain(", ".join(ids[:NAMED]) + (f" and {rest:,} more" if rest > 0 else ""))


def _titled(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, style="bold underline")


def _grid(width: int | None = None) -> Table:
    """Two columns, the second taking what is left."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=width, no_wrap=width is not None)
    table.add_column(ratio=1, overflow="fold")
    return table
