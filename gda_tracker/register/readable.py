"""What queries are asked of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Readable(Protocol):
    """The register, or a change that sees its own rows."""

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """The rows of a query as dictionaries by column."""
