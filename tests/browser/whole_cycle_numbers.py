"""The edition and its numbers: as published, as compared, as drawn, as downloaded, as printed, as counted by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

import duckdb
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from .acting import PATIENCE_MS, at_rest, told
from .whole_cycle_reports import ITEM

STATES: Final = "national_government"
COMPANIES: Final = "private_sector"
RECOUNTED: Final = """
SELECT count(*),
       count(*) FILTER (coalesce(c.off_scale, '') <> 'no_report'),
       count(*) FILTER (c.claimed >= 3 AND c.age_class <> 'out_of_date'),
       count(*) FILTER (c.assessed >= 3 AND c.evidence >= 2 AND c.age_class <> 'out_of_date'),
       count(*) FILTER (c.assessed >= 3 AND c.evidence >= 3 AND c.age_class <> 'out_of_date')
FROM cell c JOIN signatory s ON s.id = c.signatory_id
WHERE c.is_due AND c.item = $item AND s.stakeholder_type = $kind
"""
AGGREGATED: Final = """
SELECT due, responded, claimed, evidence_backed, verified FROM rate
WHERE item = $item AND dimension = 'all' AND stakeholder_type = $kind AND additionality = 'any'
"""


@dataclass(frozen=True, slots=True)
class Five:
    """The counts of one item and type."""

    due: int
    responded: int
    claimed: int
    evidence_backed: int
    verified: int


def publish(page: Page, number: int) -> None:
    """The preview is read, the box is ticked, the edition appears."""
    page.goto("/publish?view=next")
    at_rest(page)
    page.locator(f".st-key-sure-{number} label").click()
    page.locator(".st-key-publish button").click()
    told(page, f"Edition {number} is published")


def assert_file(path: Path, expected: dict[str, Five]) -> None:
    """Counted from the cells by plain SQL, and as the file says it itself."""
    with duckdb.connect(str(path), read_only=True) as file:
        for kind, five in expected.items():
            for query in (RECOUNTED, AGGREGATED):
                assert file.execute(query, {"item": ITEM, "kind": kind}).fetchall() == [astuple(five)], (kind, query)


def assert_service(page: Page, path: Path) -> None:
    """What is told of the secretariat's own work: twenty-five wait, five are decided, two of them by two readers."""
    figures = {"review_backlog": (25, None), "double_read": (2, 5), "lowered": (2, 5), "returned": (1, 5)}
    with duckdb.connect(str(path), read_only=True) as file:
        found = file.execute("SELECT measure, count_of, count_in FROM service").fetchall()
    assert {measure: (count, of) for measure, count, of in found if measure in figures} == figures
    page.goto("/ourselves")
    at_rest(page)
    for measure, big, made_of in (
        ("review_backlog", "25", "on "),
        ("double_read", "40 %", "2 of 5, from"),
        ("lowered", "40 %", "2 of 5, from"),
        ("returned", "20 %", "1 of 5, from"),
        ("agreement", "withheld", "over 2 answers that two read, from"),
    ):
        figure = page.locator(f".stApp #{measure}")
        expect(figure.locator(".gda-own-big")).to_have_text(big, timeout=PATIENCE_MS)
        expect(figure.locator(".gda-own-of")).to_contain_text(made_of)


def assert_compared(page: Page, came: int, five: Five) -> None:
    """Since the last edition: who came, what each cause moves, and one rate split exactly."""
    page.goto("/publish?view=compare&from=1&to=2")
    told(page, "From edition 1 to edition 2")
    at_rest(page)
    told(page, f"{came:,} signatories come")
    causes = rows_of(page, "What changes, and why")
    assert (causes["New reports"], causes["Reviews"]) == (["29"], ["4"])
    split = rows_of(page, "National governments · At least one item · verified")
    assert split["Before"] == ["0", f"{five.due}", "0 %"]
    assert split["Reviews"] == [f"+{five.verified}", "0", "+12.5 points"]
    assert split["After"] == [f"{five.verified}", f"{five.due}", "12 %"]


def rows_of(page: Page, caption: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell."""
    rows = page.get_by_role("table", name=caption).locator("tbody tr")
    found = [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
    return {cells[0]: cells[1:] for cells in found}


def assert_overview(page: Page, five: Five) -> None:
    """Headline, chart and its CSV; and the same for companies, as the server paints it first."""
    page.goto("/")
    at_rest(page)
    said = f"{five.verified} of {five.due} national governments have verified action on at least one item"
    expect(page.locator(".stApp h1.gda-headline")).to_contain_text(said, timeout=PATIENCE_MS)
    chart = page.locator(".st-key-chart-objectives")
    expect(chart).to_contain_text(f"verified in {five.verified} of {five.due} (12 %), claimed in {five.claimed}")
    link = chart.locator(".gda-tools a[download]").first.get_attribute("href") or ""
    assert csv_counts(page, link) == five


def csv_counts(page: Page, link: str) -> Five:
    """The counts of the item in the CSV of a chart of edition 2."""
    lines = list(csv.DictReader(io.StringIO(page.request.get(link).body().decode("utf-8-sig"))))
    (line,) = [one for one in lines if one["item"] == ITEM]
    assert line["source"].startswith("Edition 2,")
    return Five(*(int(line[name]) for name in Five.__dataclass_fields__))


def assert_brief(page: Page, five: Five) -> None:
    """The brief on national governments, downloaded: its edition, its headline, its row of the item."""
    page.goto(f"/briefs?what=type&id={STATES}")
    at_rest(page)
    with page.expect_download() as download:
        page.locator(".st-key-download-brief button").click()
    pages = PdfReader(Path(download.value.path())).pages
    words = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert "Edition 2, data as of" in words
    assert f"{five.verified} of {five.due} national governments have verified action" in words
    silent = five.due - five.responded
    counts = f"{five.claimed} (67 %) {five.evidence_backed} (62 %) {five.verified} (12 %)"
    assert f"I Digital tools for climate action {five.due} {silent} 0 {counts}" in words
