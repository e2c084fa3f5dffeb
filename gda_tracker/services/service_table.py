"""The table `service` of an edition: what the secretariat tells of its own work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from .. import facts
from ..domain.review import REPLY_WORKING_DAYS
from ..domain.working_days import newest_closed
from ..method.service import service_rows
from ..register import Register
from ..register.service_facts import service_facts

_PERIOD: Final = timedelta(days=365)
_SCHEMA: Final = {
    "measure": pl.String, "count_of": pl.Int32, "count_in": pl.Int32, "value": pl.Float64, "unit": pl.String,
    "since": pl.Date, "known_on": pl.Date,
}  # fmt: skip


def service_table(register: Register, on: date) -> pl.DataFrame:
    """One row a measure, inside `accepting`."""
    found = service_facts(register, since=since(on), closed_on=reply_window_closed(on), on=on)
    rows = [
        (row.measure.value, row.count_of, row.count_in, row.value, row.unit, row.since, row.known_on)
        for row in service_rows(found, facts.accessibility())
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def since(on: date) -> date:
    """Acts after this day are counted: those of the last 365 days."""
    return on - _PERIOD


def reply_window_closed(on: date) -> date:
    """The last day on which a decision may have been taken whose reply window is over."""
    return newest_closed(on, REPLY_WORKING_DAYS)
