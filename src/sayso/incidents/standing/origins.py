"""How many origins an incident has: what leads back to one witness, body or desk, and by which rule.

An attestation with a holder leads back to that holder. One without leads back to the desk that wrote it: to an agency that
the relay, dateline or credits name, else to the outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from sayso.incidents.copies import credits_of
from sayso.incidents.standing.attested import Attested
from sayso.incidents.standing.joined import Joined
from sayso.incidents.standing.names import fold, initials
from sayso.incidents.standing.sides import Sides
from sayso.records import Report
from sayso.records.copy import Copy
from sayso.records.incident import Judgement, Merge, Origin

Root = tuple[str, str]
FigureKey = tuple[str, int | None, int | None]
# Credits that say whose text it is; the others tell of a part of it, or of own reporting.
SENT = {"byline", "dateline", "tag"}


class Origins:
    """The roots of what is attested, the merges between them, and which of them are one."""

    def __init__(
        self, told: Sequence[Attested], sides: Sides, copies: Iterable[Copy], judged: Sequence[Judgement] = ()
    ) -> None:
        self._told, self._sides = told, sides
        self._reports = {one.report_key: one.report for one in told}
        self._place = {key: place for place, key in enumerate(self._reports)}
        self._outlets = _by_outlet(self._reports)
        self._agencies = {key: _agency(report) for key, report in self._reports.items()}
        self._split = {frozenset((one.one, one.two)) for one in judged if one.action == "split"}
        self._apart: dict[tuple[str, Root], Root] = {}
        self._keep_apart(told)
        self._roots = [self._root(one) for one in told]
        self._by_root = _grouped((root, one.report_key) for root, one in zip(self._roots, told, strict=True))
        shared = (copy for copy in copies if copy.one in self._reports and copy.two in self._reports)
        firm = [
            *self._worded(shared),
            *filter(self._stands, chain(self._same_holder(), self._same_desk(), self._cited())),
            *self._by_person(judged),
        ]
        weak = list(filter(self._stands, self._weak()))
        self._of_all = _joined(self._by_root, [roots for roots, _ in (*firm, *weak)])
        self._of_firm = _joined(self._by_root, [roots for roots, _ in firm])
        self.merges = tuple(merge for _, merge in (*firm, *weak))

    @property
    def least(self) -> int:
        """The number of origins with all merges."""
        return len(set(self._of_all.values()))

    @property
    def most(self) -> int:
        """The number of origins with D5 left out."""
        return len(set(self._of_firm.values()))

    def of(self, one: Attested) -> Root:
        """The origin of an attestation, all merges counted."""
        return self._of_all[self._root(one)]

    def origins(self) -> tuple[Origin, ...]:
        """The origins with D5 left out, in the order in which they speak first."""
        found: dict[Root, list[Root]] = defaultdict(list)
        for root in self._by_root:
            found[self._of_firm[root]].append(root)
        return tuple(
            Origin(
                name=(first := next((root for root in roots if root[0] == "holder"), roots[0]))[1],
                reports=tuple(dict.fromkeys(key for root in roots for key in self._by_root[root])),
                side=self._sides.side(first[1]) if first[0] == "holder" else None,
            )
            for roots in found.values()
        )

    def _stands(self, found: tuple[list[Root], Merge]) -> bool:
        """Whether no person split what a rule merged."""
        return frozenset((found[1].one, found[1].two)) not in self._split

    def _keep_apart(self, told: Sequence[Attested]) -> None:
        """Gives the later of two reports that a person split a root of its own, where both lead back to one name."""
        if not self._split:
            return
        first: dict[Root, list[Attested]] = defaultdict(list)
        for one in told:
            root = self._root(one)
            if any(frozenset((other.report_key, one.report_key)) in self._split for other in first[root]):
                apart = root[0], f"{root[1]}, as {one.report.outlet or one.report.id} has it"
                self._apart[one.report_key, root] = apart
            first[root].append(one)

    def _by_person(self, judged: Sequence[Judgement]) -> Iterator[tuple[list[Root], Merge]]:
        """What persons joined: what each of the two reports tells first."""
        first: dict[str, Root] = {}
        for one, root in zip(self._told, self._roots, strict=True):
            first.setdefault(one.report_key, root)
        for said in judged:
            if said.action == "join" and said.one in first and said.two in first:
                reason = f"{said.who} joined them: {said.why}"
                merge = Merge(rule="person", one=said.one, two=said.two, reason=reason)
                yield [first[said.one], first[said.two]], merge

    def _root(self, one: Attested) -> Root:
        root = self._ruled(one)
        return self._apart.get((one.report_key, root), root)

    def _ruled(self, one: Attested) -> Root:
        if party := self._sides.holder(one):
            return ("holder", party)
        cited = next((step for step in one.claim.relay[:-1] if step), None) if one.claim else None
        return ("desk", self._desk(one.report, cited or self._agencies[one.report_key]))

    def _desk(self, report: Report, agency: str | None) -> str:
        """The name of a desk; an agency's short form is that of the outlet with these initials."""
        if not agency:
            return report.outlet or report.id
        return next((other.outlet for _, other in self._of_outlet(agency) if other.outlet), agency)

    def _of_outlet(self, short: str) -> list[tuple[str, Report]]:
        """The reports of an outlet, by its name or its initials, each with its key."""
        keys = dict.fromkeys(chain.from_iterable(self._outlets.get(form, ()) for form in _forms_asked(short)))
        return [(key, self._reports[key]) for key in sorted(keys, key=self._place.__getitem__)]

    def _worded(self, copies: Iterable[Copy]) -> Iterator[tuple[list[Root], Merge]]:
        """D1: what the writers of two reports tell in shared wording; of many copies of one text, what joins them all."""
        voices = {one.report_key: root for one, root in zip(self._told, self._roots, strict=True) if root[0] == "desk"}
        # A report that only cites holders joins no desks: what it is a copy of is told apart.
        joined = [Joined(self._reports) for _voices in range(3)]
        for copy in copies:
            wording = tuple(passage for passage in copy.passages if passage.kind == "wording")
            roots = [voices[key] for key in (copy.one, copy.two) if key in voices]
            merged = wording and frozenset((copy.one, copy.two)) not in self._split
            if merged and joined[len(roots)].join(copy.one, copy.two):
                yield roots, Merge(rule="D1", one=copy.one, two=copy.two, reason=copy.reason, passages=wording)

    def _same_holder(self) -> Iterator[tuple[list[Root], Merge]]:
        for root, keys in self._by_root.items():
            if root[0] == "holder":
                for one, two in pairwise(keys):
                    yield [root], Merge(rule="D2", one=one, two=two, reason=f"Both have it from {root[1]}.")

    def _same_desk(self) -> Iterator[tuple[list[Root], Merge]]:
        """D3: two reports of one agency, and an outlet's own update."""
        for (kind, name), keys in self._by_root.items():
            if kind == "desk":
                for one, two in pairwise(keys):
                    yield (
                        [(kind, name)],
                        Merge(rule="D3", one=one, two=two, reason=f"Both are told by the desk of {name}."),
                    )

    def _cited(self) -> Iterator[tuple[list[Root], Merge]]:
        """D4: a report that says which other outlet of the incident it has a statement from."""
        seen = set()
        for one in self._told:
            for step in one.claim.relay[1:-1] if one.claim else ():
                for key, other in self._of_outlet(step) if step else ():
                    pair = (key, one.report_key)
                    if key != one.report_key and pair not in seen:
                        seen.add(pair)
                        reason = f"{one.report.outlet or one.report.id} cites {other.outlet}."
                        yield [], Merge(rule="D4", one=key, two=one.report_key, reason=reason)

    def _weak(self) -> Iterator[tuple[list[Root], Merge]]:
        """D5: what a report tells unattributed, later than another or beside the holder that it cites for the like."""
        seen = set()
        likes: dict[tuple[str, str], Attested] = {}
        for one in self._told:
            if one.holder:
                likes.setdefault((one.report_key, one.event.type), one)
        # What is told is in the order of publication: of each figure the first to give it is the earliest.
        first: dict[FigureKey, tuple[int, Attested]] = {}
        for place, (one, root) in enumerate(zip(self._told, self._roots, strict=True)):
            figures = _figures(one)
            if root[0] == "desk" and root not in seen:
                beside = likes.get((one.report_key, one.event.type))
                given = sorted((first[figure] for figure in figures if figure in first), key=lambda pair: pair[0])
                earlier = next((other for _, other in given if _later(one, other)), None)
                if source := beside or earlier:
                    seen.add(root)
                    yield self._weakly(one, root, source, cited=beside is not None)
            for figure in figures:
                first.setdefault(figure, (place, one))

    def _weakly(self, one: Attested, root: Root, source: Attested, *, cited: bool) -> tuple[list[Root], Merge]:
        who = self._root(source)[1]
        reason = (
            f"{root[1]} tells in its own voice what it cites {who} for."
            if cited
            else f"{root[1]} tells it unattributed, later than {who}, with the same figures."
        )
        merge = Merge(rule="D5", one=source.report_key, two=one.report_key, reason=reason)
        return [root, self._root(source)], merge


def _figures(one: Attested) -> set[FigureKey]:
    return {(figure.kind, figure.low, figure.high) for figure in one.event.casualties}


def _later(one: Attested, other: Attested) -> bool:
    return (one.report.published or "") > (other.report.published or "9999")


def _agency(report: Report) -> str | None:
    """The agency that a report says it is by; None where a mark of own reporting stands beside it."""
    found = credits_of(report)
    if any(credit.kind == "staff" for credit in found):
        return None
    return next((credit.agency for credit in found if credit.kind in SENT and credit.agency), None)


def _by_outlet(reports: Mapping[str, Report]) -> dict[str, list[str]]:
    """The keys of reports by what their outlets are called: the whole name, and the initials."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, report in reports.items():
        if report.outlet:
            found[fold(report.outlet)].append(key)
            found[initials(report.outlet)].append(key)
    return found


def _forms_asked(short: str) -> tuple[str, ...]:
    """What an outlet can be called that a report names so; a name in capitals can be the initials."""
    return (fold(short), short.replace(".", "")) if short.isupper() else (fold(short),)


def _grouped(pairs: Iterable[tuple[Root, str]]) -> dict[Root, list[str]]:
    found: dict[Root, dict[str, None]] = {}
    for root, key in pairs:
        found.setdefault(root, {})[key] = None
    return {root: list(keys) for root, keys in found.items()}


def _joined(members: Iterable[Root], merged: Iterable[Sequence[Root]]) -> dict[Root, Root]:
    """Each member → the first member of those that it is merged with."""
    joined = Joined(members)
    for one, two in chain.from_iterable(map(pairwise, merged)):
        joined.join(one, two)
    return {member: joined.first(member) for member in joined.members}
