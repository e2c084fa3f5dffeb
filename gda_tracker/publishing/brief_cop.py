"""What a brief for a COP says beside that of the Council: when its reports are due, what moved since the last COP."""

from __future__ import annotations

from datetime import date

from ..charts import Baseline, words
from ..charts.since import nothing_since, since_counts, since_how, since_labels
from ..domain.declaration import StakeholderType
from ..domain.since import Cop
from ..i18n import Text
from .asked import Asked
from .brief_paper import Grid, Section
from .since_cop import edition_of_cop, last_cop


def cop_section(asked: Asked, cycle: str) -> Section:
    """Counts by stakeholder type between the edition of the COP before and this one; said where there is none."""
    t = asked.text
    cops = asked.analysis.cops()
    chosen = next(cop for cop in cops if cop.cycle == cycle)
    due = _due(t, chosen, asked.info.snapshot_on)
    before = last_cop(tuple(cop for cop in cops if cop.closes_on < chosen.closes_on), asked.info)
    info = edition_of_cop(before, asked.earlier) if before else None
    if before is None or info is None:
        nothing = nothing_since(t, before) if before else t("No COP before it has a reporting cycle that has closed.")
        return Section(t("Since the last COP"), sentences=(due, nothing))
    by_type = asked.analysis.since(asked.shelf.edition(info), asked.edition, dimension="all", member="all")
    rows = tuple(
        (words.type_label(t, kind.value), *since_counts(t, by_type[kind.value]))
        for kind in StakeholderType
        if kind.value in by_type
    )
    heading = t("Since {cop}, {place}", cop=before.code, place=before.place)
    grid = Grid(heading, (t("Stakeholder type"), *since_labels(t)), (2.3, 1.2, 1.6, 1.4, 1.6), rows, 1)
    how = since_how(t, Baseline(before, info.number, info.snapshot_on))
    return Section(heading, sentences=(due,), grid=grid, notes=(how,))


def _due(t: Text, cop: Cop, on: date) -> str:
    """When its reports are due, or were on the day of the edition."""
    if cop.due_on < on:
        return t("Reports for {cop} were due by {day}.", cop=cop.code, day=t.date(cop.due_on))
    return t("Reports for {cop} are due by {day}.", cop=cop.code, day=t.date(cop.due_on))
