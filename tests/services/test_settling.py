"""A list row by row: Irene brings it, decides what is doubtful, Pavel sees it, and nothing is lost meanwhile."""

from __future__ import annotations

from pathlib import Path

from gda_tracker.domain.importing import Outcome
from gda_tracker.domain.list_columns import Field
from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.settling import Choice, RowDecision, differences
from gda_tracker.domain.settling_words import likelihood, why_the_same
from gda_tracker.register import Register
from gda_tracker.services import import_plans
from gda_tracker.services.import_lists import (
    Abandoned,
    Brought,
    ColumnsChosen,
    ImportState,
    abandon_list,
    bring_list,
    choose_columns,
    imports_of,
    open_list,
)
from gda_tracker.services.importing import prepared
from gda_tracker.services.settling import Bulk, Recorded, decide_many, decide_row, take_back
from tests.doubtful_list import Mixture, as_csv, as_xlsx, rows_of

from .settling_for_tests import FTTH, HEAD, KEEP, LIST, NEW, SAME, TAKE_DAY, brought, decided, opened


def rules(found: object) -> list[str]:
    assert isinstance(found, Rejected), found
    return [problem.rule for problem in found.problems]


def test_a_list_is_kept_for_its_owner_alone_and_planned_like_on_the_command_line(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    found = opened(register, irene, tmp_path, brought(register, irene, tmp_path))
    assert {row.row: row.outcome.value for row in found.prepared.plan.rows} == {
        2: "same", 3: "new", 4: "conflicting", 5: "maybe_same", 6: "refused",
    }  # fmt: skip
    assert (found.standing.waiting, found.standing.doubtful) == (2, 2)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file.name == found.brought.file_sha256
    assert file.read_bytes() == LIST
    assert file.stat().st_mode & 0o077 == 0


def test_what_an_interrupted_write_left_is_removed_and_a_list_is_not(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    assert import_plans.tidy_lists(tmp_path / "none") == 0
    import_id = brought(register, irene, tmp_path)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.with_name("0123.part").write_bytes(b"half")
    assert import_plans.tidy_lists(tmp_path) == 1
    import_plans._plans.clear()
    assert opened(register, irene, tmp_path, import_id).standing.waiting == 2


def test_the_same_content_is_not_brought_twice(register: Register, irene: Actor, pavel: Actor, tmp_path: Path) -> None:
    import_id = brought(register, irene, tmp_path)
    head = register.trail_head()
    assert bring_list(register, pavel, tmp_path, (LIST, "renamed.csv")) == Brought(import_id, was_known=True)
    assert register.trail_head() == head


def test_a_list_that_says_nothing_new_is_told_so(register: Register, irene: Actor, tmp_path: Path) -> None:
    assert rules(bring_list(register, irene, tmp_path, (HEAD + SAME, "list.csv"))) == ["all-on-record"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_list_gets_its_sentence_and_leaves_nothing(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    head = register.trail_head()
    bomb = as_xlsx([]).replace(b"Endorsements", b"\0" * 12)
    for data, name in (
        (b"MZ\x90\0\0virus", "list.xlsx"),
        (b"", "list.csv"),
        (bomb, "bomb.xlsx"),
        (b"a,b\n1,2\n", "x.csv"),
    ):
        refused = bring_list(register, irene, tmp_path, (data, name))
        assert isinstance(refused, Rejected), name
        assert all(problem.sentence().endswith(".") for problem in refused.problems)
    assert register.trail_head() == head
    assert list(tmp_path.iterdir()) == []


def test_a_decision_is_one_record_and_the_other_officer_sees_it(
    register: Register, irene: Actor, pavel: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    made = decided(register, irene, tmp_path, import_id, 4, TAKE_DAY)
    found = opened(register, pavel, tmp_path, import_id)
    assert found.standing.waiting == 1
    assert found.standing.holding[4].decision == TAKE_DAY
    assert found.standing.holding[4].set_by == "irene"
    last = list(register.trail())[-1]
    assert (last.seq, last.action, last.subject) == (made.act, "import.decide", "list.csv")
    assert '"reason":"Their letter says so."' in (last.after_json or "")


def test_a_double_click_writes_once_and_a_decision_of_another_is_not_overwritten_unseen(
    register: Register, irene: Actor, pavel: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    first = decided(register, irene, tmp_path, import_id, 5, KEEP)
    head = register.trail_head()
    assert decide_row(register, irene, tmp_path, (import_id, 5), KEEP) == Recorded(1)
    other = RowDecision(Choice.SKIP)
    assert rules(decide_row(register, pavel, tmp_path, (import_id, 5), other)) == ["decided-meanwhile"]
    assert register.trail_head() == head
    assert isinstance(decide_row(register, pavel, tmp_path, (import_id, 5), other, first.act or 0), Recorded)
    assert opened(register, irene, tmp_path, import_id).standing.holding[5].decision.choice is Choice.SKIP


def test_what_replaces_the_record_needs_a_reason_and_must_differ(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)

    def tried(row: int, how: RowDecision) -> list[str]:
        return rules(decide_row(register, irene, tmp_path, (import_id, row), how))

    assert tried(4, RowDecision(Choice.SAME, FTTH, ("endorsed_on",))) == ["reason-missing"]
    assert tried(4, RowDecision(Choice.SAME, FTTH, ("channel",), "Why not.")) == ["nothing-to-take"]
    assert tried(4, RowDecision(Choice.SAME, "kenya")) == ["no-candidate"]
    assert tried(4, RowDecision(Choice.NEW)) == ["reason-missing"]
    assert tried(4, RowDecision(Choice.UNDECIDED)) == ["no-choice"]
    assert tried(3, RowDecision(Choice.SKIP)) == ["row-not-doubtful"]
    assert tried(99, RowDecision(Choice.SKIP)) == ["row-not-doubtful"]
    # What is empty on record gives way to nothing: it needs no reason.
    decided(register, irene, tmp_path, import_id, 4, RowDecision(Choice.SAME, FTTH, ("website",)))


def test_why_two_names_were_thought_the_same_is_said_in_words(register: Register, irene: Actor, tmp_path: Path) -> None:
    found = opened(register, irene, tmp_path, brought(register, irene, tmp_path))
    row = found.prepared.rows[5]
    (known,) = found.prepared.candidates(row)
    assert row.record is not None
    assert likelihood(known, row.record) == "Likely the same"
    assert [one.sentence() for one in why_the_same(known, row.record)] == [
        "The names differ in one letter.",
        "They are of the same stakeholder type.",
        "They are in the same country.",
    ]
    assert [(one.field, one.known, one.listed) for one in differences(known, row.record)] == [
        ("name", "FTTH Council Europe", "FTTH Counsil Europe")
    ]


def test_many_rows_are_decided_at_once_and_the_act_is_taken_back_as_one(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    key = (import_id, [4, 5, 3, 99])
    assert rules(decide_many(register, irene, tmp_path, key, Bulk.TAKE)) == ["reason-missing"]
    made = decide_many(register, irene, tmp_path, key, Bulk.FILL)
    assert isinstance(made, Recorded)
    assert made.rows == 2
    found = opened(register, irene, tmp_path, import_id)
    assert found.standing.waiting == 0
    assert found.standing.holding[4].decision == RowDecision(Choice.SAME, FTTH, ("website",))
    assert [(act.act, act.rows, act.set_by) for act in found.acts] == [(made.act, 2, "irene")]
    assert decide_many(register, irene, tmp_path, key, Bulk.SKIP) == Recorded(0)
    assert take_back(register, irene, import_id, made.act or 0) == Recorded(2)
    assert take_back(register, irene, import_id, made.act or 0) == Recorded(0)
    again = opened(register, irene, tmp_path, import_id)
    assert (again.standing.waiting, again.acts) == (2, ())


def test_bulk_decisions_leave_alone_what_somebody_decided(register: Register, irene: Actor, tmp_path: Path) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, TAKE_DAY)
    made = decide_many(register, irene, tmp_path, (import_id, [4, 5]), Bulk.KEEP)
    assert isinstance(made, Recorded)
    assert made.rows == 1
    standing = opened(register, irene, tmp_path, import_id).standing
    assert standing.holding[4].decision == TAKE_DAY
    assert standing.holding[5].decision == KEEP


def test_closing_everything_loses_nothing(irene: Actor, tmp_path: Path) -> None:
    path, folder = tmp_path / "register.duckdb", tmp_path / "imports"
    register = Register.create(path, is_demonstration=False)
    register.close()
    register = Register.open(path)
    data = HEAD + NEW + b"Zanzibar Solar Work,Company,Tanzania,,,\n"
    import_id = brought(register, irene, folder, data)
    decided(register, irene, folder, import_id, 3, RowDecision(Choice.SKIP, reason="A slip."))
    register.close()
    register = Register.open(path)
    found = opened(register, irene, folder, import_id)
    assert found.standing.waiting == 0
    assert found.standing.holding[3].decision == RowDecision(Choice.SKIP, reason="A slip.")
    register.close()


def test_when_the_register_changed_what_fits_is_kept_and_the_rest_is_asked_again(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 4, TAKE_DAY)
    decided(register, irene, tmp_path, import_id, 5, RowDecision(Choice.SKIP))
    with register.change(irene) as change:
        change.trail("signatory.change", FTTH, signatory_id=FTTH)
        row = {"signatory_id": FTTH, "name": "FTTH Council Europe", "stakeholder_type": "private_sector", "iso3": "BEL"}
        change.insert("signatory_row", {**row, "website": "https://www.ftth.example/"})
    found = opened(register, irene, tmp_path, import_id)
    assert set(found.standing.holding) == {5}
    assert set(found.standing.outdated) == {4}
    assert found.standing.waiting == 1


def test_a_row_that_another_list_added_meanwhile_is_new_no_more(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    with register.change(irene) as change:
        change.trail("signatory.add", "zanzibar-solar-works")
        row = {"signatory_id": "zanzibar-solar-works", "name": "Zanzibar Solar Works", "iso3": "TZA"}
        change.insert("signatory_row", {**row, "stakeholder_type": "private_sector"})
    found = opened(register, irene, tmp_path, import_id)
    assert found.prepared.rows[3].outcome is Outcome.CONFLICTING
    assert found.standing.waiting == 3


def test_a_column_can_be_read_otherwise(register: Register, irene: Actor, tmp_path: Path) -> None:
    import_id = brought(register, irene, tmp_path)
    assert choose_columns(register, irene, tmp_path, import_id, {6: Field.NOTE}) == ColumnsChosen(1)
    found = opened(register, irene, tmp_path, import_id)
    assert [column.letters for column in found.prepared.plan.unused_columns] == []
    record = found.prepared.rows[3].record
    assert record is not None
    assert record.endorsement.note == "blue"
    assert rules(choose_columns(register, irene, tmp_path, import_id, {6: Field.NAME})) == ["column-twice"]
    nothing = {1: None, 3: None}
    assert rules(choose_columns(register, irene, tmp_path, import_id, nothing)) == ["no-name-column"]
    assert choose_columns(register, irene, tmp_path, import_id, {6: Field.NOTE}) == ColumnsChosen(0)


def test_an_abandoned_list_stays_in_the_table_and_can_be_brought_again(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    assert abandon_list(register, irene, import_id, "The wrong file.") == Abandoned("list.csv")
    (listed,) = imports_of(register, irene)
    assert (listed.state, listed.reason) == (ImportState.ABANDONED, "The wrong file.")
    assert rules(decide_row(register, irene, tmp_path, (import_id, 5), KEEP)) == ["import-closed"]
    assert rules(abandon_list(register, irene, import_id)) == ["import-closed"]
    assert brought(register, irene, tmp_path) != import_id


def test_a_file_that_has_gone_is_said_and_comes_back_with_the_decisions(
    register: Register, irene: Actor, tmp_path: Path
) -> None:
    import_id = brought(register, irene, tmp_path)
    decided(register, irene, tmp_path, import_id, 5, KEEP)
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.unlink()
    import_plans._plans.clear()
    assert rules(open_list(register, irene, tmp_path, import_id)) == ["file-gone"]
    assert brought(register, irene, tmp_path) == import_id
    assert opened(register, irene, tmp_path, import_id).standing.waiting == 1


def test_two_thousand_rows_hold_sixty_doubtful_ones(register: Register, irene: Actor, tmp_path: Path) -> None:
    bodies = [
        (f"{word} {other} Research Institute", "academia", "KEN") for word in WORDS for other in WORDS if word < other
    ]
    with register.change(irene) as change:
        change.trail("signatory.add", "bodies")
        for number, (name, kind, iso3) in enumerate(bodies):
            row = {"signatory_id": f"body-{number}", "name": name, "stakeholder_type": kind, "iso3": iso3}
            change.insert("signatory_row", row)
            change.insert("endorsement_row", {"endorsement_id": f"body-{number}/1", "signatory_id": f"body-{number}",
                                              "endorsed_on": "2024-11-20", "channel": "letter"})  # fmt: skip
    first = prepared(register, LIST, "list.csv", {})
    assert not isinstance(first, Rejected)
    rows = rows_of(tuple(one for one in first.known.values() if one.row is None))
    for data, name in ((as_csv(rows), "list.csv"), (as_xlsx(rows), "list.xlsx")):
        made = prepared(register, data, name, {})
        assert not isinstance(made, Rejected)
        assert {outcome.value: count for outcome, count in made.plan.counts.items()} == {
            "new": 1930, "same": 0, "maybe_same": 40, "conflicting": 20, "refused": 10,
        }  # fmt: skip
    assert Mixture().maybe_same + Mixture().conflicting == 60


WORDS = (
    "Baobab", "Lighthouse", "Meridian", "Quicksilver", "Thunderstorm", "Zephyr", "Cinnamon", "Obsidian", "Pomegranate",
    "Wanderlust", "Fjordland", "Kaleidoscope",
)  # fmt: skip
