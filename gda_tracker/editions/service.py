"""Reading what an edition says of the secretariat's own work."""

from __future__ import annotations

from typing import Final

from ..domain.service import Measure, ServiceRow
from .edition import Edition

_SERVICE: Final = "SELECT measure, count_of, count_in, value, unit, since, known_on FROM service"


def service(edition: Edition) -> dict[Measure, ServiceRow] | None:
    """The figures by measure, in the order of `Measure`; None where the edition was made before there were any.

    A measure of a later version of the tracker is left out.
    """
    if not edition.has("service"):
        return None
    rows = {str(row[0]): row for row in edition.rows(_SERVICE)}
    found = {one: rows[one.value] for one in Measure if one.value in rows}
    return {one: ServiceRow(one, *row[1:]) for one, row in found.items()} or None
