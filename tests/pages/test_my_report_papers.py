"""My report on paper: two buttons, made when pressed, from what the register holds."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from gda_tracker.domain.permissions import Actor
from gda_tracker.i18n import text
from gda_tracker.publishing.report_pdf import report_pdf
from gda_tracker.register import Register
from gda_tracker.services.printing import ToPrint, to_print
from gda_tracker.services.submitting import submit_report
from gda_tracker.ui.reporting_print import printed
from tests.services.reports_for_tests import ACT, TODAY, saved

from .conftest import Opened, shown


def paper(register: Register, actor: Actor) -> str:
    found = to_print(register, actor, "kenya", "2026", TODAY)
    assert isinstance(found, ToPrint)
    pages = PdfReader(BytesIO(report_pdf(text("en"), printed(found, TODAY)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_both_papers_are_offered(opened: Opened, amina: Actor) -> None:
    page = opened("reporting/my_report.py", amina)
    assert {button.key for button in page.get("download_button")} >= {"download-pdf", "download-form"}


def test_a_draft_and_then_the_submitted_report(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    assert "Draft – not submitted" in paper(register, amina)
    submit_report(register, amina, "kenya", "2026", TODAY)
    submitted = paper(register, amina)
    assert "not submitted" not in submitted
    assert "41 are registered" in submitted
    assert "E-waste Act" in submitted


def test_the_page_shows_the_check_value_of_the_paper(register: Register, opened: Opened, amina: Actor) -> None:
    assert "The PDF has a place to sign once an item is answered." in shown(opened("reporting/my_report.py", amina))
    saved(register, amina, "kenya", ACT)
    found = to_print(register, amina, "kenya", "2026", TODAY)
    assert isinstance(found, ToPrint)
    assert paper(register, amina).count(found.check_value) >= 3
    assert f"Its check value now: {found.check_value}." in shown(opened("reporting/my_report.py", amina))


def test_what_is_to_be_mended_is_said_beside_the_button_and_not_on_the_paper(
    register: Register, opened: Opened, amina: Actor
) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"narrative": None}))
    assert "One answer is to be mended first" in shown(opened("reporting/my_report.py", amina))
    assert "mend" not in paper(register, amina)
