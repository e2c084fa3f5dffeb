"""Writing reports into the register: a version of an entry with its evidence, and that a report was submitted."""

from __future__ import annotations

import secrets
from datetime import datetime

from ..domain.report import Entry, entry_id
from .database import Change
from .details import add_details


def new_version_id() -> str:
    """A name for a version that nobody can guess."""
    return secrets.token_hex(12)


def add_version(
    change: Change, reporter_id: str, cycle_code: str, entry: Entry, version_id: str, *, who: str, when: datetime,
    is_submitted: bool,
) -> None:  # fmt: skip
    """Insert one version of an entry with its evidence; the act's trail record must have been written."""
    change.insert(
        "entry_row",
        {
            "entry_id": entry_id(reporter_id, cycle_code, entry.item),
            "version_id": version_id,
            "signatory_id": reporter_id,
            "cycle": cycle_code,
            "item": entry.item,
            "claimed": None if entry.claimed is None else int(entry.claimed),
            "off_scale": entry.off_scale,
            "reason_code": entry.reason_code,
            "reason": entry.reason,
            "as_of": entry.as_of,
            "narrative": entry.narrative,
            "elements": " ".join(entry.elements),
            "additionality": entry.additionality.value,
            "saved_at": when,
            "saved_by": who,
            "is_submitted": is_submitted,
        },
    )
    for ordinal, piece in enumerate(entry.evidence, start=1):
        change.insert(
            "evidence_row",
            {"version_id": version_id, "ordinal": ordinal, **piece.model_dump(), "kind": piece.kind.value},
        )
    add_details(change, version_id, entry)


def add_submission(change: Change, signatory_id: str, cycle_code: str, who: str, when: datetime) -> None:
    """Note that a report was submitted."""
    change.insert(
        "submission_row",
        {"signatory_id": signatory_id, "cycle": cycle_code, "submitted_at": when, "submitted_by": who},
    )
