"""Every page of the interface: address, script, name, and who finds it in the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..domain.permissions import Role
from ..domain.problems import message

PAGES_FOLDER: Final = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page. `path` is its address without the slash, empty for the first page; no `roles` means everybody.

    A listed page stands in the footer, and in the header too unless there is no room for it. Of the desk
    the first page alone stands there; it and its pages lead to each other.
    """

    path: str
    script: str
    title: str
    description: str = ""
    roles: frozenset[Role] = frozenset()
    is_listed: bool = True
    is_in_header: bool = True
    is_desk: bool = False

    @property
    def file(self) -> Path:
        """The page's script."""
        return PAGES_FOLDER / self.script

    @property
    def is_public(self) -> bool:
        """True when a visitor may see it."""
        return not self.roles


_REPORTERS: Final = frozenset({Role.CONTRIBUTOR, Role.FOCAL_POINT})
_STAFF: Final = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
_ADMIN: Final = frozenset({Role.ADMINISTRATOR})
_ALL: Final = (
    PageEntry(
        "",
        "public/overview.py",
        message("Overview"),
        message("Who follows up on the COP29 Declaration on Green Digital Action: reported, claimed and verified."),
    ),
    PageEntry(
        "objectives",
        "public/objectives.py",
        message("Objectives"),
        message("The eight objectives side by side, and each in depth: what is claimed, what is verified, by whom."),
    ),
    PageEntry(
        "framework",
        "public/framework.py",
        message("Framework"),
        message("Climate plans and technology needs: what governments claim beside what public registries show."),
    ),
    PageEntry(
        "signatories",
        "public/signatories.py",
        message("Signatories"),
        message("Every recorded signatory of the COP29 Declaration on Green Digital Action."),
    ),
    PageEntry(
        "compare",
        "public/compare.py",
        message("Compare"),
        message("Two to four signatories, regions or stakeholder types side by side, item by item."),
        is_in_header=False,
    ),
    PageEntry(
        "progress",
        "public/progress.py",
        message("Progress"),
        message("Rates over the years with their bounds, endorsements over time, and what moved and why."),
    ),
    PageEntry(
        "practices",
        "public/practices.py",
        message("Good practices"),
        message("What signatories offer to others, by objective, region and income group."),
    ),
    PageEntry(
        "data",
        "public/data.py",
        message("Data"),
        message("Every edition to download, how to cite it, and under which licence."),
    ),
    PageEntry(
        "method",
        "public/method.py",
        message("Method"),
        message("How follow-up is measured, and which conclusions hold when the cut-offs move."),
    ),
    PageEntry(
        "ourselves",
        "public/ourselves.py",
        message("We report on ourselves"),
        message("How the secretariat does its own work: reviews, agreement, audits, links, backups, accessibility."),
        is_in_header=False,
    ),
    PageEntry("signatory", "public/profile.py", message("Signatory"), is_listed=False),
    PageEntry("country", "public/country.py", message("Country"), is_listed=False),
    PageEntry("number", "public/number.py", message("About this number"), is_listed=False),
    PageEntry("my-report", "reporting/my_report.py", message("My report"), roles=_REPORTERS),
    *(
        PageEntry(
            path, f"staff/{script}.py", title, description, roles=roles, is_in_header=path == "desk", is_desk=True
        )
        for path, script, title, description, roles in (
            ("desk", "desk", message("The desk"), message("What waits, and where the cycle stands."), _STAFF),
            ("review", "review", message("Review"), message("Answers that wait for a decision."), _STAFF),
            ("follow-up", "follow_up", message("Follow-up"), message("Who is due, and who to ask next."), _STAFF),
            ("reminders", "reminders", message("Reminders"), message("What goes out, to whom, and when."), _STAFF),
            ("register", "register", message("Register"), message("Signatories and their endorsements."), _STAFF),
            ("imports", "imports", message("Imports"), message("Lists of signatories, row by row."), _STAFF),
            ("cycles", "cycles", message("Cycles"), message("What is asked, from when to when."), _STAFF),
            ("audits", "audits", message("Audits"), message("A random sample of what nobody verified."), _STAFF),
            ("briefs", "briefs", message("Briefs"), message("A country, a region or a type on paper."), _STAFF),
            (
                "publish",
                "publish",
                message("Editions"),
                message("Preview, publish, compare, withdraw."),
                _ADMIN,
            ),
            ("people", "people", message("People"), message("Accounts, roles and sessions."), _ADMIN),
            ("trail", "trail", message("Trail"), message("Who changed what, and when."), _STAFF),
        )
    ),
)


def pages() -> tuple[PageEntry, ...]:
    """The pages whose scripts are there."""
    return tuple(page for page in _ALL if page.file.is_file())


def page_at(path: str) -> PageEntry | None:
    """The page of an address such as `/signatories`, or None."""
    wanted = path.strip("/")
    return next((page for page in pages() if page.path == wanted), None)
