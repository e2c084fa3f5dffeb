"""Views of a page that somebody keeps: a name, and the words of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from .database import Change
from .readable import Readable


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody keeps: its name, and the words of the address."""

    view_id: str
    name: str
    query: str


_VIEWS: Final = """
SELECT view_id, name, query FROM
    (SELECT *, row_number() OVER (PARTITION BY view_id ORDER BY row_no DESC) AS newest
     FROM saved_view_row WHERE person_id = $person_id AND page = $page) AS r
WHERE newest = 1 AND is_kept
ORDER BY name, view_id
"""


def saved_views(source: Readable, person_id: str, page: str) -> tuple[SavedView, ...]:
    """The views that a person keeps of a page, by name."""
    return tuple(SavedView(**row) for row in source.rows(_VIEWS, {"person_id": person_id, "page": page}))


def add_view(change: Change, view: SavedView, person_id: str, page: str, *, is_kept: bool) -> None:
    """A view that somebody keeps, or lets go."""
    row: Mapping[str, Any] = {"view_id": view.view_id, "person_id": person_id, "page": page, "name": view.name}
    change.insert("saved_view_row", {**row, "query": view.query, "is_kept": is_kept})
