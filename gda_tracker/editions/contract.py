"""What every edition of schema 1 has. Frozen: editions are published for ever, so nothing is ever added here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

REQUIRED: Final[Mapping[str, str]] = {
    "edition": ("number published_at snapshot_on method_version schema_version is_demonstration trail_head title"),
    "item": "code kind sort short title",
    "signatory": (
        "id name name_fr name_es name_ru name_ar name_zh stakeholder_type iso3 itu_region un_region "
        "is_ldc is_lldc is_sids income_group endorsed_on withdrawn_on annex_i known_since website"
    ),
    "cell": (
        "signatory_id item is_due off_scale claimed evidence assessed as_of age_months age_class "
        "additionality cycle was_on_time attached_evidence decided_status submitted_on"
    ),
    "rate": (
        "item dimension member stakeholder_type additionality due responded claimed evidence_backed "
        "verified acting on_time"
    ),
    "funnel": (
        "item dimension member stakeholder_type additionality endorsed due reported claimed "
        "evidence_backed verified possible"
    ),
    "reporting": "signatory_id cycle light received_on due_on",
    "follow_up": "signatory_id additionality due responded claimed evidence_backed verified has_report",
    "entry": (
        "signatory_id item cycle claimed off_scale reason_code reason as_of submitted_on was_on_time "
        "additionality evidence narrative elements"
    ),
    "evidence": "signatory_id item cycle kind title url locator dated_on file_sha256 ordinal",
    "review": "signatory_id item cycle decision decided_status decided_evidence reason decided_on",
    "reply": "signatory_id item cycle reply replied_on",
    "endorsement": (
        "signatory_id channel endorsed_on additional_statement source_title source_url source_dated_on withdrawn_on"
    ),
    "practice": "signatory_id item cycle title summary url",
    "reported_total": "what whom value date source_title source_url",
    "registry_fact": "what whom value date source_title source_url",
}
"""The columns of each table, by name. A file without one of them is no edition of schema 1."""

_ADDED: Final[Mapping[str, str]] = {
    "funnel": "acting",
    "review": "is_superseded is_tacit",
    "measure": "signatory_id item cycle ordinal title starts_on ends_on owner budget_amount budget_currency",
    "indicator": (
        "signatory_id item cycle ordinal code name unit definition standard value year baseline_value baseline_year"
    ),
    "partner": "signatory_id item cycle ordinal name",
    "goal": "signatory_id item cycle sdg",
    "mapping": "signatory_id item degree quote confirmed_by confirmed_on",
    "service": "measure count_of count_in value unit since known_on",
}

LATER: Final = frozenset((table, name) for table, names in _ADDED.items() for name in names.split())
"""Columns, by table and name, that were added to schema.sql after editions had been made.

An edition without them stays readable: whoever reads such a column asks `Edition.lacks` first, and where it is lacking
selects `NULL` in its place; of a table whose columns are all lacking, nothing is read and the answer is no rows. What
is shown is then a dash with the words "not in this edition", never 0. A column that is NOT NULL in schema.sql
may still be lacking. A column whose meaning changes is no addition: that is a new schema number.
"""


def required() -> frozenset[tuple[str, str]]:
    """Table and name of every column that an edition must have."""
    return frozenset((table, name) for table, names in REQUIRED.items() for name in names.split())
