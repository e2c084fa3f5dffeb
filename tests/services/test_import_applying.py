"""A settled list is applied in one transaction, and undone as a whole while nothing builds on it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from gda_tracker.domain.left_rows import LeftRows
from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed
from gda_tracker.domain.problems import Problem, Rejected
from gda_tracker.domain.settling import Choice, RowDecision
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.register.database import Change, utc_now
from gda_tracker.services.import_applying import AppliedList, UndoneList, apply_list, undo_import, what_it_does
from gda_tracker.services.import_decisions import decided_of
from gda_tracker.services.import_lists import Brought, ImportState, bring_list, imports_of, left_of, made_of
from gda_tracker.services.import_return import faulty_rows, return_name
from gda_tracker.services.importing import apply_import, plan_import
from gda_tracker.services.settling import Bulk, decide_many

from .settling_for_tests import (
    FAULTY,
    FTTH,
    HEAD,
    KEEP,
    LIST,
    NEW,
    TAKE_DAY,
    applied,
    brought,
    decided,
    opened,
)

ZANZIBAR: Final = "zanzibar-solar-works"
COUNSIL: Final = "ftth-counsil-europe"


def rules(found: object) -> list[str]:
    assert isinstance(found, Rejected), found
    return [problem.rule for problem in found.problems]


def endorsed_on(register: Register, signatory_id: str) -> list[date]:
    found = register.rows("SELECT endorsed_on FROM endorsement WHERE signatory_id = $id", {"id": signatory_id})
    return [row["endorsed_on"] for row in found]


def names(register: Register) -> set[str]:
    return {row["signatory_id"] for row in register.rows("SELECT signatory_id FROM signatory")}


def test_what_is_settled_is_written_at_once_with_its_trail(register: Register, irene: Actor, tmp_path: Path) -> None:
    before = names(register)
    import_id, made = applied(register, irene, tmp_path)
    assert made == AppliedList(added=2, changed=1, skipped=0, kept=1, faulty=(6,))
    assert names(register) - before == {ZANZIBAR, COUNSIL}
    assert endorsed_on(register, FTTH) == [date(2024, 12, 24)]
    # The website of the list was not taken, and nothing else of the record was touched.
    (ftth,) = register.rows("SELECT * FROM signatory WHERE signatory_id = $id", {"id": FTTH})
    assert (ftth["website"], ftth["name"]) == (None, "FTTH Council Europe")
    (channel,) = register.rows("SELECT channel FROM endorsement WHERE signatory_id = $id", {"id": FTTH})
    assert channel["channel"] == "letter"
    assert left_of(register, irene, import_id) == LeftRows(skipped=(), kept=(2,), faulty=(6,))
    act, change = list(register.trail())[-2:]
    assert (act.action, act.subject, act.actor_id) == ("signatory.import", "list.csv", "irene")
    assert (change.action, change.signatory_id) == ("signatory.change", FTTH)
    assert (change.before_json, '"endorsed_on":"2024-12-24"' in (change.after_json or "")) == (
        '{"endorsed_on":"2024-11-16"}', True,
    )  # fmt: skip
    assert register.trail_break() is None
    (listed,) = imports_of(register, irene)
    assert (listed.state, listed.added, listed.changed) == (ImportState.APPLIED, 2, 1)
    assert [(one.list_row, one.signatory_id, one.made) for one in made_of(register, irene, import_id, 0, 9)] == [
        (4, FTTH, "changed"), (3, ZANZIBAR, "added"), (5, COUNSIL, "added"),
    ]  # fmt: skip
    assert [one.changes for one in made_of(register, irene, import_id, 0, 2)] == [
        (("endorsed_on", "2024-11-16", "2024-12-24"),), (),
    ]  # fmt: skip


def test_what_was_decided_is_told_after_it_was_applied_the_rows_of_an_act_together(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id, _ = applied(register, irene, tmp_path)
    assert [(one.rows, one.decision, one.name) for one in decided_of(register, irene, import_id)] == [
        ((4,), TAKE_DAY, "FTTH Council Europe"), ((5,), RowDecision(Choice.NEW), ""),
    ]  # fmt: skip
    day = b"FTTH Council Europe,Company,Belgium,2025-01-01\n"
    at_once = brought(register, irene, tmp_path, HEAD + day + day.replace(b"-01\n", b"-02\n"))
    decide_many(register, irene, tmp_path, (at_once, [2, 3]), Bulk.SKIP, "Not theirs.")
    (skipped,) = decided_of(register, irene, at_once)
    assert (skipped.rows, skipped.decision) == ((2, 3), RowDecision(Choice.SKIP, reason="Not theirs."))


def test_the_same_file_twice_changes_nothing(register: Register, irene: Actor, tmp_path: Path) -> None:
    import_id, _ = applied(register, irene, tmp_path)
    head = register.trail_head()
    assert bring_list(register, irene, tmp_path, (LIST, "list.csv")) == Brought(import_id, was_known=True)
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["import-closed"]
    assert register.trail_head() == head


def test_lists_applied_before_rows_were_told_show_what_was_decided(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, KEEP)
    decided(register, irene, tmp_path, import_id, 5, RowDecision(Choice.SKIP))
    assert left_of(register, irene, import_id) == LeftRows(skipped=(5,), kept=(4,))


def test_only_the_staff_reads_what_a_list_left(register: Register, irene: Actor, amina: Actor, tmp_path: Path) -> None:
    import_id, _ = applied(register, irene, tmp_path)
    with pytest.raises(NotAllowed):
        left_of(register, amina, import_id)


def test_nothing_is_applied_while_a_row_waits(register: Register, irene: Actor, tmp_path: Path) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, KEEP)
    head = register.trail_head()
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["rows-waiting"]
    assert register.trail_head() == head


def test_skipped_and_kept_rows_change_nothing_of_the_record(register: Register, irene: Actor, tmp_path: Path) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, KEEP)
    decided(register, irene, tmp_path, import_id, 5, RowDecision(Choice.SKIP))
    assert apply_list(register, irene, tmp_path, import_id) == AppliedList(
        added=1, changed=0, skipped=1, kept=2, faulty=(6,)
    )
    assert endorsed_on(register, FTTH) == [date(2024, 11, 16)]


def test_a_row_that_is_one_of_the_list_s_own_gives_it_its_values(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    data = HEAD + NEW + b"Zanzibar Solar Work,Company,Tanzania,,https://zsw.example/,\n"
    import_id = brought(register, irene, tmp_path, data)
    decided(register, irene, tmp_path, import_id, 3, RowDecision(Choice.SAME, ZANZIBAR, ("website",)))
    assert apply_list(register, irene, tmp_path, import_id) == AppliedList(added=1, changed=0, skipped=0)
    (made,) = register.rows("SELECT website FROM signatory WHERE signatory_id = $id", {"id": ZANZIBAR})
    assert made["website"] == "https://zsw.example/"


def test_two_rows_cannot_add_one_body_nor_give_a_field_two_values(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    twice = HEAD + b"FTTH Counsil Europe,Company,Belgium,,,\nFTTH Counsil Europe,Company,Belgium,,,\n"
    import_id = brought(register, irene, tmp_path, twice)
    for row in (2, 3):
        decided(register, irene, tmp_path, import_id, row, RowDecision(Choice.NEW))
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["added-twice"]
    days = HEAD + b"".join(
        b"FTTH Council Europe,Company,Belgium,%s,,\n" % day for day in (b"2025-01-01", b"2025-01-02")
    )
    import_id = brought(register, irene, tmp_path, days)
    assert not isinstance(decide_many(register, irene, tmp_path, (import_id, [2, 3]), Bulk.TAKE, "A letter."), Rejected)
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["taken-twice"]


def test_a_country_has_one_government(register: Register, irene: Actor, tmp_path: Path) -> None:
    data = HEAD + b"Ministry of Environment of Kenya,Government,Kenya,,,\n" + NEW
    import_id = brought(register, irene, tmp_path, data)
    assert [row.row for row in opened(register, irene, tmp_path, import_id).prepared.doubtful] == [2]
    decided(register, irene, tmp_path, import_id, 2, RowDecision(Choice.NEW))
    found = opened(register, irene, tmp_path, import_id)
    effect = what_it_does(register, irene, found.prepared, found.standing)
    assert [problem.rule for problem in effect.problems] == ["second-government"]
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["second-government"]


def test_an_import_is_undone_as_a_whole(register: Register, irene: Actor, pavel: Actor, tmp_path: Path) -> None:
    before = register.rows("SELECT signatory_id, name, website FROM signatory ORDER BY signatory_id")
    import_id, _ = applied(register, irene, tmp_path)
    assert rules(undo_import(register, pavel, import_id, "  ")) == ["reason-missing"]
    assert undo_import(register, pavel, import_id, "The wrong list.") == UndoneList(removed=2, restored=1)
    after = register.rows("SELECT signatory_id, name, website FROM signatory ORDER BY signatory_id")
    assert after == before
    assert endorsed_on(register, FTTH) == [date(2024, 11, 16)]
    assert endorsed_on(register, ZANZIBAR) == []
    (listed,) = imports_of(register, irene)
    assert (listed.state, listed.reason, listed.set_by) == (ImportState.UNDONE, "The wrong list.", "pavel")
    assert rules(undo_import(register, pavel, import_id, "Again.")) == ["not-applied"]
    assert register.trail_break() is None


def test_after_undoing_the_list_can_be_brought_again_under_the_same_identifiers(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id, _ = applied(register, irene, tmp_path)
    undo_import(register, irene, import_id, "Too early.")
    again, made = applied(register, irene, tmp_path)
    assert again != import_id
    assert made == AppliedList(added=2, changed=1, skipped=0, kept=1, faulty=(6,))
    assert {ZANZIBAR, COUNSIL} <= names(register)
    assert undo_import(register, irene, again, "Still too early.") == UndoneList(removed=2, restored=1)


def test_what_the_command_line_imported_is_listed_and_can_be_undone(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    plan = plan_import(register, SYSTEM, LIST, "list.csv")
    assert not isinstance(plan, Rejected)
    apply_import(register, SYSTEM, plan)
    (listed,) = imports_of(register, irene)
    assert (listed.file_name, listed.state, listed.added, listed.changed) == ("list.csv", ImportState.APPLIED, 1, 0)
    assert undo_import(register, irene, listed.import_id, "By mistake.") == UndoneList(removed=1, restored=0)
    assert ZANZIBAR not in names(register)


BUILDING: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "report": ("submission_row", {"signatory_id": ZANZIBAR, "cycle": "2026", "submitted_by": "x"}),
    "file": ("file_row", {"signatory_id": ZANZIBAR, "sha256": "0", "name": "a.pdf", "media_type": "", "size_bytes": 1,
                          "added_by": "x"}),
    "person": ("role_row", {"person_id": "zoe", "role": "focal_point", "signatory_id": ZANZIBAR, "is_held": True}),
    "nomination": ("nomination_row", {"person_id": "zoe", "signatory_id": ZANZIBAR, "channel": "letter",
                                      "set_by": "x"}),
    "lending": ("lending_row", {"signatory_id": ZANZIBAR, "cycle": "2026", "item": "O3", "person_id": "zoe",
                                "state": "lent", "set_by": "x"}),
    "mapping": ("mapping_row", {"signatory_id": ZANZIBAR, "item": "O3", "degree": "high", "state": "proposed",
                                "set_by": "x"}),
    "merge": ("merge_row", {"signatory_id": ZANZIBAR, "into_id": FTTH, "is_merged": True, "reason": "One.",
                            "set_by": "x"}),
    "part": ("signatory_row", {"signatory_id": "part", "name": "Part", "stakeholder_type": "private_sector",
                               "parent_id": ZANZIBAR}),
    "edit": ("endorsement_row", {"endorsement_id": f"{FTTH}/1", "signatory_id": FTTH, "channel": "email"}),
    "follow_up": ("contact_row", {"contact_id": "c", "signatory_id": ZANZIBAR, "kind": "call", "note": "Called.",
                                  "happened_on": date(2026, 11, 20), "set_by": "x"}),
    "edition": ("publication", {"number": 7, "snapshot_on": date(2026, 11, 20), "file_sha256": "0"}),
}  # fmt: skip
TIMES: Final = {"submission_row": "submitted_at", "file_row": "added_at", "publication": "published_at"}


def build(change: Change, table: str, row: dict[str, Any]) -> None:
    change.trail("test.build", table)
    timed = table not in {"signatory_row", "endorsement_row", "role_row"}
    change.insert(table, {**row, **({TIMES.get(table, "set_at"): utc_now()} if timed else {})})


@pytest.mark.parametrize("kind", BUILDING)
def test_nothing_is_undone_while_something_builds_on_it(
    register: Register, irene: Actor, tmp_path: Path, kind: str
) -> None:
    import_id, _ = applied(register, irene, tmp_path)
    with register.change(irene) as change:
        build(change, *BUILDING[kind])
    head, stood = register.trail_head(), names(register)
    refused = undo_import(register, irene, import_id, "A slip.")
    assert rules(refused) == [f"built-on-by-{kind}"]
    assert isinstance(refused, Rejected)
    named = {"edition": "7", "edit": "FTTH Council Europe", "part": "Part"}
    assert named.get(kind, "Zanzibar Solar Works") in refused.problems[0].sentence()
    assert (register.trail_head(), names(register)) == (head, stood)


def test_what_was_there_before_the_import_builds_on_nothing_of_it(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    with register.change(irene) as change:
        build(change, *BUILDING["edition"])
    import_id, _ = applied(register, irene, tmp_path)
    assert undo_import(register, irene, import_id, "A slip.") == UndoneList(removed=2, restored=1)


def test_a_name_that_was_merged_is_the_one_that_stands_for_it(register: Register, irene: Actor, tmp_path: Path) -> None:
    applied(register, irene, tmp_path)
    with register.change(irene) as change:
        build(change, *BUILDING["merge"])
    plan = plan_import(register, irene, HEAD + NEW + NEW.replace(b"Works", b"Work"), "again.csv")
    assert not isinstance(plan, Rejected)
    assert [(row.outcome.value, row.signatory_id) for row in plan.rows] == [("same", FTTH), ("maybe_same", FTTH)]


def sentence(problem: Problem) -> str:
    return problem.sentence()


def test_faulty_rows_come_back_with_their_problem_and_can_be_mended(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    data = HEAD + NEW + b"=cmd|calc,neither,Kenya,,,\n" + FAULTY
    import_id = brought(register, irene, tmp_path, data)
    told: tuple[Any, Callable[[Problem], str]] = (text("en"), sentence)
    book = faulty_rows(register, irene, tmp_path, import_id, told)
    assert isinstance(book, bytes)
    page = openpyxl.load_workbook(io.BytesIO(book)).active
    assert page is not None
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    assert rows[0][:3] == ["Name", "Type", "Country"]
    assert rows[0][6:] == ["Row in the list", "What is wrong"]
    assert [(row[0], row[6]) for row in rows[1:]] == [("=cmd|calc", 3), ("Nobody Knows", 4)]
    assert str(rows[2][7]).startswith("Type: “neither”")
    assert page["A2"].data_type == "s"
    as_csv = faulty_rows(register, irene, tmp_path, import_id, told, as_csv=True)
    assert isinstance(as_csv, bytes)
    assert "'=cmd|calc,neither" in as_csv.decode("utf-8-sig")
    assert return_name("list.csv", "xlsx") == "list-faulty.xlsx"
    # Mended, it is a list like any other.
    page["A2"], page["B2"], page["B3"] = "Cmd Works", "Company", "Company"
    mended = io.BytesIO()
    page.parent.save(mended)
    plan = plan_import(register, irene, mended.getvalue(), "mended.xlsx")
    assert not isinstance(plan, Rejected)
    assert [row.outcome.value for row in plan.rows] == ["new", "new"]


def test_a_taken_value_and_a_decision_are_of_the_list_that_was_seen(
    register: Register, irene: Actor, pavel: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, TAKE_DAY)
    decided(register, irene, tmp_path, import_id, 5, RowDecision(Choice.SKIP))
    with register.change(pavel) as change:
        build(change, *BUILDING["edit"])
    assert rules(apply_list(register, irene, tmp_path, import_id)) == ["rows-waiting"]
