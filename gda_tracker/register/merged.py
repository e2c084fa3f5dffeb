"""Which rows are a signatory's own: those under its identifier and under the identifiers of those merged into it."""

from __future__ import annotations

from typing import Final

from .readable import Readable

OWN: Final = "(SELECT $signatory_id UNION ALL SELECT signatory_id FROM merged WHERE into_id = $signatory_id)"
"""For static queries about one signatory: `WHERE signatory_id IN {OWN}`."""

_MERGED: Final = "SELECT signatory_id FROM merged WHERE into_id = $signatory_id"


def own_ids(source: Readable, signatory_id: str) -> list[str]:
    """The same as a list, for `= ANY($own)`: looking for who was merged costs more than most queries do by themselves,
    so whoever asks several looks once."""
    return [signatory_id, *(str(row["signatory_id"]) for row in source.rows(_MERGED, {"signatory_id": signatory_id}))]
