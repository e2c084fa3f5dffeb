"""Every act that the code can put on record has words of its own on the page of the trail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gda_tracker
from gda_tracker.ui.register_words import ACTS

PACKAGE = Path(gda_tracker.__file__).parent
ACT = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+([_-][a-z]+)*")
RECORDING = ("trail", "_trail")
SUBJECTS = {act.partition(".")[0] for act in ACTS}


def words_in(tree: ast.AST) -> Iterator[str]:
    """The texts in a piece of code that look like an act."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACT.fullmatch(node.value):
            yield node.value


def recording(tree: ast.AST) -> list[ast.Call]:
    """The calls that put an act on record."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in RECORDING]


def written() -> set[str]:
    """The acts named where one is recorded; in such a module also those that a name passes on to there."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = recording(tree)
        found |= {act for call in calls for part in call.args[:2] for act in words_in(part)}
        if calls:
            found |= {act for act in words_in(tree) if act.partition(".")[0] in SUBJECTS}
    return found - {"register.duckdb"}  # the name of a file


def test_the_acts_are_found_in_the_code():
    assert {"review.read", "follow_up.contact", "cycle.close", "review.waive_second", "entry.save"} <= written()
    assert len(written()) > 80


def test_every_act_that_can_be_written_has_words():
    assert sorted(written() - set(ACTS)) == []
