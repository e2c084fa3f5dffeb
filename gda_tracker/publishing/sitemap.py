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

    A listed page stands in the footer, and in the header too unless there is no room for it.
    """

    path: str
    script: str
    title: str
    description: str = ""
    roles: frozenset[Role] = frozenset()
    is_listed: bool = True
    is_in_header: bool = True

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
_EVERYONE_KNOWN: Final = _REPORTERS | _STAFF
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
    PageEntry("signatory", "public/profile.py", message("Signatory"), is_listed=False),
    PageEntry("country", "public/country.py", message("Country"), is_listed=False),
    PageEntry("number", "public/number.py", message("About this number"), is_listed=False),
    PageEntry("my-report", "reporting/my_report.py", message("My report"), roles=_REPORTERS),
    PageEntry("review", "staff/review.py", message("Review"), roles=_STAFF),
    PageEntry("publish", "staff/publish.py", message("Publish"), roles=frozenset({Role.ADMINISTRATOR})),
)


def pages() -> tuple[PageEntry, ...]:
    """The pages whose scripts are there."""
    return tuple(page for page in _ALL if page.file.is_file())


def page_at(path: str) -> PageEntry | None:
    """The page of an address such as `/signatories`, or None."""
    wanted = path.strip("/")
    return next((page for page in pages() if page.path == wanted), None)
