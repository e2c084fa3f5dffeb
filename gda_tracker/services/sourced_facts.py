"""The sourced facts of `data/` as the edition's `registry_fact` and `reported_total` tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeAlias

import polars as pl

from .. import facts
from ..register.totals import StatedTotal

Row: TypeAlias = tuple[str, str, str, date | None, str | None, str | None]
_SCHEMA: Final = {
    "what": pl.String,
    "whom": pl.String,
    "value": pl.String,
    "date": pl.Date,
    "source_title": pl.String,
    "source_url": pl.String,
}
STATED_ENDORSER: Final = "[stated endorser] "
"""How the compilation marks a body that says it endorsed; a note to us, not to readers."""


def registry_facts(on: date) -> pl.DataFrame:
    """What registries show about countries (`whom` is the ISO code) and public pages about bodies (their name).

    Facts dated after `on` are left out; unknown ones have no row.
    """
    rows = [*_ndc(), *_tna(), *_ctcn(), *_progress()]
    return pl.DataFrame([row for row in rows if row[3] is None or row[3] <= on], schema=_SCHEMA, orient="row")


def reported_totals(on: date, added: Iterable[StatedTotal] = ()) -> pl.DataFrame:
    """Totals as somebody stated them, the disagreements included; `added` are those that staff keep beside the data."""
    rows: list[Row] = [
        (row.metric, "endorsers", str(row.value), _day(row.date), row.quote_summary, row.source_url)
        for row in facts.reported_totals()
    ]
    rows += [
        (row.measure if _day(row.as_of) or not row.as_of else f"{row.measure} ({row.as_of})",
         row.programme, row.value, _day(row.as_of), row.note, row.source)
        for row in facts.programme_totals()
    ]  # fmt: skip
    rows += [
        (f"{one.subject}_min" if one.is_at_least else one.subject, "endorsers", str(one.amount), one.stated_on,
         one.source_title, one.source_url)
        for one in added
    ]  # fmt: skip
    return pl.DataFrame([row for row in rows if row[3] is None or row[3] <= on], schema=_SCHEMA, orient="row")


def _ndc() -> Iterator[Row]:
    for row in facts.ndc().values():
        if row.latest_active_title:
            yield ("ndc_latest", row.iso3, row.latest_active_title, row.latest_active_date, row.source, row.latest_url)
        if row.new_ndc_since_2024_11 is not None:
            day = row.first_new_ndc_date
            value = _yes_no(row.new_ndc_since_2024_11)
            yield ("ndc_new_since_2024_11", row.iso3, value, day, row.source, row.latest_url)
        if row.digital_mention is not None:
            value = _yes_no(row.digital_mention)
            yield ("ndc_digital_mention", row.iso3, value, None, row.digital_mention_source, row.latest_url)


def _tna() -> Iterator[Row]:
    for row in facts.tna().values():
        known = (("tna_participates", row.participates), ("tna_report", row.tna_report), ("tap", row.tap))
        for what, value in known:
            if value is not None:
                yield (what, row.iso3, value if isinstance(value, str) else _yes_no(value), None, row.source, None)


def _ctcn() -> Iterator[Row]:
    for row in facts.ctcn().values():
        known = (
            ("ctcn_assistance_count", row.published_ta_count),
            ("ctcn_digital_assistance", row.digital_ta),
            ("ctcn_national_designated_entity", row.has_nde),
        )
        for what, value in known:
            if value is not None:
                text = _yes_no(value) if isinstance(value, bool) else str(value)
                yield (what, row.iso3, text, row.count_date, row.source, None)


def _progress() -> Iterator[Row]:
    for row in facts.public_progress_facts():
        said = row.summary.removeprefix(STATED_ENDORSER)
        yield ("public_progress", row.entity, said, _day(row.date), None, row.source_url)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _day(text: str) -> date | None:
    """The date where a whole one is known; a year alone is not made into a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
