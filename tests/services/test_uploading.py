"""Uploads beside colleagues: what would change is told, no later word is overwritten, problems come back marked."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from gda_tracker.domain.permissions import Actor, LentItem, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure, Practice
from gda_tracker.domain.statuses import EvidenceKind, Status
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.register.files import StoredFile, add_file
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.lending import Invitee, Lent, lend, take_back
from gda_tracker.services.report_view import report_of
from gda_tracker.services.saving import save_entry
from gda_tracker.services.submitting import Accepted
from gda_tracker.services.upload_changes import FieldChange, PieceChange
from gda_tracker.services.uploading import Checked, check_workbook, keep_workbook, submit_workbook
from gda_tracker.services.workbook_return import annotated_return, return_name

from .reports_for_tests import ACT, LAW, NOW, TODAY, counts, saved

KEY = ("kenya", "2026")
POINTS = Measure(
    title="Collection points",
    starts_on=date(2026, 1, 5),
    owner="NEMA",
    budget_amount=Decimal("2500000.50"),
    budget_currency="KES",
)
RATE = IndicatorValue(code="O3-EWASTE", value=12.5, year=2025, baseline_value=9.0, baseline_year=2023)
OWN = IndicatorValue(name="Points in counties", unit="points", value=41, year=2025)
FILE = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="Minutes", file_sha256="ab" * 32, locator="p. 4")
FULL = ACT.model_copy(
    update={
        "measures": (POINTS,),
        "indicators": (RATE, OWN),
        "partners": ("UNEP", "WEEE Centre"),
        "sdgs": (9, 12),
        "practice": Practice(title="Producers pay", summary="A fee per kilogram.", url="https://nema.example/fee"),
        "evidence": (LAW, FILE, LAW.model_copy(update={"locator": "Article 12"})),
    }
)
# A draft that somebody left half-filled in the form: no status, and three pieces with faults of their own.
HALF = Entry(
    item="O4",
    narrative="Begun.",
    measures=(Measure(title="Training", starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1)), Measure(title="")),
    evidence=(Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title=""),),
)
SHEETS = {"report": 1, "measures": 2, "indicators": 3, "evidence": 4}


@pytest.fixture(autouse=True)
def kept_file(register: Register, amina: Actor) -> None:
    """The minutes were uploaded for Kenya, a budget for Fiji."""
    with register.change(amina) as change:
        change.trail("file.add", "kenya", signatory_id="kenya")
        for sha256, owner in (("ab" * 32, "kenya"), ("ef" * 32, "fiji")):
            add_file(change, [StoredFile(sha256, owner, "minutes.pdf", "application/pdf", 10, NOW, "amina")])


def downloaded(register: Register, actor: Actor) -> openpyxl.Workbook:
    """Kenya's workbook as it comes."""
    data = workbook_of(register, actor, *KEY, text("en"), TODAY)
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def uploaded(register: Register, actor: Actor, book: openpyxl.Workbook) -> Accepted | Rejected:
    """What comes of keeping the workbook."""
    return keep_workbook(register, actor, *KEY, bytes_of(book), "kenya.xlsx", TODAY)


def bytes_of(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def entry(register: Register, actor: Actor) -> Entry:
    """What stands about O3."""
    report = report_of(register, actor, *KEY, TODAY)
    assert not isinstance(report, Rejected)
    return report.entries["O3"]


def test_everything_that_an_answer_holds_goes_out_and_comes_back(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", FULL)
    before = counts(register)
    result = uploaded(register, amina, downloaded(register, amina))
    assert isinstance(result, Accepted), result
    assert result.changed == ()
    assert counts(register) == before
    assert entry(register, amina) == FULL


def test_what_would_change_is_told_item_by_item(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", FULL)
    book = downloaded(register, amina)
    book.worksheets[1]["C7"] = "2 · Under way"
    book.worksheets[2]["E5"] = "Ministry"
    for column, value in enumerate(("O3", None, "Recyclers", "firms", 7, 2025), start=1):
        book.worksheets[3].cell(7, column).value = value
    book.worksheets[4]["H5"] = "remove"
    found = check_workbook(register, amina, *KEY, bytes_of(book), "kenya.xlsx", TODAY)
    assert isinstance(found, Checked), found
    (change,) = found.changes
    assert change.item == "O3"
    assert change.fields == (FieldChange("status", Status.IN_PLACE, Status.UNDER_WAY),)
    assert change.pieces == (
        PieceChange("measures", POINTS, POINTS.model_copy(update={"owner": "Ministry"})),
        PieceChange("indicators", None, IndicatorValue(name="Recyclers", unit="firms", value=7, year=2025)),
        PieceChange("evidence", LAW, None),
    )
    data = bytes_of(book)
    assert isinstance(keep_workbook(register, amina, *KEY, data, "kenya.xlsx", TODAY), Accepted)
    assert entry(register, amina).evidence == FULL.evidence[1:]
    again = keep_workbook(register, amina, *KEY, data, "kenya.xlsx", TODAY)
    assert isinstance(again, Accepted)
    assert again.changed == ()


def test_rows_and_sheets_that_are_deleted_stay_on_record(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", FULL)
    book = downloaded(register, amina)
    book.worksheets[2].delete_rows(5)
    del book["Evidence"]
    book.worksheets[3].delete_cols(8)
    result = uploaded(register, amina, book)
    assert isinstance(result, Accepted), result
    assert result.changed == ()


def test_a_colleagues_later_word_is_kept_where_the_file_left_it_alone(register: Register, amina: Actor) -> None:
    wanjiru = replace(amina, person_id="wanjiru", name="Wanjiru")
    first = saved(register, amina, "kenya", FULL)
    book = downloaded(register, amina)
    later = FULL.model_copy(update={"narrative": "Wanjiru's words.", "measures": (), "sdgs": (12,)})
    saved(register, wanjiru, "kenya", later, first.version_id)
    book.worksheets[1]["C7"] = "2 · Under way"
    assert isinstance(uploaded(register, amina, book), Accepted)
    assert entry(register, amina) == later.model_copy(update={"claimed": Status.UNDER_WAY})


def test_what_both_changed_is_refused_in_its_cell(register: Register, amina: Actor) -> None:
    wanjiru = replace(amina, person_id="wanjiru", name="Wanjiru")
    first = saved(register, amina, "kenya", FULL)
    book = downloaded(register, amina)
    later = FULL.model_copy(update={"narrative": "Wanjiru's words."})
    saved(register, wanjiru, "kenya", later, first.version_id)
    book.worksheets[1]["E7"] = "Amina's words."
    before = counts(register)
    refused = uploaded(register, amina, book)
    assert isinstance(refused, Rejected)
    assert [(one.rule, one.sheet, one.row, one.column) for one in refused.problems] == [
        ("changed-meanwhile", "Report", 7, "What was done")
    ]
    assert counts(register) == before
    assert entry(register, amina) == later
    marked = annotated_return(
        register, amina, *KEY, (bytes_of(book), "k.xlsx"), text("en"), lambda one: one.sentence(), TODAY
    )
    assert isinstance(marked, bytes)
    assert "Nothing was overwritten" in openpyxl.load_workbook(io.BytesIO(marked))["Report"]["E7"].comment.text


def test_the_same_workbook_may_be_filled_in_and_uploaded_again_and_again(register: Register, amina: Actor) -> None:
    book = downloaded(register, amina)
    for words in ("First.", "Second.", "Third."):
        book.worksheets[1]["C7"], book.worksheets[1]["E7"] = "2 · Under way", words
        assert isinstance(uploaded(register, amina, book), Accepted)
        assert entry(register, amina).narrative == words


def test_a_file_that_is_not_of_this_report_is_no_evidence(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", FULL)
    book = downloaded(register, amina)
    assert book.worksheets[4]["D6"].value == "file:abababababababab"
    book.worksheets[4]["D6"] = "file:cdcdcdcdcdcdcdcd"
    refused = uploaded(register, amina, book)
    assert isinstance(refused, Rejected)
    assert [(one.rule, one.row) for one in refused.problems] == [("link-unreadable", 6)]


def test_a_marked_return_mended_is_the_report(register: Register, amina: Actor) -> None:
    book = downloaded(register, amina)
    book.worksheets[1]["C7"], book.worksheets[1]["E7"] = "splendid", "Begun."
    upload = (bytes_of(book), "kenya.xlsx")
    before = counts(register)
    marked = annotated_return(register, amina, *KEY, upload, text("fr"), lambda one: one.sentence(), TODAY)
    assert isinstance(marked, bytes)
    assert counts(register) == before
    again = openpyxl.load_workbook(io.BytesIO(marked))
    again.worksheets[1]["C7"] = "2"
    result = submit_workbook(register, amina, *KEY, bytes_of(again), "kenya-to-mend.xlsx", TODAY)
    assert isinstance(result, Accepted), result
    assert entry(register, amina) == Entry(item="O3", claimed=Status.UNDER_WAY, narrative="Begun.")


def test_a_file_without_problems_is_not_marked(register: Register, amina: Actor) -> None:
    upload = (b"Item,Status\nO3,0\n", "kenya.csv")
    refused = annotated_return(register, amina, *KEY, upload, text("en"), lambda one: one.sentence(), TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "nothing-to-mend"


def test_the_return_is_named_after_the_upload() -> None:
    assert return_name("kenya 2026.xlsx") == "kenya 2026-to-mend.xlsx"
    assert return_name('../etc/pass"wd\n.csv') == "..etcpasswd-to-mend.xlsx"
    assert return_name("") == "report-to-mend.xlsx"


def test_what_is_unfinished_on_record_does_not_stand_in_the_way_of_the_rest(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", HALF)
    book = downloaded(register, amina)
    book.worksheets[1]["C7"] = "0"
    found = check_workbook(register, amina, *KEY, bytes_of(book), "kenya.xlsx", TODAY)
    assert isinstance(found, Checked), found
    assert found.changed == ("O3",)
    assert (found.found.new, found.found.changed, found.found.unchanged, found.found.total) == (1, 0, 1, 2)
    assert "status-missing" in {one.rule for one in found.completeness.of("O4")}
    result = uploaded(register, amina, book)
    assert isinstance(result, Accepted), result
    assert result.changed == ("O3",)
    assert result.report.entries["O4"] == HALF
    before = counts(register)
    assert isinstance(uploaded(register, amina, book), Accepted)
    assert counts(register) == before
    refused = submit_workbook(register, amina, *KEY, bytes_of(book), "kenya.xlsx", TODAY)
    assert isinstance(refused, Rejected)
    assert counts(register) == before


def test_a_file_about_another_item_alone_is_taken_over_beside_a_half_filled_draft(
    register: Register, amina: Actor
) -> None:
    saved(register, amina, "kenya", HALF)
    result = keep_workbook(register, amina, *KEY, b"Item,Status\nO3,0\n", "kenya.csv", TODAY)
    assert isinstance(result, Accepted), result
    assert result.changed == ("O3",)


def test_a_draft_finished_since_the_download_stays_finished(register: Register, amina: Actor) -> None:
    first = saved(register, amina, "kenya", HALF)
    book = downloaded(register, amina)
    whole = Entry(item="O4", claimed=Status.UNDER_WAY, narrative="Done.")
    saved(register, amina, "kenya", whole, first.version_id)
    book.worksheets[1]["C7"] = "0"
    result = uploaded(register, amina, book)
    assert isinstance(result, Accepted), result
    assert result.changed == ("O3",)
    assert result.report.entries["O4"] == whole


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place"),
    [
        ("report", "E8", "Begun in May.", ("status-missing", "Report", 8, "Status")),
        ("report", "C8", "splendid", ("status-unknown", "Report", 8, "Status")),
        ("measures", "E5", "Ministry", ("measure-ends-before-start", "Measures", 5, "End")),
        ("evidence", "E5", "p. 3", ("evidence-untitled", "Evidence", 5, "Title")),
    ],
)
def test_a_row_that_somebody_changed_is_refused_while_it_is_faulty(
    register: Register, amina: Actor, sheet: str, cell: str, value: str, place: tuple[str, str, int, str]
) -> None:
    saved(register, amina, "kenya", HALF)
    book = downloaded(register, amina)
    book.worksheets[1]["C7"] = "0"
    book.worksheets[SHEETS[sheet]][cell] = value
    before = counts(register)
    refused = uploaded(register, amina, book)
    assert isinstance(refused, Rejected), refused
    assert place in [(one.rule, one.sheet, one.row, one.column) for one in refused.problems]
    assert {(one.sheet, one.row) for one in refused.problems} == {place[1:3]}
    assert counts(register) == before


def test_a_faulty_row_on_record_can_be_taken_out(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", HALF)
    book = downloaded(register, amina)
    book.worksheets[2]["H5"], book.worksheets[4]["H5"] = "remove", "remove"
    result = uploaded(register, amina, book)
    assert isinstance(result, Accepted), result
    assert result.report.entries["O4"] == HALF.model_copy(update={"measures": HALF.measures[1:], "evidence": ()})


def test_two_rows_about_the_same_are_refused_though_one_is_on_record(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", HALF)
    book = downloaded(register, amina)
    for column in "ABCD":
        book.worksheets[2][f"{column}7"] = book.worksheets[2][f"{column}5"].value
    book.worksheets[2]["E5"] = "Ministry"
    book.worksheets[2]["D5"] = None
    refused = uploaded(register, amina, book)
    assert isinstance(refused, Rejected), refused
    assert ("row-twice", 7) in [(one.rule, one.row) for one in refused.problems]


def test_nobody_attaches_another_signatorys_file_by_its_hash(register: Register, amina: Actor) -> None:
    stolen = ACT.model_copy(update={"evidence": (FILE.model_copy(update={"file_sha256": "ef" * 32}),)})
    before = counts(register)
    refused = save_entry(register, amina, *KEY, stolen, None, NOW)
    assert isinstance(refused, Rejected)
    assert [(one.rule, one.row, one.item) for one in refused.problems] == [("file-not-uploaded", 1, "O3")]
    data = f"Item,Link,Title\nO3,file:{'ef' * 8},Budget\n".encode()
    refused = keep_workbook(register, amina, *KEY, data, "kenya.csv", TODAY)
    assert isinstance(refused, Rejected)
    assert [(one.rule, one.row) for one in refused.problems] == [("link-unreadable", 2)]
    assert counts(register) == before


@pytest.fixture
def noor(register: Register, amina: Actor) -> Actor:
    """Noor, to whom Amina lent O3 alone."""
    lent = lend(register, amina, *KEY, ["O3"], Invitee("noor@kenya.example", "Noor"), today=TODAY)
    assert isinstance(lent, Lent), lent
    return Actor(
        lent.person.person_id, "Noor", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}),
        lent=frozenset({LentItem("kenya", "2026", "O3")}),
    )  # fmt: skip


def test_a_contributors_workbook_holds_the_lent_items_alone_and_comes_back(
    register: Register, amina: Actor, noor: Actor
) -> None:
    saved(register, amina, "kenya", FULL)
    saved(register, amina, "kenya", HALF)
    book = downloaded(register, noor)
    assert [row[0].value for row in book.worksheets[1].iter_rows(min_row=5) if row[0].value] == ["O3"]
    held = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert not held & {"Begun.", "Training", "base O4"}
    book.worksheets[1]["E5"] = "Noor's words."
    found = check_workbook(register, noor, *KEY, bytes_of(book), "kenya.xlsx", TODAY)
    assert isinstance(found, Checked), found
    assert (found.changed, found.completeness.total, found.completeness.problems) == (("O3",), 1, ())
    result = uploaded(register, noor, book)
    assert isinstance(result, Accepted), result
    assert (result.changed, list(result.report.items)) == (("O3",), ["O3"])
    assert entry(register, amina) == FULL.model_copy(update={"narrative": "Noor's words."})


def test_a_contributor_writes_no_other_item_by_file(register: Register, amina: Actor, noor: Actor) -> None:
    data = b"Item,Status\nO3,0\nO4,0\n"
    before = counts(register)
    for act in (check_workbook, keep_workbook):
        refused = act(register, noor, *KEY, data, "kenya.csv", TODAY)
        assert isinstance(refused, Rejected)
        (problem,) = refused.problems
        assert (problem.rule, problem.row, problem.value) == ("item-not-lent", 3, "O4")
        assert "ask the focal point" in problem.sentence()
    marked = annotated_return(register, noor, *KEY, (data, "kenya.csv"), text("en"), lambda one: one.sentence(), TODAY)
    assert isinstance(marked, bytes)
    assert counts(register) == before


def test_what_was_taken_back_meanwhile_is_not_written(register: Register, amina: Actor, noor: Actor) -> None:
    take_back(register, amina, *KEY)
    before = counts(register)
    refused = keep_workbook(register, noor, *KEY, b"Item,Status\nO3,0\n", "kenya.csv", TODAY)
    assert isinstance(refused, Rejected)
    assert [one.rule for one in refused.problems] == ["item-not-lent"]
    assert counts(register) == before
