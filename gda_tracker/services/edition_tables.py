"""The tables of an edition, made from the register: first what is computed, then what is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from .. import facts
from ..editions import Source
from ..method import frames
from ..method.cells import as_counted, cells_at
from ..method.rates import follow_up, funnels, rates
from ..method.reporting import reporting_at
from ..register import Register, accepted, accepted_details, roster, totals
from .detail_tables import detail_tables
from .service_table import service_table
from .sourced_facts import registry_facts, reported_totals

_SIGNATORY = (
    "id", "name", "name_fr", "name_es", "name_ru", "name_ar", "name_zh", "stakeholder_type", "iso3", "itu_region",
    "un_region", "is_ldc", "is_lldc", "is_sids", "income_group", "endorsed_on", "withdrawn_on", "annex_i",
    "known_since", "website",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Computed:
    """What the method makes of the register at a date."""

    on: date
    signatories: pl.DataFrame
    cells: pl.DataFrame
    rates: pl.DataFrame


def compute(register: Register, on: date) -> Computed:
    """Cells and rates as of the date, inside `accepting`."""
    signatories = roster.signatories(register, on)
    cells = cells_at(signatories, accepted.newest_entries(register), applicability(), on)
    return Computed(on, signatories, cells, rates(cells, signatories))


def applicability() -> pl.DataFrame:
    """The published matrix as the method takes it."""
    return frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])


def public_tables(register: Register, computed: Computed) -> dict[str, Source]:
    """Every table of the edition but `edition` itself, inside the same `accepting` as `compute`."""
    on, cells, signatories = computed.on, computed.cells, computed.signatories
    return {
        "item": _items(),
        "signatory": as_counted(signatories).select(_SIGNATORY),
        "cell": cells,
        "rate": computed.rates,
        "funnel": funnels(cells, signatories, on),
        "reporting": lights(register, computed),
        "follow_up": follow_up(cells),
        "registry_fact": registry_facts(on),
        "reported_total": reported_totals(on, totals.kept_totals(register)),
        **_quoted(register, on),
    }


def lights(register: Register, computed: Computed) -> pl.DataFrame:
    """The reporting light of each signatory that is asked, with its due day and receipt."""
    on = computed.on
    return reporting_at(computed.signatories, roster.receipts(register, on), roster.cycles(register), on)


def _quoted(register: Register, on: date) -> dict[str, Source]:
    """What is long is streamed when its turn comes."""
    return {
        "entry": partial(accepted.entries, register),
        "evidence": partial(accepted.evidence, register),
        "review": partial(accepted.reviews, register, on),
        "reply": accepted.replies(register, on),
        "practice": accepted.practices(register),
        "endorsement": roster.endorsements(register, on),
        **detail_tables(register),
        "mapping": accepted_details.mappings(register, on),
        "service": service_table(register, on),
    }


def _items() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"code": item.code, "kind": item.kind.value, "sort": item.sort, "short": item.short, "title": item.title}
            for item in facts.items().values()
        ]
    )
