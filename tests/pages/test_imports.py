"""The imports of the desk: a list is dropped, settled row by row, applied, undone; only staff enter."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.settling import Choice, RowDecision
from gda_tracker.register import Register
from gda_tracker.services.import_applying import AppliedList, UndoneList, apply_list, undo_import
from gda_tracker.services.import_lists import ImportState, imports_of
from gda_tracker.services.settling import Bulk
from gda_tracker.settings import settings
from tests.services.settling_for_tests import HEAD, KEEP, LIST, NEW, TAKE_DAY, applied, brought, decided

from .conftest import PAGES, Opened, key_of, shown

PAGE = "staff/imports.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lists lie below an empty GDA_HOME."""
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    return tmp_path / "imports"


def at(opened: Opened, actor: Actor, import_id: str, show: str = "", row: str = "") -> AppTest:
    """The page of one list, with the rows of one kind, at one of them."""
    opened(PAGE, actor)
    page = AppTest.from_file(str(PAGES / PAGE), default_timeout=60)
    page.query_params["list"] = import_id
    if show:
        page.query_params["show"] = show
    if row:
        page.query_params["row"] = row
    return page.run()


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_only_staff_enter(opened: Opened, folder: Path, who: str, request: pytest.FixtureRequest) -> None:
    page = opened(PAGE, request.getfixturevalue(who))
    assert "Lists brought" not in shown(page)
    assert not page.get("file_uploader")


def test_a_dropped_list_is_opened_with_its_counts(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    page = opened(PAGE, irene)
    assert "No list was brought yet." in shown(page)
    page.file_uploader[0].upload("list.csv", LIST, "text/csv").run()
    html = shown(page)
    assert "0 of 2 doubtful rows are decided." in html
    assert "Row 4 · FTTH Council Europe" in html
    assert "24 December 2024" in html
    (listed,) = imports_of(register, irene)
    assert (listed.file_name, listed.state) == ("list.csv", ImportState.OPEN)


def test_a_hostile_file_gets_its_sentence(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    page = opened(PAGE, irene)
    page.file_uploader[0].upload("list.xlsx", b"MZ\x90\0 a programme", "application/octet-stream").run()
    assert "“list.xlsx”" in shown(page)
    assert imports_of(register, irene) == ()


def test_a_name_from_outside_is_text(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    nasty = b"Name,Type,Country\n<img src=x onerror=alert(1)>,Company,Kenya\nNobody,neither,Kenya\n"
    import_id = brought(register, irene, folder, nasty, "<b>list</b>.csv")
    html = shown(at(opened, irene, import_id, show="new"))
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html
    assert "<b>list</b>" not in html


def test_a_decision_opens_the_next_row(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    page = at(opened, irene, brought(register, irene, folder))
    page.button(key=key_of(page, "same-")).click().run()
    html = shown(page)
    assert "1 of 2 doubtful rows are decided." in html
    assert "Row 5 · FTTH Counsil Europe" in html
    assert "The names differ in one letter." in html


def test_taking_a_value_asks_for_a_reason_and_keeps_what_was_chosen(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    import_id = brought(register, irene, folder)
    page = at(opened, irene, import_id)
    key = next(str(one.key) for one in page.radio if str(one.key).endswith("-endorsed_on"))
    page.radio(key=key).set_value("list").run()
    page.button(key=key_of(page, "same-")).click().run()
    assert "Say why:" in shown(page)
    assert page.radio(key=key).value == "list"
    page.text_input(key=key_of(page, "why-")).input("Their letter says so.").run()
    page.button(key=key_of(page, "same-")).click().run()
    assert "1 of 2 doubtful rows are decided." in shown(page)
    html = shown(at(opened, irene, import_id, show="decided"))
    assert "The same as “FTTH Council Europe”; taken from the list: Endorsed on." in html
    assert "Their letter says so." in html


def test_many_are_decided_at_once_and_taken_back(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    page = at(opened, irene, brought(register, irene, folder))
    page.radio(key=key_of(page, "which-")).set_value("all").run()
    page.button(key="bulk").click().run()
    html = shown(page)
    assert "2 rows are decided." in html
    assert "New signatories: 1. Changed: 0." in html
    page.button(key=key_of(page, "back-")).click().run()
    assert "2 rows are open again." in shown(page)
    assert "0 of 2 doubtful rows are decided." in shown(page)


def test_what_is_chosen_in_the_same_moment_as_the_click_is_what_is_decided(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    page = at(opened, irene, brought(register, irene, folder))
    page.radio(key=key_of(page, "which-")).set_value("all")
    page.selectbox(key="bulk-how").set_value(Bulk.SKIP)
    page.button(key="bulk").click().run()
    assert "2 rows are decided." in shown(page)
    assert "New signatories: 1. Changed: 0." in shown(page)
    decided = register.rows("SELECT DISTINCT decision FROM import_decision_row")
    assert [row["decision"] for row in decided] == ["skip"]


def test_a_settled_list_is_applied_and_undone(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    import_id = brought(register, irene, folder)
    decided(register, irene, folder, import_id, 4, TAKE_DAY)
    page = at(opened, irene, import_id)
    assert page.button(key="apply-list").disabled
    decided(register, irene, folder, import_id, 5, RowDecision(Choice.NEW))
    page.run()
    assert "New signatories: 2. Changed: 1." in shown(page)
    assert "One faulty row is left out: row 6." in shown(page)
    page.button(key="apply-list").click().run()
    html = shown(page)
    assert "The list is applied. Added: 2; changed: 1; rows skipped: 0." in html
    assert "One row tells of who is on record: all stays there as it is." in html
    assert "One faulty row is left out: row 6." in html
    assert 'href="/register?signatory=zanzibar-solar-works"' in html
    assert "Endorsed on: 16 November 2024 → 24 December 2024" in html
    assert "The same as “FTTH Council Europe”; taken from the list: Endorsed on." in html
    assert "Their letter says so." in html
    page.text_input(key="undo-why").input("The wrong list.").run()
    page.button(key="undo-import").click().run()
    html = shown(page)
    assert "The import is undone. Removed: 2; as before: 1." in html
    assert "The wrong list." in html


def test_an_applied_list_tells_its_other_rows_by_number_long_after(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    import_id = brought(register, irene, folder)
    decided(register, irene, folder, import_id, 4, KEEP)
    decided(register, irene, folder, import_id, 5, RowDecision(Choice.SKIP))
    assert isinstance(apply_list(register, irene, folder, import_id), AppliedList)
    for file in folder.rglob("*"):
        if file.is_file():
            file.unlink()
    html = shown(at(opened, irene, import_id))
    assert "One row was skipped: 5." in html
    assert "2 rows tell of who was on record, where all stayed as it was: 2, 4." in html
    assert "One faulty row was left out: 6." in html
    assert isinstance(undo_import(register, irene, import_id, "The wrong list."), UndoneList)
    assert "One row was skipped" not in shown(at(opened, irene, import_id))


def test_the_reason_field_says_when_new_needs_one(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    import_id = brought(register, irene, folder)
    needs = "Reason (needed for “New”, and where the list replaces what is on record)"
    for row, label in ((4, needs), (5, "Reason (needed where the list replaces what is on record)")):
        page = at(opened, irene, import_id, row=str(row))
        assert page.text_input(key=key_of(page, f"why-{import_id}-{row}")).label == label
    page = at(opened, irene, import_id, row="4")
    page.button(key=key_of(page, f"new-{import_id}-4")).click().run()
    assert "Say why: what is on record gives way to the list" in shown(page)


def test_what_builds_on_an_import_is_named(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    import_id, _ = applied(register, irene, folder)
    with register.change(irene) as change:
        change.trail("test.build", "role")
        row = {"person_id": "zoe", "role": "focal_point", "signatory_id": "zanzibar-solar-works", "is_held": True}
        change.insert("role_row", row)
    page = at(opened, irene, import_id)
    page.text_input(key="undo-why").input("A slip.").run()
    page.button(key="undo-import").click().run()
    assert "It cannot be undone: somebody reports for Zanzibar Solar Works (zoe)." in shown(page)


def test_a_list_is_abandoned(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    page = at(opened, irene, brought(register, irene, folder))
    page.button(key="abandon-list").click().run()
    assert "“list.csv” is abandoned. Nothing of it was imported." in shown(page)
    assert [one.state for one in imports_of(register, irene)] == [ImportState.ABANDONED]


def test_a_column_is_read_otherwise(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    import_id = brought(register, irene, folder)
    page = at(opened, irene, import_id)
    page.selectbox(key=f"column-{import_id}-6").select("Note")
    page.button(key="read-columns").click().run()
    assert "One column is read otherwise." in shown(page)
    assert "Read from the sheet" in shown(page)


def test_decisions_that_no_longer_fit_are_said(
    register: Register, opened: Opened, folder: Path, irene: Actor, pavel: Actor
) -> None:
    import_id = brought(register, irene, folder)
    decided(register, irene, folder, import_id, 5, KEEP)
    with register.change(pavel) as change:
        change.trail("signatory.change", "ftth-council-europe")
        row = {"signatory_id": "ftth-council-europe", "name": "FTTH Council Europe", "iso3": "BEL"}
        change.insert("signatory_row", {**row, "stakeholder_type": "private_sector", "acronym": "FTTH"})
    html = shown(at(opened, irene, import_id))
    assert "the decision on row 5 no longer fits and is asked again." in html


def test_the_desk_leads_to_the_list_that_waits(register: Register, opened: Opened, folder: Path, irene: Actor) -> None:
    import_id = brought(register, irene, folder)
    assert f'href="/imports?list={import_id}"' in shown(opened("staff/desk.py", irene))


def test_an_unknown_list_is_said(opened: Opened, folder: Path, irene: Actor) -> None:
    assert "There is no such import." in shown(at(opened, irene, "nothing"))


def test_other_rows_are_looked_at_with_what_is_wrong(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    page = at(opened, irene, brought(register, irene, folder), show="faulty")
    assert "Nobody Knows" in shown(page)
    assert "Row 4" not in shown(page)
    page.radio(key=key_of(page, "show-")).set_value("waiting").run()
    assert "Row 4 · FTTH Council Europe" in shown(page)
    page.radio(key=key_of(page, "show-")).set_value("faulty").run()
    assert "“neither”" in shown(page)


def test_no_route_knows_where_lists_lie() -> None:
    web = PAGES.parent / "gda_tracker" / "web"
    assert [file.name for file in web.rglob("*.py") if "imports_folder" in file.read_text()] == ["startup.py"]


def test_a_new_row_is_shown_as_it_was_read_and_can_be_opened(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    data = HEAD + NEW + b"Mombasa Grid Works,Company,Kenya,,,\nLamu Dock Works,Company,Kenya,03/04/2025,,\n"
    import_id = brought(register, irene, folder, data + b"Nairobi Rail Works,Company,Kenya,25/04/2025,,\n")
    html = shown(at(opened, irene, import_id, show="new"))
    assert "No row is doubtful: there is nothing to decide." in html
    assert "Private sector · 3 April 2025 · channel unknown" in html
    assert "Private sector · day unknown · channel unknown" in html
    page = at(opened, irene, import_id, show="new", row="4")
    assert "Row 4 · Lamu Dock Works" in shown(page)
    assert "It will be added as it was read." in shown(page)
    assert not [one for one in page.button if str(one.key).startswith(("same-", "skip-", "new-"))]


def test_a_faulty_row_names_the_column_and_what_stands_there(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    bad = b"Mombasa Grid Works,Company,Kenya,,not a link,\nLamu Dock Works,neither,Kenya,,,\n"
    html = shown(at(opened, irene, brought(register, irene, folder, HEAD + NEW + bad), show="faulty"))
    assert "Website: This is not a web address that begins with http:// or https://. There stands “not a link”." in html
    assert "Type: “neither”" in html
    assert "There stands “neither”" not in html  # its sentence names it


def test_what_is_another_row_of_the_list_is_not_called_on_record(
    register: Register, opened: Opened, folder: Path, irene: Actor
) -> None:
    again = NEW.replace(b"2025-02-03", b"2025-03-03")
    page = at(opened, irene, brought(register, irene, folder, HEAD + NEW + again), row="3")
    assert "Row 2 of this list has it with other values." in shown(page)
    choice = next(one for one in page.radio if str(one.key).startswith("take-"))
    assert choice.options == ["row 2 of this list: 3 February 2025", "this row: 3 March 2025"]
