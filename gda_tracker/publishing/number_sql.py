"""A number as a question that anybody can put to the edition file: SQL for DuckDB, as text (METHOD.md, law 10).

Nothing here is run by the tracker; the tests run each question and compare the answer with the published tables.
"""

from __future__ import annotations

from typing import Final

from ..domain.behind import Counted
from ..domain.changes import Group
from ..domain.cutoffs import PUBLISHED
from ..domain.statuses import EvidenceLevel, Status
from .choice_labels import ANY

_CURRENT: Final = "age_class <> 'out_of_date'"
_SHOWN: Final = f"evidence >= {int(EvidenceLevel.PRIMARY_DOCUMENT)}"
_REACHED: Final = f"assessed >= {int(PUBLISHED.status)}"
_TESTS: Final = {
    Counted.RESPONSE: f"off_scale IS DISTINCT FROM 'no_report' AND {_CURRENT}",
    Counted.CLAIMED: f"claimed >= {int(PUBLISHED.status)} AND {_CURRENT}",
    Counted.EVIDENCE_BACKED: f"{_REACHED} AND {_SHOWN} AND {_CURRENT}",
    Counted.VERIFIED: f"{_REACHED} AND evidence >= {int(PUBLISHED.evidence)} AND {_CURRENT}",
    Counted.ACTING: f"assessed >= {int(Status.UNDER_WAY)} AND {_SHOWN} AND {_CURRENT}",
    Counted.TIMELINESS: f"off_scale IS DISTINCT FROM 'no_report' AND was_on_time AND {_CURRENT}",
}
_UNCUT: Final = frozenset({Counted.ENDORSED, Counted.DUE, Counted.RESPONSE, Counted.TIMELINESS})
_ENDORSED: Final = """(is_due OR ((withdrawn_on IS NULL OR withdrawn_on > snapshot_on)
    AND (known_since IS NULL OR known_since <= snapshot_on)))"""
_COLUMNS: Final = {
    "itu_region": "itu_region",
    "un_region": "un_region",
    "ldc": "is_ldc",
    "lldc": "is_lldc",
    "sids": "is_sids",
    "income_group": "income_group",
}


def recount(group: Group, counted: Counted) -> str:
    """The question; its answer is one row, `counted` and, but for `endorsed`, the number that it is a share of."""
    if counted == Counted.ENDORSED:
        return _question(["count(DISTINCT signatory_id) AS counted"], [*_conditions(group), _ENDORSED], has_date=True)
    if counted == Counted.DUE:
        sums = [
            "count(DISTINCT signatory_id) FILTER (WHERE is_due) AS counted",
            "count(DISTINCT signatory_id) AS endorsed",
        ]
        return _question(sums, [*_conditions(group), _ENDORSED], has_date=True)
    test = _TESTS[counted]
    if group.additionality != "any" and counted not in _UNCUT:
        test += " AND additionality IN ('new', 'expanded')"
    sums = [f"count(DISTINCT signatory_id) FILTER (WHERE {test}) AS counted", "count(DISTINCT signatory_id) AS due"]
    return _question(sums, ["is_due", *_conditions(group)], has_date=False)


def _question(sums: list[str], conditions: list[str], *, has_date: bool) -> str:
    lines = ["SELECT " + ",\n       ".join(sums), "FROM cell", "JOIN signatory ON signatory.id = cell.signatory_id"]
    if has_date:
        lines.append("CROSS JOIN (SELECT snapshot_on FROM edition)")
    if conditions:
        lines.append("WHERE " + "\n  AND ".join(conditions))
    return "\n".join(lines) + ";"


def _conditions(group: Group) -> list[str]:
    """Item, type and place; a value from outside is quoted as SQL quotes it."""
    found = [] if group.item == ANY else [f"item = {_quoted(group.item)}"]
    if group.stakeholder_type != "all":
        found.append(f"stakeholder_type = {_quoted(group.stakeholder_type)}")
    column = _COLUMNS.get(group.dimension)
    if column is None:
        return found
    if column.startswith("is_"):
        return [*found, column if group.member == "yes" else f"NOT {column}"]
    return [*found, f"{column} = {_quoted(group.member)}"]


def _quoted(value: str) -> str:
    doubled = value.replace("'", "''")
    return f"'{doubled}'"
