"""Every field that an act writes has words of its own on the page of the trail, and values are no codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields

import pytest

from gda_tracker.domain.declaration import Cycle
from gda_tracker.domain.importing import Endorsed
from gda_tracker.domain.nominations import Nomination
from gda_tracker.domain.registering import SignatoryFacts
from gda_tracker.domain.report import Entry
from gda_tracker.i18n import text
from gda_tracker.register.totals import StatedTotal
from gda_tracker.ui.trail_words import FIELDS, field_words, value_words

from .test_words_of_acts import PACKAGE, recording

SIDES = {"before", "after", "told", "about", "was"}
"""What before and after are called while they are put together."""
ROWS = {"audit_id", "cycle", "population", "sample_size", "seed", "number", "published_at", "snapshot_on"}
"""Of acts whose after is the very row that they write: an audit, an edition."""


def keys(tree: ast.AST) -> Iterator[str]:
    """The names in the dictionaries of a piece of code, at the first level or as they are set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def put_together(tree: ast.AST) -> Iterator[str]:
    """The names set in a dictionary that is called as before or after are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
            target = node.targets[-1] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in SIDES:
                yield from keys(node.value)
            elif isinstance(target, ast.Subscript) and getattr(target.value, "id", "") in SIDES:
                yield str(getattr(target.slice, "value", ""))


def written() -> set[str]:
    """The fields of before and after as the modules name them that put an act on record."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = recording(tree)
        found |= {key for call in calls for side in call.keywords if side.arg in SIDES for key in keys(side.value)}
        found |= set(put_together(tree)) if calls else set()
    return found


def whole() -> set[str]:
    """The fields of what is put on record as a whole."""
    return ROWS | {
        *Entry.model_fields, *(name for name, one in Cycle.model_fields.items() if not one.exclude),
        *(one.name for kind in (Endorsed, Nomination, SignatoryFacts, StatedTotal) for one in fields(kind)),
    }  # fmt: skip


def test_the_fields_are_found_in_the_code() -> None:
    assert {"is_active", "roles", "one_body_though_apart_in", "told_apart_from", "goes_at", "two_readers"} <= written()


def test_every_field_that_can_be_written_has_words() -> None:
    assert sorted((written() | whole()) - set(FIELDS)) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("is_active", True, "yes"),
        ("roles", ["focal_point", "reviewer"], "Focal point, Reviewer"),
        ("roles", [], "none"),
        ("role", None, ""),
        ("merged_into", "fiji", "Fiji"),
        ("told_apart_from", ["fiji", "gone"], "Fiji, gone"),
        ("one_body_though_apart_in", ["country", "type"], "Country, Type"),
        ("term_until", "2026-11-10", "10 November 2026"),
        ("goes_at", "2026-11-10 08:30:00.5", "10 November 2026, 08:30 UTC"),
        ("iso3", "KEN", "Kenya"),
        ("claimed", 3, "In place"),
        ("seed", 7, "7"),
        ("O3", {"claimed": 2, "narrative": "So."}, "Claimed status: Under way; What was done: So."),
        ("note", "x" * 400, "x" * 400),
        ("due_on", "soon", "soon"),
    ],
)
def test_values_stand_in_words(field: str, value: object, said: str) -> None:
    assert value_words(text("en"), field, value, {"fiji": "Fiji"}) == said


def test_a_field_that_nobody_knows_stands_as_it_was_written() -> None:
    assert field_words(text("en"), "F8") == "F8"
