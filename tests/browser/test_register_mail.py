"""In the register's narrow columns an e-mail address stays on one line, and what else is long breaks as before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from gda_tracker.i18n import text
from gda_tracker.ui.templating import drawn
from gda_tracker.web import static_files

MAIL = "wanja.muthoni@environment.kenya.example"
LONG = "x" * 120


@pytest.mark.parametrize("width", [300, 390, 640])
def test_an_address_is_not_broken_within_a_word(browser: Browser, width: int) -> None:
    person = {"words": "Wanja", "address": "", "mark": "", "lines": [MAIL]}
    paper = {"words": "Note verbale", "address": "", "mark": "", "lines": [LONG]}
    heads = ["Signatory", "Who", "Nominated by", "Term"]
    rows = [["Kenya", person, paper, "from 26 January 2026"]]
    table = drawn("register_table.html.j2", t=text("en"), title="Focal points", heads=heads, rows=rows, nothing="",
                  more="")  # fmt: skip
    style = static_files.own_files()["style.css"].body.decode()
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(f'<style>{style}</style><div class="stApp">{table}</div>')
    lines = "element => { const text = document.createRange(); text.selectNodeContents(element); " \
            "return new Set([...text.getClientRects()].map(box => Math.round(box.top))).size }"  # fmt: skip
    assert page.locator(".gda-register-mail").evaluate(lines) == 1
    assert page.locator("td small:not(.gda-register-mail)").evaluate(lines) > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
