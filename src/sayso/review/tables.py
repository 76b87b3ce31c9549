"""Tables of the dossier as HTML, and the versions of a figure as ranges on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.records.document import safe
from sayso.records.incident import FigureVersions, Version
from sayso.records.outline import amount
from sayso.review.shapes import IncidentPage

WIDTH = 200


def table(head: Sequence[str], rows: Iterable[Iterable[str]], name: str = "") -> str:
    """Rows of plain words as a table, nothing where there is none; `name` is its class."""
    found = ["".join(f'<td dir="auto">{safe(cell)}</td>' for cell in row) for row in rows]
    if not found:
        return ""
    body = "".join(f"<tr>{row}</tr>" for row in found)
    kind = f' class="{name}"' if name else ""
    return f"<table{kind}>{_heads(head) if head else ''}<tbody>{body}</tbody></table>"


def _heads(names: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col" dir="auto">{safe(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def figure_table(page: IncidentPage, figure: FigureVersions) -> str:
    """The versions of a figure, each as a range on one scale, with the reports that give it."""
    top = max([1, *(number for one in figure.versions for number in (one.low, one.high) if number is not None)])
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{safe(one.holder or "nobody named")}</th><td>{_bar(one, top)}</td>'
        f"<td>{amount(one.low, one.high)}{', revised' if one.revised else ''}</td><td>{safe((one.since or '')[:10])}</td>"
        f'<td dir="auto">{safe(", ".join(page.reports[key].id for key in one.reports if key in page.reports))}</td></tr>'
        for one in figure.versions
    )
    what = safe(f"{figure.who or 'people'} {figure.kind}")
    heads = _heads(("holder", f"0 to {top:,}", "number", "since", "reports"))
    return f'<table class="figure"><caption dir="auto">{what}</caption>{heads}<tbody>{rows}</tbody></table>'


def _bar(one: Version, top: int) -> str:
    """A range on a scale; dashed where the words leave an end open."""
    low, high = (
        round(number / top * (WIDTH - 4)) + 2 for number in (one.low or 0, top if one.high is None else one.high)
    )
    dashes = ' stroke-dasharray="4 3"' if None in {one.low, one.high} else ""
    return (
        f'<svg viewBox="0 0 {WIDTH} 10" width="{WIDTH}" height="10" aria-hidden="true"><path d="M0 5H{WIDTH}" stroke="#bbb"/>'
        f'<path d="M{low - 2} 5H{max(high, low) + 2}" stroke="#333" stroke-width="8"{dashes}/></svg>'
    )
