"""The templates of the frame around the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..charts.templating import template_at

_FOLDER: Final = Path(__file__).parent / "templates"


def drawn(template: str, **values: object) -> str:
    """HTML of one template, escaped."""
    return template_at(_FOLDER / template).render(**values)
