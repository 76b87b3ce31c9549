"""People counted in a text and what became of them: `killed three soldiers and wounded seven`, `no one was hurt`.

`numbers` finds amounts, `figures` those of people with what became of them, `assign` gives them to events.
"""

from __future__ import annotations

from sayso.reading.figures.amounts import Convention, Number, numbers
from sayso.reading.figures.assigning import Trigger, assign
from sayso.reading.figures.found import FoundFigure, figures

__all__ = ["Convention", "FoundFigure", "Number", "Trigger", "assign", "figures", "numbers"]
