"""What must hold before an edition is published, and what whoever publishes should know. Each says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from .. import facts
from ..domain.declaration import StakeholderType
from ..domain.problems import Problem, message
from ..domain.report import ReasonCode
from ..domain.statuses import Additionality, EvidenceKind, OffScale
from ..evidence import Store
from ..method.cells import as_counted
from ..method.laws import counted_otherwise, disordered, in_both_counts, unknown_codes
from ..register import Register
from ..register.service_facts import public_files, used_codes, waiting
from .edition_tables import Computed
from .service_table import reply_window_closed, since

_UNKNOWN: Final = message(
    "The column {column} of the table {table} holds codes that no list has: {codes}. Correct those rows in the "
    "register, or start the version of the tracker that knows them."
)
_OFF_THE_SCALE: Final = message(
    "The column {column} of the table cell holds values outside 0 to 4 in {rows} rows. Correct them in the register."
)
_UNORDERED: Final = message(
    "{rows} rates break the first law of the method (verified ≤ evidence-backed ≤ claimed ≤ reported ≤ due), the first "
    "for {item}, {member}, {kind}. Do not publish; tell whoever maintains the tracker."
)
_OTHERWISE: Final = message(
    "{rows} rates are not what a second count of the cells gives, the first for {item}, {member}, {kind}. Do not "
    "publish; tell whoever maintains the tracker."
)
_UNION: Final = message(
    "{name} is the European Union and recorded as a national government, so it would be counted beside its members. "
    "Record it as an international organisation."
)
_FILES: Final = message(
    "{count} evidence files that the edition would show are missing, the first is {sha256}. Restore them from a backup."
)
_NAMED: Final = 5
_CELL_CODES: Final = (("item", "item"), ("off_scale", "off_scale"), ("additionality", "additionality"))


def blocking(register: Register, computed: Computed, evidence: Path | None) -> tuple[Problem, ...]:
    """Everything about the content that stops it from being published, inside `accepting`."""
    signatories = as_counted(computed.signatories)
    return (
        *_codes(register, computed),
        *_laws(computed, signatories),
        *(_missing_files(public_files(register), evidence) if evidence else ()),
    )


def worth_knowing(register: Register, on: date) -> tuple[Problem, ...]:
    """What will move soon after the edition; it may be published all the same."""
    found = waiting(register, since=since(on), closed_on=reply_window_closed(on), on=on)
    told = (
        (
            "edition-returns-open",
            message("{count} returned answers were not sent again; they count as the answer before, or as no report."),
            found.open_returns,
        ),
        (
            "edition-replies-unanswered",
            message("{count} replies of signatories to a decision have no word of the secretariat after them."),
            found.unanswered_replies,
        ),
        (
            "edition-tacit-coming",
            message("{count} decisions against a claim are published before the time for a reply is over."),
            found.tacit_coming,
        ),
    )
    return tuple(Problem(rule, words, values={"count": count}) for rule, words, count in told if count)


def _codes(register: Register, computed: Computed) -> Iterable[Problem]:
    known = {
        "item": frozenset(facts.items()),
        "off_scale": frozenset(one.value for one in OffScale),
        "additionality": frozenset(one.value for one in Additionality),
    }
    for column, code in _CELL_CODES:
        yield from _unknown("cell", column, unknown_codes(computed.cells, column, known[code]))
    types = frozenset(one.value for one in StakeholderType)
    yield from _unknown("signatory", "stakeholder_type", unknown_codes(computed.signatories, "stakeholder_type", types))
    yield from _unknown("signatory", "iso3", unknown_codes(computed.signatories, "iso3", frozenset(facts.countries())))
    lists = {
        "reason_code": frozenset(one.value for one in ReasonCode),
        "evidence_kind": frozenset(one.value for one in EvidenceKind),
    }
    used = used_codes(register)
    for what, table, column in (("reason_code", "entry", "reason_code"), ("evidence_kind", "evidence", "kind")):
        wrong = tuple(code for name, code in used if name == what and code not in lists[what])
        yield from _unknown(table, column, wrong)
    for column in ("claimed", "evidence", "assessed"):
        rows = computed.cells.filter(~pl.col(column).is_between(0, 4)).height
        if rows:
            yield Problem("edition-off-the-scale", _OFF_THE_SCALE, values={"column": column, "rows": rows})


def _unknown(table: str, column: str, codes: tuple[str, ...]) -> Iterable[Problem]:
    if codes:
        values = {"table": table, "column": column, "codes": ", ".join(codes[:_NAMED])}
        yield Problem("edition-unknown-code", _UNKNOWN, values=values)


def _laws(computed: Computed, signatories: pl.DataFrame) -> Iterable[Problem]:
    for rule, words, rows in (
        ("edition-law-1", _UNORDERED, disordered(computed.rates)),
        ("edition-other-count", _OTHERWISE, counted_otherwise(computed.cells, signatories, computed.rates)),
    ):
        if rows.height:
            first = rows.row(0, named=True)
            values = {"item": first["item"], "member": first["member"], "kind": first["stakeholder_type"]}
            yield Problem(rule, words, values={"rows": rows.height, **values})
    for signatory_id in in_both_counts(computed.cells, signatories):
        yield Problem("edition-law-9", _UNION, values={"name": signatory_id})


def _missing_files(wanted: tuple[str, ...], folder: Path) -> Iterable[Problem]:
    store = Store(folder)
    missing = [sha256 for sha256 in wanted if not store.holds(sha256)]
    if missing:
        yield Problem("edition-file-missing", _FILES, values={"count": len(missing), "sha256": missing[0]})
