"""What a draft may hold: it may be unfinished, but it holds nothing that no answer may ever hold."""

from __future__ import annotations

from typing import Final

NEVER_STORED: Final = frozenset(
    {
        "item-unknown", "item-not-asked", "status-twice", "status-derived", "text-too-long", "control-character",
        "link-too-long", "link-credentials", "link-unreadable", "evidence-too-much", "measures-too-many",
        "amount-not-a-number", "amount-too-large", "amount-decimals", "indicators-too-many", "figure-not-a-number",
        "year-impossible", "partners-too-many", "partner-unreadable", "goal-unknown", "goal-twice",
    }
)  # fmt: skip
"""Rules whose breach is refused in a draft too; every other rule is one to mend before the report is submitted."""
