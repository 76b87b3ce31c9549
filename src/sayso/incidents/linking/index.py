"""Incidents by day, country, party and copy: what a collection has to know so that happenings can be linked in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from sayso.incidents.linking.happening import Days, Happening
from sayso.incidents.linking.known import Known

# So many incidents are held against a happening at most, those that share most words first.
CANDIDATES = 60
# Incidents are looked for so many days around a happening's.
REACH = 60
# An incident is found by so many of its words, the weightiest ones.
MARKS = 40


class Index(Protocol):
    """What linking asks of a collection."""

    def near(self, happening: Happening) -> Iterable[Known]:
        """At most `CANDIDATES` incidents of its time that share words with it, those that share most first."""

    def counts(self, happening: Happening) -> Mapping[str, int]:
        """Of how many incidents of its time each of its words is a mark."""

    def of_reports(self, reports: Sequence[str]) -> Iterable[Known]:
        """The incidents that some reports tell of."""

    def put(self, known: Known, happening: Happening) -> None:
        """Takes in an incident, in place of what was known of it, with the happening that joined it."""


class MemoryIndex:
    """An index in memory."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._marked: dict[str, dict[str, None]] = defaultdict(dict)
        self._of_report: dict[str, dict[str, None]] = defaultdict(dict)

    def near(self, happening: Happening) -> Iterable[Known]:
        """At most `CANDIDATES` incidents of its time that share words with it, those that share most first."""
        when = happening.days or happening.news
        shared = Counter(key for word in marks(happening.words) for key in self._marked.get(word, ()))
        near = (key for key, _ in shared.most_common() if _gap(when, days_of(self._known[key])) <= REACH)
        return [self._known[key] for key in islice(near, CANDIDATES)]

    def counts(self, happening: Happening) -> Mapping[str, int]:
        """Of how many incidents of its time each of its words is a mark."""
        when = happening.days or happening.news
        return {
            word: sum(_gap(when, days_of(self._known[key])) <= REACH for key in self._marked.get(word, ()))
            for word in happening.words
        }

    def of_reports(self, reports: Sequence[str]) -> Iterable[Known]:
        """The incidents that some reports tell of."""
        return [self._known[key] for key in {key: None for report in reports for key in self._of_report[report]}]

    def put(self, known: Known, happening: Happening) -> None:
        """Takes in an incident, in place of what was known of it, with the happening that joined it."""
        for word in marks(self._known[known.key].words) if known.key in self._known else ():
            del self._marked[word][known.key]
        self._known[known.key] = known
        for word in marks(known.words):
            self._marked[word][known.key] = None
        self._of_report[happening.report][known.key] = None


def marks(words: Mapping[str, float]) -> list[str]:
    """The words that an incident or a happening is found by, the weightiest first."""
    return sorted(words, key=lambda word: (-words[word], word))[:MARKS]


def days_of(known: Known) -> Days | None:
    """The days of an incident, else those that its reports can be the news of."""
    return known.when or known.news


def _gap(one: Days | None, two: Days | None) -> int:
    """Days between; none where one is not known."""
    if one is None or two is None:
        return 0
    return max(0, one[0] - two[1], two[0] - one[1])
