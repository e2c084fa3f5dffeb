"""What changes in public beside the rates: whose light, due day or receipt, and of whom something else is written."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from gda_tracker.domain.changes import Cause
from gda_tracker.domain.permissions import Actor
from gda_tracker.editions import Edition
from gda_tracker.editions.written import KINDS
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.cycles import Extended, extend, take_back_extension
from gda_tracker.services.edition_changes import Changes, compare_editions, csv_of
from gda_tracker.services.edition_written import Written, side_of, written_between
from gda_tracker.services.editions import list_editions, preview_edition
from gda_tracker.ui.edition_changes import marked

from .test_editions import ON, attach, decide, publish, report

NOW = datetime(2026, 10, 1, 9)
LATER = date(2026, 12, 1)
KENYA = ("kenya", "2026")


def told(written: Written) -> list[dict[str, Any]]:
    """Who, what of its reporting differs from what to what, and what is written otherwise."""
    rows = []
    for row in written.rows.to_dicts():
        moved = {
            name: (row[f"from_{name}"], row[f"to_{name}"])
            for name in ("light", "due_on", "received_on")
            if row[f"from_{name}"] != row[f"to_{name}"]
        }
        rows.append({"who": row["signatory_id"], **moved, "texts": [kind for kind in KINDS if row[kind]]})
    return rows


@pytest.fixture
def previewed(register: Register, pavel: Actor, tmp_path: Path):
    """What the next edition would change; the same as what it did change once it is published."""

    def ask() -> Changes:
        shown = preview_edition(register, pavel, on=ON, folder=tmp_path)
        assert shown.previous is not None
        last = publish(register, pavel, tmp_path)
        compared = compare_editions(pavel, tmp_path, shown.previous.number, last.number)
        assert isinstance(compared, Changes)
        assert compared.written.rows.equals(shown.changes.written.rows)
        assert compared.rows.equals(shown.changes.rows)
        return shown.changes

    return ask


def test_a_later_due_day_and_its_taking_back_name_whose_light_and_day_change(register, tmp_path, pavel, previewed):
    publish(register, pavel, tmp_path)
    assert isinstance(extend(register, pavel, KENYA, LATER, "A flood.", NOW), Extended)
    changes = previewed()
    first = {"who": "kenya", "light": ("overdue", "due"), "due_on": (date(2026, 10, 9), LATER), "texts": []}
    assert told(changes.written) == [first]
    assert changes.rows.is_empty()
    assert not changes.nothing_of_anybody
    assert changes.written.reporting["name"].to_list() == ["Kenya"]
    assert changes.written.texts.is_empty()
    take_back_extension(register, pavel, KENYA, "The flood is over.", NOW)
    back = {"who": "kenya", "light": ("due", "overdue"), "due_on": (LATER, date(2026, 10, 9)), "texts": []}
    assert told(previewed().written) == [back]
    assert previewed().nothing_of_anybody


def test_a_late_report_that_is_allowed_moves_timeliness_alone(register, tmp_path, pavel, previewed):
    version = report(register, "kenya", day=date(2026, 10, 20), claimed=3)
    attach(register, version)
    decide(register, version, "confirm", day=date(2026, 10, 25), status=3, evidence=3)
    publish(register, pavel, tmp_path)
    assert isinstance(extend(register, pavel, KENYA, LATER, "A flood.", NOW), Extended)
    changes = previewed()
    assert changes.by_cause == {cause: int(cause is Cause.ROSTER) for cause in Cause}
    assert (changes.moved_back, changes.rows["entered"].to_list()) == (0, ["on_time"])
    first = {"who": "kenya", "light": ("late", "on_time"), "due_on": (date(2026, 10, 9), LATER), "texts": ["timing"]}
    assert told(changes.written) == [first]


def test_other_words_of_an_answer_and_of_a_decision_are_told_apart(register, tmp_path, pavel, previewed):
    version = report(register, "fiji", claimed=1, narrative="A plan.")
    publish(register, pavel, tmp_path)
    report(register, "fiji", claimed=1, narrative="A plan, adopted by cabinet.", cycle="2026")
    assert told(previewed().written) == [{"who": "fiji", "texts": ["answer"]}]
    decide(register, version, "confirm", status=1)
    attach(register, report(register, "kenya", claimed=1))
    rows = told(previewed().written)
    assert [(row["who"], row["texts"]) for row in rows] == [
        ("fiji", ["decision", "standing"]),
        ("kenya", ["answer", "standing", "timing"]),
    ]
    assert rows[1]["light"] == ("overdue", "on_time")


def test_those_that_fit_are_found_by_what_changes_and_by_name(register, tmp_path, pavel, previewed):
    publish(register, pavel, tmp_path)
    extend(register, pavel, KENYA, LATER, "A flood.", NOW)
    report(register, "fiji", claimed=1)
    written = previewed().written
    assert written.chosen("due_on", "")["name"].to_list() == ["Kenya"]
    assert written.chosen("answer", "")["name"].to_list() == ["Fiji"]
    assert written.chosen("light", "KEN")["name"].to_list() == ["Kenya"]
    assert written.chosen("", "")["name"].to_list() == ["Fiji", "Kenya"]


def test_the_csv_carries_what_it_is_about_in_each_row(register, tmp_path, pavel, previewed):
    publish(register, pavel, tmp_path)
    extend(register, pavel, KENYA, LATER, "A flood.", NOW)
    written = previewed().written
    made = csv_of(written.rows, {"from_edition": "1", "note": "Demonstration"}).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(made))
    assert (row["signatory_id"], row["from_light"], row["to_light"], row["to_due_on"]) == (
        "kenya", "overdue", "due", "2026-12-01",
    )  # fmt: skip
    assert (row["from_edition"], row["note"]) == ("1", "Demonstration")


def test_the_files_of_a_demonstration_say_so_in_each_row_and_others_do_not(register, tmp_path, pavel, previewed):
    publish(register, pavel, tmp_path)
    extend(register, pavel, KENYA, LATER, "A flood.", NOW)
    changes = previewed()
    assert marked(text("en"), changes, {"from_edition": "1"}) == {"from_edition": "1"}
    said = marked(text("en"), replace(changes, is_demonstration=True), {"from_edition": "1"})
    assert said == {"from_edition": "1", "note": "Demonstration data – not real reports"}


def test_an_edition_without_later_columns_and_tables_is_compared_in_what_both_hold(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=3)
    decide(register, version, "lower", status=2, evidence=1, reason="No page is named.")
    first = publish(register, pavel, tmp_path)
    shutil.copy(first.path, tmp_path / "0002.duckdb")
    with duckdb.connect(str(tmp_path / "0002.duckdb")) as older:
        older.execute("UPDATE edition SET number = 2")
        older.execute("ALTER TABLE review DROP COLUMN is_tacit")
        older.execute("DROP TABLE measure")
    newer, old = list_editions(tmp_path)[::-1]
    with Edition.open(old.path) as edition:
        assert edition.lacks
    assert written_between(side_of(newer, old), side_of(old, newer)).rows.is_empty()
    assert written_between(side_of(old, newer), side_of(newer, old)).rows.is_empty()


def test_what_a_registry_shows_is_told_of_the_government_it_is_about(register, tmp_path, pavel):
    publish(register, pavel, tmp_path)
    shutil.copy(tmp_path / "0001.duckdb", tmp_path / "0002.duckdb")
    with duckdb.connect(str(tmp_path / "0002.duckdb")) as changed:
        changed.execute("UPDATE edition SET number = 2")
        changed.execute("INSERT INTO registry_fact (what, whom, value) VALUES ('tap', 'KEN', 'anew')")
        changed.execute("INSERT INTO registry_fact (what, whom, value) VALUES ('tap', 'NZL', 'of no signatory')")
    last, first = list_editions(tmp_path)
    found = written_between(side_of(first, last), side_of(last, first))
    assert told(found) == [{"who": "kenya", "texts": ["fact"]}]
    assert found.rows.select(pl.col("from_light") == pl.col("to_light")).to_series().all()
