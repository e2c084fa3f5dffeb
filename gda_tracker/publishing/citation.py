"""How an edition is cited: a ready sentence and BibTeX. The day of access is the reader's to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .asked import Asked
from .withdrawn import said_of

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Citation:
    """`address` opens this edition for ever; the sentence and the BibTeX entry name it."""

    sentence: str
    bibtex: str
    address: str


def permalink(public_url: str, number: int) -> str:
    """The overview of one edition."""
    return f"{public_url}/?edition={number}"


def citation(asked: Asked) -> Citation:
    """How to cite the edition on show; one that was withdrawn, or is a demonstration, says so."""
    t, info, mark = asked.text, asked.info, asked.context.demonstration
    address = permalink(asked.installation.public_url, info.number)
    sentence = t(
        "Green Digital Action Tracker, edition {number}, data as of {day}, method version {version}. {address} "
        "(accessed on [day]).",
        number=info.number,
        day=t.date(info.snapshot_on),
        version=info.method_version,
        address=address,
    )
    gone = said_of(t, info) if info.is_withdrawn else ""
    marks = " ".join(filter(None, (gone, f"{mark}." if mark else "")))
    return Citation(f"{sentence} {marks}" if marks else sentence, _bibtex(asked, address, mark), address)


def _bibtex(asked: Asked, address: str, mark: str) -> str:
    info, t = asked.info, asked.text
    note = t("Data as of {day}, method version {version}", day=info.snapshot_on, version=info.method_version)
    fields = {
        "title": "{Green Digital Action Tracker}",
        "edition": str(info.number),
        "year": str(info.published_at.year),
        "month": _MONTHS[info.published_at.month - 1],
        "note": ". ".join(filter(None, (note, t("Withdrawn") if info.is_withdrawn else "", mark))),
        "url": address,
        "urldate": "",
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items()]
    return "\n".join([f"@misc{{gda-tracker-edition-{info.number},", *lines, "}"])
