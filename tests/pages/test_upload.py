"""Uploading on the page: what would change before it is applied, and the same workbook back with its faulty cells."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry
from gda_tracker.register import Register
from tests.services.reports_for_tests import ACT, counts, filled, saved

from .conftest import Opened, key_of, shown

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
    assert not [button.key for button in page.button if button.key in ("keep-upload", "submit-upload")]


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
    assert "<td>C7</td><td>Status</td><td><code>great</code></td>" in shown(page)
    assert [one.key for one in page.download_button if one.key == "download-marked"] == ["download-marked"]
    assert openpyxl.load_workbook(io.BytesIO(data))["Report"]["C7"].value == "great"


def test_a_file_refused_as_a_whole_has_nothing_to_mark(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.csv", b"Country,Population\nKenya,55\n").run()
    assert "No sheet has the columns" in shown(page)
    offered = [one.key for one in page.download_button]
    assert "download-right" in offered
    assert "download-marked" not in offered


def test_the_workbook_of_another_is_named_and_the_right_one_is_offered(
    register: Register, opened: Opened, amina: Actor, tomasi: Actor
) -> None:
    data = filled(register, tomasi, "fiji", {"C7": "0"})
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("fiji.xlsx", data).run()
    assert "This is the workbook of Fiji; this report is the one of Kenya." in shown(page)
    assert "download-right" in [one.key for one in page.download_button]
    assert "Open the report of Fiji" not in str([one.proto for one in page.get("link_button")])


def test_who_reports_for_both_is_led_to_the_report_of_the_workbook(
    register: Register, opened: Opened, amina: Actor, tomasi: Actor
) -> None:
    data = filled(register, tomasi, "fiji", {"C7": "0"})
    page = opened(PAGE, replace(amina, signatories=frozenset({"kenya", "fiji"})))
    page.selectbox(key=key_of(page, "choose-signatory")).select("kenya").run()
    page.file_uploader(key="upload").upload("fiji.xlsx", data).run()
    (link,) = page.get("link_button")
    assert (link.proto.label, link.proto.url) == ("Open the report of Fiji", "/my-report?signatory=fiji")


def test_a_table_with_tabs_may_be_called_tsv(opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.file_uploader(key="upload").upload("kenya.tsv", b"Item\tStatus\nO3\t0\n").run()
    assert "The file changes one answer." in shown(page)


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
