"""The report on paper: tagged, numbered, marked; and what people typed is printed, never obeyed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from gda_tracker.domain.answers import OFF_SCALE_LABELS
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure, Practice
from gda_tracker.domain.statuses import Additionality, EvidenceKind, OffScale, Status
from gda_tracker.facts import cycles, indicators, items
from gda_tracker.i18n import text
from gda_tracker.publishing import typesetting
from gda_tracker.publishing.printed import PrintedAnswer, PrintedDecision, PrintedReport, Standing
from gda_tracker.publishing.report_form import form_pdf
from gda_tracker.publishing.report_pdf import report_pdf

T = text("en")
CYCLE = next(cycle for cycle in cycles() if cycle.code == "2026")
ITEMS = items()
HOSTILE = """#read("/etc/passwd") $x^2$ ] [ *bold* _it_ `raw` @ref <lab> \\ // c /* c */ {{ sys.inputs }} 😀 مرحبا"""
SHA = "ab" * 32
FULL = Entry(
    item="O3",
    claimed=Status.IN_PLACE,
    as_of=date(2026, 9, 12),
    narrative="The act obliges producers.\nForty-one are registered.",
    elements=("O3.5",),
    additionality=Additionality.NEW,
    evidence=(
        Evidence(
            kind=EvidenceKind.PRIMARY_DOCUMENT,
            title="E-waste Act",
            url="https://gazette.example/act",
            locator="Articles 4 to 9",
            dated_on=date(2026, 3, 3),
        ),
        Evidence(kind=EvidenceKind.OWN_PAGE, title="Budget note", file_sha256=SHA, is_public=False),
    ),
    measures=(
        Measure(title="Register", owner="Ministry", budget_amount=Decimal("1500000.5"), budget_currency="KES"),
        Measure(title="Collection", starts_on=date(2026, 4, 1), budget_amount=Decimal(2500), budget_currency="EUR"),
    ),
    indicators=(IndicatorValue(code="O3-EWASTE", value=17.5, year=2026, baseline_value=9, baseline_year=2024),),
    partners=("UNEP",),
    sdgs=(12,),
    practice=Practice(title="Take-back points", summary="One in each county."),
)
LOWERED = PrintedDecision(
    "lower", date(2026, 11, 1), 2, 3, "Collection has not begun.", (("The contract is signed.", date(2026, 11, 5)),)
)


def report(*answers: PrintedAnswer, submitted_on: date | None = date(2026, 10, 1)) -> PrintedReport:
    return PrintedReport("Kenya", CYCLE, answers, indicators(), submitted_on, date(2026, 11, 22), False)


def whole(entry: Entry = FULL) -> PrintedReport:
    """Every item, of which one is answered."""
    given = PrintedAnswer(ITEMS["O3"], entry, True, decision=LOWERED, files={SHA: "note.pdf"})
    return report(*(given if code == "O3" else PrintedAnswer(item) for code, item in ITEMS.items()))


def read(pdf: bytes) -> PdfReader:
    assert pdf.startswith(b"%PDF-")
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All words in a row, whatever the lines."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def test_the_paper_is_tagged_and_says_its_title_author_and_language() -> None:
    pdf = read(report_pdf(T, whole()))
    root = pdf.root_object
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"Report of Kenya for {CYCLE.cop}"
    assert pdf.metadata.author == "Kenya"
    assert read(report_pdf(text("fr"), whole())).root_object["/Lang"] == "fr"


def test_each_page_is_a4_with_its_number_and_whose_report_it_is() -> None:
    pages = read(report_pdf(T, whole())).pages
    assert len(pages) >= 2
    for number, page in enumerate(pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert f"{number} of {len(pages)}" in page.extract_text()
        assert f"Kenya · report for {CYCLE.cop}" in page.extract_text()


@pytest.mark.parametrize(
    "told",
    [
        "In place – The measure is adopted, or the service operates for its main scope.",
        "Facts as of 12 September 2026",
        "The act obliges producers. Forty-one are registered.",
        "New since the Declaration",
        "Register – – Ministry 1,500,000.5 KES",
        "Collection 1 April 2026 – – 2,500 EUR",
        "Collection rate of e-waste 17.5 % of mass generated 2026 9 (2024)",
        "Partners UNEP",
        "12 Responsible consumption and production",
        "Take-back points One in each county.",
        "https://gazette.example/act",
        "Articles 4 to 9",
        "Budget note Our own page or press release · for reviewers alone File note.pdf, SHA-256 abababababababab…",
        "Lowered to “Under way” on 1 November 2026. Collection has not begun.",
        "Reply of 5 November 2026 The contract is signed.",
        "1 of 18 items answered",
        "Name Function",
    ],
)
def test_the_paper_holds_all_that_was_said(told: str) -> None:
    assert told in words(report_pdf(T, whole()))


def test_money_is_listed_and_never_summed() -> None:
    assert "1,503,000" not in words(report_pdf(T, whole()))
    assert "1,502,500" not in words(report_pdf(T, whole())).replace(".5", "")


def test_every_item_stands_on_the_first_page_the_unanswered_in_words() -> None:
    first = " ".join(read(report_pdf(T, whole())).pages[0].extract_text().split())
    assert first.count("no answer yet") == 17
    assert "III Digital's own footprint In place 12 September 2026" in first


def test_a_draft_says_so_on_every_page() -> None:
    draft = report(PrintedAnswer(ITEMS["O3"], FULL, to_mend=2), submitted_on=None)
    pages = read(report_pdf(T, draft)).pages
    assert all(page.extract_text().count("Draft – not submitted") == 1 for page in pages[1:])


def test_a_page_to_be_signed_holds_no_note_about_work_left() -> None:
    told = words(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], FULL, to_mend=2), submitted_on=None)))
    assert "to mend" not in told
    assert "question" not in told


def every(number: int, **given: object) -> PrintedReport:
    """A report on all 18 items of which so many are answered; `to_mend` and `is_submitted` are those of each answer."""
    kinds = {name: given.pop(name) for name in ("to_mend", "is_submitted") if name in given}
    answers = tuple(
        PrintedAnswer(item, FULL.model_copy(update={"item": code}), **kinds) if place < number else PrintedAnswer(item)
        for place, (code, item) in enumerate(ITEMS.items())
    )
    dated = {"version_at": datetime(2026, 10, 1, 14, 5), "check_value": "3F2A-91CC-07B4"}
    return replace(report(*answers, submitted_on=None), **(dated | given))


AMENDED = {"is_submitted": True, "submitted_on": date(2026, 10, 5), "amended_on": date(2026, 11, 22)}


@pytest.mark.parametrize(
    ("paper", "standing", "sentence"),
    [
        (every(3, to_mend=1), Standing.UNFINISHED,
         "I have read this draft, in which 3 of 18 items are answered. It may still change before it is submitted."),
        (every(18, to_mend=1), Standing.UNFINISHED,
         "I have read this draft, in which 18 of 18 items are answered. It may still change before it is submitted."),
        (every(3), Standing.IN_PART,
         "I have read this draft, in which 3 of 18 items are answered, and agree that it is submitted with these "
         "answers alone."),
        (every(18), Standing.COMPLETE,
         "I have read this draft, in which all 18 items are answered, and agree that it is submitted as it stands "
         "here."),
        (every(3, is_submitted=True, submitted_on=date(2026, 10, 5)), Standing.SUBMITTED,
         "I have read this report and confirm it as it was submitted on 5 October 2026."),
        (every(3, **AMENDED), Standing.AMENDED,
         "I have read this report and confirm it as it was submitted on 5 October 2026 and amended on "
         "22 November 2026."),
        (every(3, submitted_on=date(2026, 10, 5)), Standing.CHANGED,
         "I have read this report, which was submitted on 5 October 2026, and agree that the changes marked in it as "
         "drafts are submitted."),
        (every(3, to_mend=1, submitted_on=date(2026, 10, 5)), Standing.CHANGING,
         "I have read this report, which was submitted on 5 October 2026. The changes marked in it as drafts are not "
         "submitted and may still change."),
    ],
)  # fmt: skip
def test_what_is_signed_is_true_for_the_state_of_the_report(
    paper: PrintedReport, standing: Standing, sentence: str
) -> None:
    first = " ".join(read(report_pdf(T, paper)).pages[0].extract_text().split())
    assert paper.standing is standing
    assert sentence in first
    assert first.count("I have read") == 1
    assert "Name Function" in first


def test_an_amended_report_says_both_days() -> None:
    assert "First submitted on 5 October 2026, amended on 22 November 2026." in words(
        report_pdf(T, every(1, **AMENDED))
    )


def test_a_draft_without_an_answer_has_no_place_to_sign_and_says_what_is_missing() -> None:
    told = words(report_pdf(T, every(0, version_at=None, check_value="")))
    assert "I have read" not in told
    assert "Name Function" not in told
    assert "Nothing to sign yet None of the 18 items is answered." in told
    assert "check value" not in told.lower()
    assert told.count("no answer yet") == 18


def test_the_signature_stands_on_the_page_of_all_items_and_is_tied_to_the_text() -> None:
    pages = [" ".join(page.extract_text().split()) for page in read(report_pdf(T, every(18))).pages]
    first, *others = pages
    assert len(others) >= 6
    assert first.count("In place 12 September 2026") == 18
    for tie in ("Signatory Kenya", "Cycle COP31", "Version 1 October 2026, 14:05 UTC", "Check value 3F2A-91CC-07B4"):
        assert tie in first
    assert not any("Name Function" in page for page in others)
    for page in pages:
        assert "Kenya · COP31 · version of 1 October 2026, 14:05 UTC · check value 3F2A-91CC-07B4" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_longest_names_and_labels_still_leave_the_signature_beside_the_items(language: str) -> None:
    name = "Secretariat of the Intergovernmental Conference on Digital Development in Small Island States"
    longest = max(OffScale, key=lambda each: len(text(language)(OFF_SCALE_LABELS.get(each, ""))))
    answers = tuple(PrintedAnswer(item, Entry(item=code, off_scale=longest)) for code, item in ITEMS.items())
    paper = replace(every(18, submitted_on=date(2026, 10, 5)), signatory=name, answers=answers, is_demonstration=True)
    first = " ".join(read(report_pdf(text(language), paper)).pages[0].extract_text().split())
    assert "F8" in first
    assert "C2" in first
    assert text(language)("Function") in first
    assert first.count("3F2A-91CC-07B4") == 2


def test_a_row_is_never_torn_over_two_pages() -> None:
    pieces = tuple(
        Evidence(
            kind=EvidenceKind.PRIMARY_DOCUMENT,
            title=f"Begin{number:02} " + "of a long title that takes lines " * 8,
            url=f"https://kenya.example/end{number:02}",
            locator="Article 4",
        )
        for number in range(40)
    )
    measures = tuple(Measure(title=f"First{n:02} " + "and so on " * 25 + f"Last{n:02}") for n in range(40))
    entry = FULL.model_copy(update={"evidence": pieces, "measures": measures})
    pages = [page.extract_text() for page in read(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], entry)))).pages]
    assert len(pages) > 6
    for number in range(40):
        for begin, end in (("Begin", "end"), ("First", "Last")):
            assert [f"{begin}{number:02}" in page for page in pages] == [f"{end}{number:02}" in page for page in pages]


def test_a_link_longer_than_a_page_is_printed_to_its_end() -> None:
    url = "https://kenya.example/" + "wide/" * 394 + "end"
    piece = Evidence(kind=EvidenceKind.OWN_PAGE, title="W" * 30, url=url)
    told = words(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], Entry(item="O3", evidence=(piece,)), True))))
    assert "wide/end" in told.replace(" ", "")


def test_what_changed_since_the_submission_is_marked_and_a_submitted_report_is_not() -> None:
    changed = words(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], FULL))))
    assert "Holds changes that are not submitted" in changed
    assert "Draft – not submitted" in changed
    plain = words(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], FULL, is_submitted=True))))
    assert "Submitted on 1 October 2026. As it stands on 22 November 2026." in plain
    assert "not submitted" not in plain


def test_the_demonstration_is_marked_on_every_page_of_both_papers() -> None:
    report_pages = read(report_pdf(T, replace(whole(), is_demonstration=True))).pages
    form = form_pdf(T, "Kenya", CYCLE, list(ITEMS.values()), date(2026, 11, 22), is_demonstration=True)
    for page in (*report_pages, *read(form).pages):
        assert "Demonstration data – not real reports." in page.extract_text()
    assert "Demonstration" not in words(report_pdf(T, whole()))


def test_what_people_typed_is_printed_and_never_obeyed() -> None:
    typed = HOSTILE.removesuffix(" مرحبا")
    entry = FULL.model_copy(
        update={
            "narrative": HOSTILE,
            "partners": (typed,),
            "measures": (Measure(title=typed, owner="#panic()"),),
            "practice": Practice(title=typed, summary='#include "report.typ"'),
        }
    )
    hostile = replace(whole(entry), signatory="*Kenya* #[x] $y$ {page} {pages} {signatory}")
    printed = words(report_pdf(T, hostile))
    assert printed.count(typed) >= 2
    assert "root:" not in printed
    assert "#panic()" in printed
    assert '#include "report.typ"' in printed
    assert "*Kenya* #[x] $y$ {page} {pages} {signatory} · report for" in printed


def test_only_web_addresses_are_links() -> None:
    pieces = tuple(
        Evidence(kind=EvidenceKind.OWN_PAGE, title=f"Piece {number}", url=url)
        for number, url in enumerate(("javascript:alert(1)", "file:///etc/passwd", "https://kenya.example/a"))
    )
    pages = read(report_pdf(T, report(PrintedAnswer(ITEMS["O3"], Entry(item="O3", claimed=Status.PLANNED,
                                                                      evidence=pieces), True)))).pages  # fmt: skip
    links = {note["/A"]["/URI"] for page in pages for note in page.get("/Annots", ()) if "/URI" in note.get("/A", {})}
    assert links == {"https://kenya.example/a"}


def test_the_longest_report_that_can_be_stored_is_still_set() -> None:
    longest = FULL.model_copy(
        update={"narrative": "word " * 1000, "evidence": FULL.evidence * 25, "measures": FULL.measures * 25}
    )
    made = report_pdf(T, report(*(PrintedAnswer(item, longest, True) for item in ITEMS.values())))
    assert len(read(made).pages) > 40
    assert len(made) < 5_000_000


def test_a_paper_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "LONGEST_SECONDS", 0.001)
    with pytest.raises(subprocess.TimeoutExpired):
        report_pdf(T, whole())


def test_the_form_asks_every_asked_item_and_shows_the_tests() -> None:
    asked = [ITEMS[code] for code in ("O1", "O3", "F1")]
    pdf = form_pdf(T, "FTTH Council Europe", CYCLE, asked, date(2026, 11, 22), is_demonstration=False)
    told = words(pdf)
    assert "The form asks about 3 items." in told
    assert "Planned A decision or published plan, a named owner and a target date." in told
    assert "Does not apply to us Write the reason; it counts once a reviewer has accepted it." in told
    for item in asked:
        assert f"{item.number} · {item.short}" in told
    assert "F5 · TNA" not in told
    assert "/StructTreeRoot" in read(pdf).root_object
    assert told.count("What was done Who did what, by when, with which result.") == 3
