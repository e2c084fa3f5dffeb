"""Cycles in the register: their days and states, the form as it was frozen, later due days of single signatories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from ..domain.asked import AskedForm, parsed
from ..domain.declaration import Cycle, CycleState
from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Extension:
    """A later due day that one signatory was given. `set_at` is UTC, `set_by` a name.

    `has_reported` tells whether a report of the cycle was ever submitted.
    """

    signatory_id: str
    name: str
    cycle: str
    due_on: date
    reason: str
    set_at: datetime
    set_by: str
    has_reported: bool


@dataclass(frozen=True, slots=True)
class Frozen:
    """That and when what a cycle asks was frozen."""

    sha256: str
    frozen_at: datetime


_CYCLES: Final = """
SELECT c.code, c.cop, c.place, c.opens_on, c.due_on, c.closes_on, s.state AS set_state,
       CAST(s.set_at AS DATE) AS set_on
FROM cycle c LEFT JOIN cycle_state s ON s.cycle = c.code
ORDER BY c.opens_on
"""

_CYCLE: Final = """
SELECT c.code, c.cop, c.place, c.opens_on, coalesce(x.due_on, c.due_on) AS due_on, c.closes_on,
       s.state AS set_state, CAST(s.set_at AS DATE) AS set_on,
       CASE WHEN x.due_on IS NOT NULL THEN c.due_on END AS usual_due_on, x.reason AS own_day_reason
FROM cycle c
LEFT JOIN cycle_state s ON s.cycle = c.code
LEFT JOIN extension x ON x.cycle = c.code AND x.signatory_id = $signatory_id
WHERE c.code = $code
"""

_OWN_DAY: Final = "SELECT due_on, reason FROM extension WHERE cycle = $code AND signatory_id = $signatory_id"

_FORM: Final = "SELECT form FROM cycle_form_row WHERE cycle = $cycle ORDER BY row_no LIMIT 1"

_FROZEN: Final = "SELECT cycle, form_sha256, set_at FROM cycle_form_row ORDER BY row_no"

_EXTENSIONS: Final = """
WITH sent AS (
    SELECT DISTINCT coalesce(m.into_id, s.signatory_id) AS signatory_id, s.cycle
    FROM submission_row s LEFT JOIN merged m ON m.signatory_id = s.signatory_id
)
SELECT x.signatory_id, g.name, x.cycle, x.due_on, x.reason, x.set_at, coalesce(p.name, x.set_by) AS set_by,
       s.cycle IS NOT NULL AS has_reported
FROM extension x
LEFT JOIN sent s ON s.signatory_id = x.signatory_id AND s.cycle = x.cycle
JOIN signatory g ON g.signatory_id = x.signatory_id
LEFT JOIN person p ON p.person_id = x.set_by
ORDER BY g.name, x.signatory_id
"""

_REASONS: Final = "SELECT cycle, reason FROM cycle_state WHERE reason IS NOT NULL"

_RECEIVED: Final = """
SELECT cycle, count(DISTINCT signatory_id) AS received FROM submission_row GROUP BY cycle
"""

_BEGUN: Final = """
SELECT count(DISTINCT g.signatory_id) AS begun
FROM entry_row e
LEFT JOIN merged m ON m.signatory_id = e.signatory_id
JOIN signatory g ON g.signatory_id = coalesce(m.into_id, e.signatory_id)
WHERE e.cycle = $cycle
  AND NOT EXISTS (
      SELECT 1 FROM submission_row s LEFT JOIN merged n ON n.signatory_id = s.signatory_id
      WHERE s.cycle = $cycle AND coalesce(n.into_id, s.signatory_id) = g.signatory_id)
  AND NOT EXISTS (
      SELECT 1 FROM extension x
      WHERE x.cycle = $cycle AND x.due_on >= $today AND x.signatory_id = g.signatory_id)
"""

_BUILT_ON: Final = """
SELECT count(*) > 0 AS is_built_on FROM (
    SELECT cycle FROM entry_row UNION ALL SELECT cycle FROM submission_row UNION ALL SELECT cycle FROM lending_row
    UNION ALL SELECT cycle FROM suggestion_row UNION ALL SELECT cycle FROM extension_row
    UNION ALL SELECT cycle FROM reminder_row UNION ALL SELECT cycle FROM audit_row
    UNION ALL SELECT cycle FROM cycle_form_row
) AS b WHERE cycle = $cycle
"""

_LIKE: Final = """
SELECT signatory_id, name FROM signatory
WHERE contains(strip_accents(lower(name)), strip_accents(lower($search)))
ORDER BY CASE WHEN stakeholder_type = 'national_government' THEN 0 ELSE 1 END, length(name), name
LIMIT 20
"""


def cycles(source: Readable) -> tuple[Cycle, ...]:
    """All cycles in the order in which they open, with the due day of everybody."""
    return tuple(Cycle.model_validate(row) for row in source.rows(_CYCLES))


def cycle(source: Readable, code: str, signatory_id: str = "") -> Cycle | None:
    """A cycle by its code; for a signatory, `due_on` is its own due day."""
    rows = source.rows(_CYCLE, {"code": code, "signatory_id": signatory_id})
    return Cycle.model_validate(rows[0]) if rows else None


def with_own_day(source: Readable, about: Cycle, signatory_id: str) -> Cycle:
    """A cycle as everybody has it, with the signatory's own due day."""
    rows = source.rows(_OWN_DAY, {"code": about.code, "signatory_id": signatory_id})
    if not rows:
        return about
    own = {"due_on": rows[0]["due_on"], "usual_due_on": about.due_on, "own_day_reason": rows[0]["reason"]}
    return about.model_copy(update=own)


def form_of(source: Readable, cycle_code: str) -> AskedForm | None:
    """What the cycle asks, as it was frozen; None while it is not."""
    rows = source.rows(_FORM, {"cycle": cycle_code})
    return parsed(str(rows[0]["form"])) if rows else None


def frozen_forms(source: Readable) -> dict[str, Frozen]:
    """The cycles whose form is frozen."""
    rows = reversed(source.rows(_FROZEN))
    return {str(row["cycle"]): Frozen(str(row["form_sha256"]), row["set_at"]) for row in rows}


def extensions(source: Readable) -> tuple[Extension, ...]:
    """The later due days in force in all cycles, by name."""
    return tuple(Extension(**row) for row in source.rows(_EXTENSIONS))


def state_reasons(source: Readable) -> dict[str, str]:
    """Why a cycle was given the state that it has by hand; one without a reason is left out."""
    return {str(row["cycle"]): str(row["reason"]) for row in source.rows(_REASONS)}


def received(source: Readable) -> dict[str, int]:
    """How many signatories have submitted a report, by cycle."""
    return {str(row["cycle"]): int(row["received"]) for row in source.rows(_RECEIVED)}


def begun(source: Readable, code: str, today: date) -> int:
    """How many signatories have begun a report of the cycle, never submitted one and have no later day to come."""
    return int(source.rows(_BEGUN, {"cycle": code, "today": today})[0]["begun"])


def is_built_on(source: Readable, code: str) -> bool:
    """Whether anything of the register belongs to the cycle."""
    return bool(source.rows(_BUILT_ON, {"cycle": code})[0]["is_built_on"])


def signatories_like(source: Readable, search: str) -> dict[str, str]:
    """The first twenty signatories whose name holds these words, accents and case aside: names by identifier."""
    return {str(row["signatory_id"]): str(row["name"]) for row in source.rows(_LIKE, {"search": search})}


def add_cycle(change: Change, about: Cycle) -> None:
    """The cycle's days and words from now on."""
    change.insert("cycle_row", about.model_dump())


def remove(change: Change, code: str, reason: str, when: datetime, who: str) -> None:
    """The cycle is no more, until one is planned under its code again."""
    change.insert("cycle_removal_row", {"cycle": code, "reason": reason, "set_at": when, "set_by": who})


def add_state(change: Change, code: str, state: CycleState, reason: str, when: datetime, who: str) -> None:
    """What somebody sets the cycle to."""
    row: Mapping[str, Any] = {"cycle": code, "state": state.value, "reason": reason or None}
    change.insert("cycle_state_row", {**row, "set_at": when, "set_by": who})


def add_form(change: Change, code: str, form: AskedForm, when: datetime) -> None:
    """What the cycle asks, for good."""
    row = {"cycle": code, "form": form.canonical(), "form_sha256": form.sha256(), "set_at": when}
    change.insert("cycle_form_row", row)


def add_extension(
    change: Change, key: tuple[str, str], due_on: date, reason: str, when: datetime, who: str, *, is_given: bool
) -> None:
    """A later due day of a signatory (`key` is signatory and cycle), or that it is taken back."""
    row: Mapping[str, Any] = {"signatory_id": key[0], "cycle": key[1], "due_on": due_on, "reason": reason}
    change.insert("extension_row", {**row, "is_given": is_given, "set_at": when, "set_by": who})
