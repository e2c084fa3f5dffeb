"""What people answered to suggestions and to the warnings of the helper that reads along."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .database import Change
from .merged import OWN
from .readable import Readable


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a warning was let stand, by whom and when (UTC)."""

    reason: str
    answered_by: str
    answered_at: datetime


_SUGGESTIONS: Final = f"""
SELECT suggestion_id, answer FROM suggestion_row
WHERE signatory_id IN {OWN} AND cycle = $cycle
ORDER BY row_no
"""

_ACCEPTED: Final = """
SELECT entry_id, rule, about, answer, answered_by, answered_at FROM warning_row
WHERE entry_id = ANY($entries) ORDER BY row_no
"""

_MERGED: Final = "SELECT signatory_id, into_id FROM merged WHERE into_id = ANY($ids)"

_NAME: Final = "SELECT name FROM person_row WHERE person_id = $person_id ORDER BY row_no DESC LIMIT 1"


def name_of(source: Readable, person_id: str) -> str:
    """What somebody who answered is called; empty when nobody of this id is on record, such as the command line."""
    rows = source.rows(_NAME, {"person_id": person_id})
    return str(rows[0]["name"]) if rows else ""


def suggestion_answers(source: Readable, signatory_id: str, cycle: str) -> dict[str, str]:
    """`confirmed` or `rejected` by suggestion, the newest answer of each; those of whom was merged into it as well."""
    rows = source.rows(_SUGGESTIONS, {"signatory_id": signatory_id, "cycle": cycle})
    return {str(row["suggestion_id"]): str(row["answer"]) for row in rows}


def add_suggestion_answer(
    change: Change, key: tuple[str, str, str, str], answer: str, who: str, when: datetime
) -> None:
    """Insert an answer; `key` is signatory, cycle, item and suggestion."""
    signatory_id, cycle, item, suggestion_id = key
    change.insert(
        "suggestion_row",
        {
            "signatory_id": signatory_id,
            "cycle": cycle,
            "item": item,
            "suggestion_id": suggestion_id,
            "answer": answer,
            "answered_at": when,
            "answered_by": who,
        },
    )


def acceptances_of(source: Readable, entries: Iterable[str]) -> dict[str, dict[tuple[str, str], Acceptance]]:
    """Accepted warnings of these entries by rule and fingerprint, the newest reason of each.

    What was accepted of the same entry of a signatory that was merged into this one stands as well.
    """
    found: dict[str, dict[tuple[str, str], Acceptance]] = {entry: {} for entry in entries}
    names = _names(source, found) if found else {}
    for row in source.rows(_ACCEPTED, {"entries": list(names)}) if found else ():
        accepted = Acceptance(row["answer"], row["answered_by"], row["answered_at"])
        found[names[str(row["entry_id"])]][str(row["rule"]), str(row["about"])] = accepted
    return found


def _names(source: Readable, entries: Collection[str]) -> dict[str, str]:
    """Each entry under its own name and under those that it had before its signatory was merged into this one."""
    names = {entry: entry for entry in entries}
    for row in source.rows(_MERGED, {"ids": sorted({entry.partition("/")[0] for entry in entries})}):
        kept = (entry for entry in entries if entry.partition("/")[0] == row["into_id"])
        names |= {f"{row['signatory_id']}/{entry.partition('/')[2]}": entry for entry in kept}
    return names


def add_acceptance(
    change: Change, entry_id: str, warning: tuple[str, str], reason: str, who: str, when: datetime
) -> None:
    """Insert the reason for which a warning, named by rule and fingerprint, may stand."""
    rule, about = warning
    change.insert(
        "warning_row",
        {
            "entry_id": entry_id,
            "rule": rule,
            "about": about,
            "answer": reason,
            "answered_at": when,
            "answered_by": who,
        },
    )
