"""Which signatories show a file to the public in an edition."""

from __future__ import annotations

from typing import Final

from .edition import Edition

_SHOWN_BY: Final = "SELECT DISTINCT signatory_id FROM evidence WHERE file_sha256 = $sha256"


def shown_by(edition: Edition, sha256: str) -> frozenset[str]:
    """The signatories in whose public evidence the edition lists the file of that hash."""
    return frozenset(str(row[0]) for row in edition.rows(_SHOWN_BY, {"sha256": sha256}))
