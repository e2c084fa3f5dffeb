"""A group beside its peers: the regions beside a region, the types beside a type; for all signatories, the regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .. import editions
from ..charts import words
from ..domain.rates import Funnel
from ..i18n import Text
from .asked import Asked
from .brief_paper import Grid, Section
from .brief_whom import Group
from .brief_words import funnel_head, funnel_row, withheld
from .comparing import Candidate, groups

_USUAL_DIMENSION: Final = "itu_region"
_WIDTHS: Final = (3.1, 0.95, 0.75, 1.25, 1.25, 1.75, 1.25, 1.25)


def group_peers(asked: Asked, group: Group) -> tuple[Section, ...]:
    """The funnel of every group of the same kind that has any, by the alphabet; nothing where there is no other.

    Each row counts one stakeholder type, so that no figure is pooled over types.
    """
    t = asked.text
    is_of_types = not group.has_types
    dimension = _USUAL_DIMENSION if group.dimension == "all" else group.dimension
    own = group.kind if is_of_types else group.member
    everybody = groups(asked, "types") if is_of_types else groups(asked, "regions", dimension)
    counted = [(one, _funnel(asked, group, dimension, one.code)) for one in everybody]
    found = [(one, funnel) for one, funnel in counted if funnel.endorsed or funnel.due or one.code == own]
    if len(found) < 2:
        return ()
    rows = tuple(_row(t, one, funnel) for one, funnel in found)
    has_grades = any(funnel.counts.coverage_grade for _, funnel in found)
    label = words.type_label(t, group.kind)
    heading = t("Peers") if is_of_types else t("Peers: {group}", group=label)
    whom = t("Stakeholder type") if is_of_types else words.dimension_label(t, dimension)
    head = (*funnel_head(t, whom), t("Coverage grade"))
    grid = Grid(heading, head, _WIDTHS, rows, 1, own=_place([one for one, _ in found], own))
    return (Section(heading, grid=grid, notes=(_about(t, is_of_types=is_of_types, has_grades=has_grades),)),)


def _funnel(asked: Asked, group: Group, dimension: str, code: str) -> Funnel:
    """The counts of one peer, as the public pages read them."""
    if not group.has_types:
        return editions.funnel(asked.edition, stakeholder_type=code)
    return editions.funnel(asked.edition, dimension=dimension, member=code, stakeholder_type=group.kind)


def _row(t: Text, one: Candidate, funnel: Funnel) -> tuple[str, ...]:
    return (*funnel_row(t, one.label, funnel), funnel.counts.coverage_grade or withheld(t, funnel.counts))


def _place(found: Sequence[Candidate], own: str) -> int | None:
    return next((place for place, one in enumerate(found) if one.code == own), None)


def _about(t: Text, *, is_of_types: bool, has_grades: bool) -> str:
    order = (
        t("Each stakeholder type for itself, in alphabetical order; nobody is ranked.")
        if is_of_types
        else t("One stakeholder type in every group, in alphabetical order; nobody is ranked.")
    )
    grade = t(
        "The coverage grade tells how many of those due reported: A from 80 %, B from 60 %, C from 40 %, D below."
    )
    small = t("Under five due, shares and grade are withheld.")
    return f"{order} {grade} {small}" if has_grades else f"{order} {small}"
