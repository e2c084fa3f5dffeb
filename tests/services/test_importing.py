"""Importing a list end to end: Irene tries it dry, applies it, and applies it again."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gda_tracker.domain.importing import ImportPlan, ImportResult, Outcome
from gda_tracker.domain.permissions import Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.facts import DATA
from gda_tracker.register import Register
from gda_tracker.services.importing import apply_import, plan_import

LIST = """Déclaration sur l’action numérique verte;;;;;
Signataires au 1er mars 2025;;;;;
;;;;;
 Pays ; Nom de l’organisme ;Type d'organisation;Date de signature;Moyen;Remarque interne;Couleur
Kenya;République du Kenya;Gouvernement;16/11/2024;lettre;vu;vert
Sénégal;Sénégal;Gouvernement;20/11/2024;note verbale;;
Belgique;FTTH Council Europe;Entreprise;17/11/2024;lettre;;
Belgium;F.T.T.H. Counsil Europe ASBL;Company;;;;
Kenia;Université de Nairobi (UoN);Université;03/12/2024;courriel;;
Suisse;Fondation X;autre;;;;
""".encode()


def dry_run(register: Register, actor: Actor, data: bytes = LIST, name: str = "liste.csv") -> ImportPlan:
    plan = plan_import(register, actor, data, name)
    assert isinstance(plan, ImportPlan), plan
    return plan


def applied(register: Register, actor: Actor, plan: ImportPlan) -> ImportResult:
    result = apply_import(register, actor, plan)
    assert isinstance(result, ImportResult), result
    return result


def test_a_dry_run_shows_every_row_and_writes_nothing(register: Register, irene: Actor) -> None:
    head = register.trail_head()
    plan = dry_run(register, irene)
    assert [(row.row, row.outcome.value, row.signatory_id) for row in plan.rows] == [
        (5, "same", "kenya"),
        (6, "new", "senegal"),
        (7, "conflicting", "ftth-council-europe"),
        (8, "maybe_same", "ftth-council-europe"),
        (9, "new", "universite-de-nairobi"),
        (10, "refused", None),
    ]
    assert {outcome.value: count for outcome, count in plan.counts.items()} == {
        "new": 2, "same": 1, "maybe_same": 1, "conflicting": 1, "refused": 1,
    }  # fmt: skip
    assert register.trail_head() == head


def test_the_plan_says_which_columns_are_used_and_which_are_not(register: Register, irene: Actor) -> None:
    plan = dry_run(register, irene)
    assert plan.header_row == 4
    assert [(column.letters, column.field.value) for column in plan.columns] == [
        ("A", "country"), ("B", "name"), ("C", "stakeholder_type"), ("D", "endorsed_on"), ("E", "channel"),
    ]  # fmt: skip
    assert [(column.letters, column.heading) for column in plan.unused_columns] == [
        ("F", "Remarque interne"), ("G", "Couleur"),
    ]  # fmt: skip


def test_a_refusal_names_row_column_value_and_rule(register: Register, irene: Actor) -> None:
    (refused,) = dry_run(register, irene).of(Outcome.REFUSED)
    (reason,) = refused.reasons
    assert (reason.row, reason.column, reason.value, reason.rule) == (
        10,
        "Type d'organisation",
        "autre",
        "unknown-type",
    )


def test_a_difference_is_named_as_the_list_names_its_column(register: Register, irene: Actor) -> None:
    (conflict,) = dry_run(register, irene).of(Outcome.CONFLICTING)
    assert conflict.reasons[0].sentence() == (
        "Date de signature: “FTTH Council Europe” of the register has “2024-11-16”, the list has “2024-11-17”."
    )


def test_only_new_rows_are_applied_with_one_trail_record(register: Register, irene: Actor) -> None:
    before = register.rows("SELECT * FROM signatory ORDER BY signatory_id")
    result = applied(register, irene, dry_run(register, irene))
    assert (result.added, result.endorsements_added, result.conflicting, result.refused) == (2, 2, 1, 1)
    after = register.rows("SELECT * FROM signatory ORDER BY signatory_id")
    assert [row for row in after if row["trail_seq"] != result.trail_seq] == before
    nairobi = register.rows("SELECT * FROM signatory WHERE signatory_id = 'universite-de-nairobi'")
    assert [(row["name"], row["acronym"], row["iso3"]) for row in nairobi] == [("Université de Nairobi", "UoN", "KEN")]
    (endorsement,) = register.rows("SELECT * FROM endorsement WHERE signatory_id = 'senegal'")
    assert (endorsement["endorsed_on"], endorsement["channel"]) == (date(2024, 11, 20), "note_verbale")
    last = list(register.trail())[-1]
    assert (last.seq, last.actor_id, last.action, last.subject) == (
        result.trail_seq, "irene", "signatory.import", "liste.csv",
    )  # fmt: skip
    assert '"signatories":["senegal","universite-de-nairobi"]' in (last.after_json or "")
    assert register.trail_break() is None


def test_the_same_file_twice_adds_nothing(register: Register, irene: Actor) -> None:
    applied(register, irene, dry_run(register, irene))
    head = register.trail_head()
    again = dry_run(register, irene)
    assert again.counts[Outcome.NEW] == 0
    assert again.counts[Outcome.SAME] == 3
    assert applied(register, irene, again).trail_seq is None
    assert register.trail_head() == head


def test_the_documented_endorsements_import_cleanly_and_once(pavel: Actor) -> None:
    register = Register.create(None, is_demonstration=False)
    data = (DATA / "documented_endorsements.csv").read_bytes()
    plan = dry_run(register, pavel, data, "documented_endorsements.csv")
    assert plan.counts[Outcome.NEW] == len(plan.rows) == 3
    assert plan.unused_columns == ()
    applied(register, pavel, plan)
    undated = register.rows("SELECT * FROM endorsement WHERE signatory_id = 'international-science-council'")
    assert [(row["endorsed_on"], row["source_dated_on"], row["channel"]) for row in undated] == [
        (None, date(2024, 11, 16), "public_statement")
    ]
    assert dry_run(register, pavel, data, "documented_endorsements.csv").counts[Outcome.SAME] == 3
    register.close()


def test_a_workbook_with_day_numbers_gives_the_same_plan_as_csv(register: Register, irene: Actor) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("Name", "Type", "Country", "Date"),
        ("Senegal", "Government", "SEN", 45616),
        ("=A1", "NGO", "SEN", ""),
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    new, formula = dry_run(register, irene, out.getvalue(), "list.xlsx").rows
    assert new.record is not None
    assert new.record.endorsement.endorsed_on == date(2024, 11, 20)
    assert [(reason.row, reason.column, reason.rule) for reason in formula.reasons] == [(3, "Name", "formula")]


def test_namibia_is_na_in_a_column_of_codes(register: Register, irene: Actor) -> None:
    plan = dry_run(register, irene, b"Name,Type,Country\nA,NGO,NA\nB,NGO,KE\nC,NGO,FJ\n")
    assert [row.record.iso3 for row in plan.rows if row.record] == ["NAM", "KEN", "FJI"]


def test_cells_below_no_heading_are_said_not_to_be_used(register: Register, irene: Actor) -> None:
    plan = dry_run(register, irene, b"Name,Type,,\nA,NGO,,secret\n")
    assert [(column.letters, column.heading) for column in plan.unused_columns] == [("D", "")]


def test_a_register_that_changed_since_the_dry_run_is_left_alone(register: Register, irene: Actor) -> None:
    first, second = dry_run(register, irene), dry_run(register, irene)
    applied(register, irene, first)
    head = register.trail_head()
    result = apply_import(register, irene, second)
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "plan-outdated"
    assert register.trail_head() == head


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "list.xlsx", "not-a-table"),
        (b"foo;bar\n1;2\n", "list.csv", "no-headings"),
        (b"Name;Type\n;\n", "list.csv", "empty-list"),
        (b"Name;Type\n" + b"A;NGO\n" * 50_001, "list.csv", "list-too-long"),
        (b"PK\x03\x04" + b"\0" * 50_000_000, "list.xlsx", "file-too-large"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_changes_nothing(
    register: Register, irene: Actor, data: bytes, name: str, rule: str
) -> None:
    head = register.trail_head()
    result = plan_import(register, irene, data, name)
    assert isinstance(result, Rejected)
    assert [problem.rule for problem in result.problems] == [rule]
    assert register.trail_head() == head


def test_only_staff_imports(register: Register, amina: Actor, visitor: Actor, irene: Actor) -> None:
    plan = dry_run(register, irene)
    for actor in (amina, visitor):
        with pytest.raises(NotAllowed):
            plan_import(register, actor, LIST, "liste.csv")
        with pytest.raises(NotAllowed):
            apply_import(register, actor, plan)


def test_a_failure_half_way_leaves_nothing(register: Register, irene: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, head = dry_run(register, irene), register.trail_head()

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("gda_tracker.services.importing.add_signatories", broken)
    with pytest.raises(OSError, match="disk"):
        apply_import(register, irene, plan)
    assert register.trail_head() == head
    assert register.rows("SELECT 1 FROM signatory WHERE signatory_id = 'senegal'") == []


def test_progress_is_told_on_long_lists(register: Register, irene: Actor) -> None:
    data = "\n".join(["Name,Type", *(f"Body {number},NGO" for number in range(1_000))]).encode()
    told: list[tuple[int, int]] = []
    plan_import(register, irene, data, str(Path("list.csv")), progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1_000), (1_000, 1_000)]
