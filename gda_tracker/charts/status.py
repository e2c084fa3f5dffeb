"""A signatory item by item: what we say, what they say, how old it is, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from ..domain.statuses import AgeClass, Status
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table
from .drawing import Tone, WordRow, Words
from .templating import render

IN_PLACE = int(Status.IN_PLACE)
OPENED = 3


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One cell of a signatory. `evidence_links` holds (title, address)."""

    code: str
    number: str
    short: str
    is_due: bool
    off_scale: str | None
    claimed: int | None
    evidence: int | None
    assessed: int | None
    as_of: date | None
    age_months: int | None
    age_class: str | None
    evidence_links: tuple[tuple[str, str], ...] = ()

    @property
    def is_current(self) -> bool:
        """False when the facts are out of date and leave every current rate."""
        return self.age_class != AgeClass.OUT_OF_DATE

    @property
    def is_verified(self) -> bool:
        """S ≥ 3 and E ≥ 3 on current facts."""
        return self.is_current and (self.assessed or 0) >= IN_PLACE and (self.evidence or 0) >= OPENED

    @property
    def is_only_claimed(self) -> bool:
        """C ≥ 3 on current facts, without verification."""
        return self.is_current and (self.claimed or 0) >= IN_PLACE and not self.is_verified


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    short: str
    pill: str
    pill_class: str
    they_say: str
    age: str
    evidence: str
    links: tuple[tuple[str, str], ...]


def status_list(context: Context, lines: Sequence[StatusLine]) -> Chart:
    """The item-by-item table of a profile, in the Declaration's order."""
    t = context.text
    rows = [_row(t, line) for line in lines]
    return Chart(
        name="items",
        title=t("Item by item"),
        subtitle=t("Edition {number}, newest accepted report", number=context.edition),
        source=context.source,
        text_alternative=summary(t, lines),
        table=Table(
            (
                Column("item", t("Item")),
                Column("assessed", t("We say")),
                Column("claimed", t("They say")),
                Column("evidence", t("Evidence level"), True),
                Column("as_of", t("As of")),
                Column("age_months", t("Age in months"), True),
            ),
            tuple(
                (line.code, row.pill, row.they_say, line.evidence, line.as_of, line.age_months)
                for line, row in zip(lines, rows, strict=True)
            ),
        ),
        html=render("status.html.j2", t, rows=rows),
        sketch=partial(_sketch, rows, (t("Item"), t("We say"), t("They say"), t("Age"), t("Evidence")))
        if rows
        else None,
    )


_TONES: Final = {"verified": Tone.ACCENT, "s0": Tone.OUTLINE, "s1": Tone.R0}


def _sketch(rows: Sequence[_Row], columns: tuple[str, ...]) -> Words:
    return Words(
        columns,
        tuple(
            WordRow(row.short, row.pill, _tone(row.pill_class), (row.they_say, row.age, row.evidence), row.number)
            for row in rows
        ),
    )


def _tone(pill_class: str) -> Tone:
    return Tone.HATCH if pill_class.startswith("hatch") else _TONES.get(pill_class, Tone.SOFT)


def summary(t: Text, lines: Sequence[StatusLine]) -> str:
    """One sentence about the eight objectives."""
    objectives = [line for line in lines if line.code.startswith("O")]
    if not objectives:
        return t("No objective applies.")
    verified = sum(line.is_verified for line in objectives)
    claimed = sum(line.is_only_claimed for line in objectives)
    silent = sum(line.off_scale == "no_report" for line in objectives)
    total = t.number(len(objectives))
    parts = [t("Verified on {count} of {total} objectives", count=t.number(verified), total=total)]
    if claimed:
        parts.append(t.n("one is claimed and not verified", "{n} are claimed and not verified", claimed))
    if silent:
        parts.append(t.n("one has no report", "{n} have no report", silent))
    while len(parts) > 1:
        first, second, *rest = parts
        parts = [t("{first}; {second}", first=first, second=second), *rest]
    return f"{parts[0]}."


def _row(t: Text, line: StatusLine) -> _Row:
    shown, shown_class = pill(t, line)
    they_say = "–" if line.claimed is None else words.status_label(t, line.claimed)
    age = words.age_label(t, line.age_class, line.age_months) if line.age_class else "–"
    evidence = "–" if line.evidence is None else t("level {level}", level=line.evidence)
    return _Row(line.number or line.code, line.short, shown, shown_class, they_say, age, evidence, line.evidence_links)


def pill(t: Text, line: StatusLine) -> tuple[str, str]:
    """Words and class of the pill; hatched where nothing is verified or nothing was said."""
    if line.off_scale:
        return words.off_scale_label(t, line.off_scale), "hatch quiet"
    if not line.is_current:
        return t("Out of date"), "hatch quiet"
    if line.is_verified:
        return t("Verified"), "verified"
    # Once a reviewer has opened the evidence, what it showed stands, even where less was shown than claimed.
    if line.is_only_claimed and (line.evidence or 0) < OPENED:
        return t("Claimed"), "hatch"
    return words.status_label(t, line.assessed or 0), f"s{line.assessed or 0}"
