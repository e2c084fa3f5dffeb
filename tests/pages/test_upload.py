"""Uploading on the page: what would change before it is applied, and the same workbook back with its faulty cells."""

from __future__ import annotations

import io

import openpyxl

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry
from gda_tracker.register import Register
from tests.services.reports_for_tests import ACT, counts, filled, saved

from .conftest import Opened, shown

PAGE = "reporting/my_report.py"


def test_what_would_change_stands_beside_what_stands(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    data = filled(register, amina, "kenya", {"C7": "2 · Under way", "R4": "Our column", "R7": "x"})
    before = counts(register)
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    html = shown(page)
    assert '<td>Status</td><td class="gda-quiet">In place</td><td>Under way</td>' in html
    assert "The column “Our column” is not one of this sheet" in html
    assert counts(register) == before
    page.button(key="keep-upload").click().run()
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    assert "The file changes nothing." in shown(page)
    assert page.button(key="keep-upload").disabled


def test_what_the_file_says_is_shown_as_text_alone(register: Register, opened: Opened, amina: Actor) -> None:
    data = filled(register, amina, "kenya", {"C7": "2", "E7": "<script>alert(1)</script>"})
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown(page)
    assert "<script>" not in shown(page)


def test_faulty_cells_are_offered_back_in_the_same_workbook(register: Register, opened: Opened, amina: Actor) -> None:
    data = filled(register, amina, "kenya", {"C7": "great"})
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    assert "One cell needs mending." in shown(page)
    assert [one.key for one in page.download_button if one.key == "download-marked"] == ["download-marked"]
    assert openpyxl.load_workbook(io.BytesIO(data))["Report"]["C7"].value == "great"


def test_a_file_refused_as_a_whole_has_nothing_to_mark(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.csv", b"Country,Population\nKenya,55\n").run()
    assert "No sheet has the columns" in shown(page)
    assert not [one for one in page.download_button if one.key == "download-marked"]


def test_an_unfinished_answer_elsewhere_is_a_notice(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", Entry(item="O4", narrative="Begun."))
    data = filled(register, amina, "kenya", {"C7": "0"})
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.xlsx", data).run()
    html = shown(page)
    assert "The file holds 2 answers: 1 new, 0 changed, 1 as on record." in html
    assert "One answer of the report is unfinished." in html
    assert "O4: Say where the item stands" in html
    assert page.button(key="submit-upload").disabled
    page.button(key="keep-upload").click().run()
    assert "One answer was kept as a draft." in shown(page)
