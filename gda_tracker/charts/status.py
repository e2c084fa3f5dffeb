"""A signatory item by item: what we say, what they say, how old it is, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from ..domain.declaration import ItemKind
from ..domain.statuses import AgeClass, OffScale, Status
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table, Value
from .drawing import Tone, WordRow, Words
from .templating import render
from .told import told

IN_PLACE = int(Status.IN_PLACE)
OPENED = 3


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One cell of a signatory. `evidence_links` holds (title, address).

    `documents` counts the evidence, links and files; `anchor` is where on the page the report about it stands;
    `decided` is the newest decision on it in words.
    """

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
    kind: str = ItemKind.OBJECTIVE
    documents: int = 0
    anchor: str = ""
    decided: str = ""

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
    documents: str
    anchor: str
    decided: str


def status_list(context: Context, lines: Sequence[StatusLine]) -> Chart:
    """The item-by-item table of a profile, in the Declaration's order, under the three kinds of item."""
    t = context.text
    rows = [_row(t, line) for line in lines]
    return Chart(
        name="items",
        title=t("Item by item"),
        subtitle=t("Edition {number}, newest accepted report", number=context.edition),
        source=context.source,
        text_alternative=_told(t, lines),
        table=Table(_columns(t), tuple(_values(line, row) for line, row in zip(lines, rows, strict=True))),
        html=render("status.html.j2", t, sections=item_rows(t, lines)),
        sketch=partial(_sketch, rows, (t("Item"), t("We say"), t("They say"), t("Age"), t("Evidence")))
        if rows
        else None,
    )


def item_rows(t: Text, lines: Sequence[StatusLine]) -> list[tuple[str, list[_Row]]]:
    """The rows of the table under the name of their kind of item; a kind without any is left out."""
    found = [(name, [_row(t, line) for line in lines if line.kind == kind]) for kind, name in _kinds(t).items()]
    return [(name, rows) for name, rows in found if rows]


def _kinds(t: Text) -> dict[str, str]:
    return {
        ItemKind.OBJECTIVE: t("Objectives"),
        ItemKind.FRAMEWORK: t("Implementation framework"),
        ItemKind.COLLABORATION: t("Collaboration channels"),
    }


def _columns(t: Text) -> tuple[Column, ...]:
    return (
        Column("item", t("Item")),
        Column("short", t("Short name")),
        Column("assessed", t("We say")),
        Column("claimed", t("They say")),
        Column("evidence", t("Evidence level"), True),
        Column("documents", t("Documents"), True),
        Column("as_of", t("As of")),
        Column("age_months", t("Age in months"), True),
        Column("review", t("Review")),
        Column("evidence_links", t("Evidence links")),
    )


def _values(line: StatusLine, row: _Row) -> tuple[Value, ...]:
    addresses = " ".join(address for _, address in line.evidence_links)
    return (
        line.code, line.short, row.pill, row.they_say, line.evidence, line.documents, line.as_of, line.age_months,
        line.decided or None, addresses or None,
    )  # fmt: skip


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
    objectives = [line for line in lines if line.kind == ItemKind.OBJECTIVE and line.is_due]
    if not objectives:
        return t("No report is due from it yet.")
    verified = sum(line.is_verified for line in objectives)
    claimed = sum(line.is_only_claimed for line in objectives)
    silent = sum(line.off_scale == OffScale.NO_REPORT for line in objectives)
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


def _told(t: Text, lines: Sequence[StatusLine]) -> str:
    """What is verified of the objectives due, then what is claimed alone or silent."""
    objectives = [line for line in lines if line.kind == ItemKind.OBJECTIVE and line.is_due]
    if not objectives:
        return told(t("No report is due from it yet."), t("Every count is 0."))
    verified = sum(line.is_verified for line in objectives)
    claimed = sum(line.is_only_claimed for line in objectives)
    silent = sum(line.off_scale == OffScale.NO_REPORT for line in objectives)
    return told(
        t("Verified on {count} of {total} objectives.", count=t.number(verified), total=t.number(len(objectives))),
        t(
            "Claimed and not verified: {claimed}; without a report: {silent}.",
            claimed=t.number(claimed),
            silent=t.number(silent),
        ),
    )


def _row(t: Text, line: StatusLine) -> _Row:
    shown, shown_class = pill(t, line)
    they_say = "–" if line.claimed is None else words.status_label(t, line.claimed)
    age = words.age_label(t, line.age_class, line.age_months) if line.age_class else "–"
    evidence = "–" if line.evidence is None else t("level {level}", level=line.evidence)
    documents = t.n("one document", "{n} documents", line.documents) if line.documents else ""
    return _Row(
        line.number or line.code, line.short, shown, shown_class, they_say, age, evidence, documents, line.anchor,
        line.decided,
    )  # fmt: skip


def pill(t: Text, line: StatusLine) -> tuple[str, str]:
    """Words and class of the pill; hatched where nothing is verified or nothing was said."""
    if not line.is_due and line.off_scale == OffScale.NO_REPORT:
        return t("Not due yet"), "s0"
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
