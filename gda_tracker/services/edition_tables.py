"""The tables of an edition, made from the register: first what is computed, then what is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
import pyarrow as pa

from .. import facts
from ..editions import Rows
from ..method import frames
from ..method.cells import as_counted, cells_at
from ..method.rates import follow_up, funnels, rates
from ..method.reporting import reporting_at
from ..register import Register, accepted
from .sourced_facts import registry_facts, reported_totals

_SIGNATORY = (
    "id", "name", "name_fr", "name_es", "name_ru", "name_ar", "name_zh", "stakeholder_type", "iso3", "itu_region",
    "un_region", "is_ldc", "is_lldc", "is_sids", "income_group", "endorsed_on", "withdrawn_on", "annex_i",
    "known_since", "website",
)  # fmt: skip
_ENTRY = (
    "signatory_id", "item", "cycle", "claimed", "off_scale", "reason_code", "reason", "as_of", "submitted_on",
    "was_on_time", "additionality", "evidence", "narrative", "elements",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Computed:
    """What the method makes of the register at a date."""

    on: date
    signatories: pl.DataFrame
    entries: pl.DataFrame
    cells: pl.DataFrame
    rates: pl.DataFrame


def compute(register: Register, on: date) -> Computed:
    """Cells and rates as of the date."""
    signatories = accepted.signatories(register, on)
    entries = accepted.entries(register, on)
    cells = cells_at(signatories, entries, applicability(), on)
    return Computed(on, signatories, entries, cells, rates(cells, signatories))


def applicability() -> pl.DataFrame:
    """The published matrix as the method takes it."""
    return frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])


def public_tables(register: Register, computed: Computed) -> dict[str, Rows]:
    """Every table of the edition but `edition` itself."""
    on, cells, signatories = computed.on, computed.cells, computed.signatories
    receipts = accepted.receipts(register, on)
    return {
        "item": _items(),
        "signatory": as_counted(signatories).select(_SIGNATORY),
        "cell": cells,
        "rate": computed.rates,
        "funnel": funnels(cells, signatories, on),
        "reporting": reporting_at(signatories, receipts, accepted.cycles(register), on),
        "follow_up": follow_up(cells),
        "registry_fact": registry_facts(on),
        "reported_total": reported_totals(on),
        "entry": _entries(register, computed),
        **{table: _of_signatories(rows, signatories) for table, rows in _quoted(register, on).items()},
    }


def _quoted(register: Register, on: date) -> dict[str, pa.Table]:
    return {
        "evidence": accepted.evidence(register, on),
        "review": accepted.reviews(register, on),
        "reply": accepted.replies(register, on),
        "practice": accepted.practices(register, on),
        "endorsement": accepted.endorsements(register, on),
    }


def _entries(register: Register, computed: Computed) -> pl.DataFrame:
    texts = accepted.entry_texts(register, computed.on)
    rows = computed.entries.join(texts, on=["signatory_id", "item", "cycle"], how="left")
    return _of_signatories(rows, computed.signatories).select(_ENTRY).sort("signatory_id", "item", "cycle")


def _of_signatories(rows: pl.DataFrame | pa.Table, signatories: pl.DataFrame) -> pl.DataFrame:
    """Only rows about bodies that the edition has."""
    known = signatories.select(pl.col("id").alias("signatory_id"))
    return pl.DataFrame(rows).join(known, on="signatory_id", how="semi", maintain_order="left")


def _items() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"code": item.code, "kind": item.kind.value, "sort": item.sort, "short": item.short, "title": item.title}
            for item in facts.items().values()
        ]
    )
