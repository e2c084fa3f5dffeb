"""What reviewers do in the browser: one reads, two read blind, two differ and one decides; and what the desk says."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

from .acting import at_rest, choose, told
from .whole_cycle_home import Before
from .whole_cycle_reports import ITEM

OPENED: Final = "3 · I opened it, it is right"
LOWERED: Final = "The act names no supervision; what it shows is a first output."
ASKED: Final = "Which article obliges the operators?"
DIFFERS: Final = "The act is in force for eight months, not for twelve."
SETTLED: Final = "Eight months are less than twelve: in place."


def read(page: Page, entry_id: str, verdict: str, *, said: str, level: str = "", to: str = "", why: str = "") -> None:
    """Open an answer, decide on it as the arguments say, and read what became of it."""
    page.goto(f"/review?entry={entry_id}")
    at_rest(page)
    form = page.locator(".st-key-decision")
    form.get_by_text(verdict, exact=True).click()
    at_rest(page)
    if to:
        choose(page, form.get_by_label("Lower to"), to)
    if level:
        choose(page, form.get_by_label("Evidence level"), level)
    if why:
        form.get_by_label("Reason, as the signatory will read it").fill(why)
        form.get_by_label("Reason, as the signatory will read it").press("Tab")
        at_rest(page)
    form.locator('[class*="st-key-decide-"] button').click()
    told(page, said)


def entry(before: Before, signatory_id: str) -> str:
    """The identifier of the answer of a signatory."""
    return f"{signatory_id}/{before.cycle}/{ITEM}"


def first_reader(page: Page, before: Before, alone: list[str], two: tuple[str, str]) -> None:
    """Three answers are decided by one reader; the two that claim the most wait for another."""
    confirmed, lowered, returned = (entry(before, one) for one in alone[:3])
    read(page, confirmed, "Confirm", level=OPENED, said="Recorded: confirmed as “In place”, evidence level 3.")
    said = "Recorded: lowered to “Under way”, evidence level 3."
    read(page, lowered, "Lower", to="Under way", level=OPENED, why=LOWERED, said=said)
    read(page, returned, "Return", why=ASKED, said="Recorded: returned with a question.")
    for one in two:
        said = "Your reading is kept. A second reader decides without seeing it."
        read(page, entry(before, one), "Confirm", level=OPENED, said=said)


def second_reader(page: Page, before: Before, agreed: str, differs: str) -> None:
    """Without seeing what the first found: the same on one answer, another thing on the other."""
    page.goto(f"/review?entry={entry(before, agreed)}")
    told(page, "Second reader")
    at_rest(page)
    expect(page.get_by_text("confirmed as “Sustained”")).to_have_count(0)
    read(page, entry(before, agreed), "Confirm", level=OPENED,
         said="Recorded: confirmed as “Sustained”, evidence level 3.")  # fmt: skip
    said = "You and the first reader differ. Both readings are shown; somebody decides between them."
    read(page, entry(before, differs), "Lower", to="In place", level=OPENED, why=DIFFERS, said=said)


def settle(page: Page, before: Before, differs: str) -> None:
    """Both readings are shown; the first reader sees the point, and decides with a reason."""
    page.goto(f"/review?entry={entry(before, differs)}")
    told(page, "Two readers differ")
    told(page, DIFFERS)
    read(page, entry(before, differs), "Lower", to="In place", level=OPENED, why=SETTLED,
         said="Recorded: lowered to “In place”, evidence level 3.")  # fmt: skip
    told(page, "Of 2 answers that two readers read, they agreed on 1; Cohen's kappa is 0.")
