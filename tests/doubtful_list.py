"""A list of signatories as somebody would send it: most rows new, some doubtful, some faulty; the same every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

import xlsxwriter

from gda_tracker.domain.importing import KnownSignatory
from gda_tracker.domain.naming import name_key

HEADINGS: Final = ("Name of organisation", "Type", "Country", "Date of endorsement", "Channel", "Colour")
TYPES: Final = ("Private sector", "Academia", "Civil society", "Technical community")
COUNTRIES: Final = ("Kenya", "Fiji", "Austria", "Brazil", "Japan", "Canada", "Ghana", "Peru")
FORMS: Final = ("Company", "Institute", "Network", "Association", "Foundation", "Works", "Alliance", "Society")
SYLLABLES: Final = (
    "ba be bo da di du fa fe ga gi ha jo ka ki ku la le lo ma mi mu na ne no "
    "pa pi ra re ri sa so ta ti tu va vi wa xe yo zu"
).split()


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many rows of each kind."""

    new: int = 1930
    maybe_same: int = 40
    conflicting: int = 20
    faulty: int = 10


def rows_of(known: Sequence[KnownSignatory], mixture: Mixture = Mixture(), seed: int = 29) -> list[tuple[str, ...]]:
    """The rows, shuffled. The doubtful ones are made of bodies that are known: misspelt, or endorsing on another day.

    Needs enough bodies on record that endorsed on a known day and whose names nobody else's resemble.
    """
    rng = Random(seed)
    fit = _fit(known)
    needed = mixture.maybe_same + mixture.conflicting
    assert len(fit) >= needed, f"only {len(fit)} bodies can be doubted, {needed} are needed"
    bodies = rng.sample(fit, needed)
    misspelt = [_row(one, _misspelt(one.name)) for one in bodies[: mixture.maybe_same]]
    otherwise = [_row(one, one.name, days=7) for one in bodies[mixture.maybe_same :]]
    faulty = [(f"{_word(rng)} {n}", "neither of them", "Kenya", "", "", "") for n in range(mixture.faulty)]
    rows = [*misspelt, *otherwise, *faulty, *_new(rng, mixture.new)]
    rng.shuffle(rows)
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """The list as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """The list as a workbook, below a title."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Endorsements")
    page.write_string(0, 0, "Endorsements of the Declaration, as received")
    for number, row in enumerate([HEADINGS, *rows], start=2):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def _fit(known: Sequence[KnownSignatory]) -> list[KnownSignatory]:
    """Bodies that can be doubted: none is a government, none has a namesake, each has a day."""
    keys = [name_key(one.name) for one in known]
    return [
        one
        for one, key in zip(known, keys, strict=True)
        if one.stakeholder_type not in {"national_government", "subnational_government"}
        and one.iso3
        and len(key) >= 20
        and not any(letter.isdigit() for letter in key)
        and keys.count(key) == 1
        and len(one.endorsements) == 1
        and one.endorsements[0].endorsed_on
        and one.endorsements[0].endorsed_on < date(2026, 1, 1)
    ]


def _row(one: KnownSignatory, name: str, days: int = 0) -> tuple[str, ...]:
    day = one.endorsements[0].endorsed_on
    assert day is not None
    kind = one.stakeholder_type.replace("_", " ")
    return (name, kind, one.iso3 or "", (day + timedelta(days)).isoformat(), one.endorsements[0].channel or "", "")


def _misspelt(name: str) -> str:
    """The longest word without one of its letters in the middle."""
    word = max(name.split(), key=len)
    middle = len(word) // 2
    return name.replace(word, word[:middle] + word[middle + 1 :], 1)


def _new(rng: Random, count: int) -> list[tuple[str, ...]]:
    rows = []
    for n in range(count):
        name = f"{_word(rng)} {_word(rng)} {rng.choice(FORMS)}"
        day = date(2025, 1, 6) + timedelta(days=n % 300)
        rows.append((name, TYPES[n % len(TYPES)], COUNTRIES[n % len(COUNTRIES)], day.isoformat(), "letter", "green"))
    return rows


def _word(rng: Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(5)).title()
