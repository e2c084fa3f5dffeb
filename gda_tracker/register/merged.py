"""Which rows are a signatory's own: those under its identifier and under the identifiers of those merged into it."""

from __future__ import annotations

from typing import Final

OWN: Final = "(SELECT $signatory_id UNION ALL SELECT signatory_id FROM merged WHERE into_id = $signatory_id)"
"""For static queries about one signatory: `WHERE signatory_id IN {OWN}`."""
