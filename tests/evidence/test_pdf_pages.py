"""Pages of a PDF are drawn in a process of their own; what is no PDF gives none."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from gda_tracker.evidence.pdf_pages import page_count, page_png


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.new_page(842, 595)
    document.save(tmp_path / "two.pdf")
    return tmp_path / "two.pdf"


def test_the_pages_of_a_pdf_are_counted_and_drawn(two_pages: Path) -> None:
    assert page_count(two_pages) == 2
    first, second = page_png(two_pages, 1), page_png(two_pages, 2)
    assert first is not None
    assert second is not None
    assert (first[:4], second[:4]) == (b"\x89PNG", b"\x89PNG")
    assert int.from_bytes(first[16:20], "big") == 1100


def test_there_is_no_page_beyond_the_last_nor_before_the_first(two_pages: Path) -> None:
    assert [page_png(two_pages, number) for number in (0, 3, -1, 10**6)] == [None] * 4


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.4 and nothing more")
    assert page_count(tmp_path / "no.pdf") == 0
    assert page_png(tmp_path / "no.pdf", 1) is None
