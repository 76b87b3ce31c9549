"""Incident → Standing: from how many origins it comes, what supports it, and where its holders contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.incidents.standing.attested import attested
from sayso.incidents.standing.conflict import conflicts
from sayso.incidents.standing.corrections import corrected, corrections, sentence, withdrawn
from sayso.incidents.standing.origins import Origins
from sayso.incidents.standing.sides import Sides
from sayso.incidents.standing.support import support
from sayso.incidents.standing.versions import counted, revisions, versions
from sayso.records import Incident, Reading, Standing
from sayso.records.copy import Copy
from sayso.records.incident import Judgement

__all__ = ["stand"]


def stand(
    incident: Incident, readings: Sequence[Reading], copies: Iterable[Copy], judged: Sequence[Judgement] = ()
) -> Standing:
    """The standing of an incident, from the readings of the reports that tell of it and the copies between them.

    What an outlet withdrew or corrected counts no more. Of copies that join the same reports the first counts. `judged`
    are what persons said of its origins, which goes before the rules.

    Events that the readings do not have count as not told; an incident of which nothing is left is unattributed.
    """
    every = attested(incident, readings)
    said = list(corrections(list({one.report.key: one.report for one in every}.values())))
    gone = withdrawn(said)
    told = [one for one in every if one.report_key not in gone]
    sides = Sides(told, incident.country)
    origins = Origins(told, sides, copies, judged)
    every_figure = counted(told, sides)
    back = [corrected(one, every_figure) for one in said]
    figures = [figure for figure in every_figure if not any(figure in some for some in back)]
    by_holder = versions(figures)
    supported = support(told, incident.type, sides, origins)
    return Standing(
        incident=incident.key,
        least=origins.least,
        most=origins.most,
        origins=origins.origins(),
        merges=origins.merges,
        parties=sides.parties(told),
        support=supported.step,
        support_reason=supported.reason,
        support_rests_on=supported.rests_on,
        conflict=conflicts(told, figures, incident.type, sides),
        figures=by_holder,
        revised=(
            *revisions(by_holder),
            *(sentence(one, taken) for one, taken in zip(said, back, strict=True) if not one.withdraws),
        ),
        withdrawn=tuple(sentence(one) for one in said if one.withdraws),
    )
