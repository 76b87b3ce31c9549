"""The plain records that every stage takes and gives, and how they look as JSON, text and HTML."""

from sayso.records.actor import Actor
from sayso.records.claim import ACTS, Act, Claim, Manner
from sayso.records.event import Event, Figure, Location
from sayso.records.incident import Incident, Standing
from sayso.records.reading import Reading
from sayso.records.report import Dateline, Report
from sayso.records.span import Span

__all__ = [
    "ACTS",
    "Act",
    "Actor",
    "Claim",
    "Dateline",
    "Event",
    "Figure",
    "Incident",
    "Location",
    "Manner",
    "Reading",
    "Report",
    "Span",
    "Standing",
]
