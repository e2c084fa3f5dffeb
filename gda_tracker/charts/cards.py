"""Framework actions: NDC, TNA, TAP and CTCN large, the other actions and the two channels small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import figures
from .chart import Chart, Column, Context, Table, count_columns, count_values, nothing_due, verified_and_claimed
from .drawing import BarRow, Bars, Key, Part, Tone
from .interval import ItemCounts
from .templating import render
from .told import verified_of_each

LARGE = ("F8", "F5", "F6", "F7")
_TONES: Final = (Tone.ACCENT, Tone.R2, Tone.OUTLINE)
"""Of the three parts of a bar."""


@dataclass(frozen=True, slots=True)
class Card:
    """One action: verified and claimed counts, their percentages of those due, one line, where its number leads.

    Percentages are None where they are withheld.
    """

    short: str
    title: str
    verified: str
    verified_percent: float | None
    claimed_percent: float | None
    line: str
    hover: str
    link: str


def framework_cards(
    context: Context,
    rows: Sequence[ItemCounts],
    *,
    titles: dict[str, str],
    group: str,
    why_nobody: Mapping[str, str] | None = None,
) -> Chart:
    """Where the Declaration reached climate planning. `titles` explains each item code in a few words.

    `why_nobody` says by item code why nobody is due, in a whole sentence.
    """
    t = context.text
    is_empty = not any(row.counts.due for row in rows)
    is_drawn = not all(row.counts.is_withheld for row in rows)
    by_code = {row.code: row for row in rows}
    large = [_card(t, by_code[code], titles, (why_nobody or {}).get(code, "")) for code in LARGE if code in by_code]
    small = [_card(t, row, titles) for row in rows if row.code not in LARGE]
    return Chart(
        name="framework",
        title=t("Into national climate planning"),
        subtitle=t("Implementation framework: {group} with verified and claimed action", group=group),
        source=context.source,
        text_alternative=verified_of_each(t, [(row.short, row.counts) for row in rows]),
        table=Table(
            (Column("item", t("Item")), Column("action", t("Action")), *count_columns(t)),
            tuple((row.code, row.short, *count_values(row.counts)) for row in rows),
        ),
        html=nothing_due(t) if is_empty else render("cards.html.j2", t, large=large, small=small),
        draw=partial(figures.bars_figure, [row.short for row in rows], _series(t, rows)) if is_drawn else None,
        sketch=partial(_sketch, [_bar(t, row) for row in rows], _series_names(t)) if is_drawn else None,
    )


def _series_names(t: Text) -> tuple[str, str, str]:
    """What the three parts of a bar are called."""
    return t("Verified"), t("Claimed, not verified"), t("Due, not claimed")


def _parts(counts: Counts) -> tuple[int, int, int]:
    """Verified, claimed beyond that, and due beyond that."""
    claimed = max(counts.claimed, counts.verified)
    return counts.verified, claimed - counts.verified, counts.due - claimed


def _series(t: Text, rows: Sequence[ItemCounts]) -> dict[str, Sequence[int]]:
    """The parts of every bar, part by part."""
    return {name: [_parts(row.counts)[place] for row in rows] for place, name in enumerate(_series_names(t))}


def _bar(t: Text, row: ItemCounts) -> BarRow:
    """The parts end to end."""
    counts = row.counts
    parts = tuple(Part(tone, count) for tone, count in zip(_TONES, _parts(counts), strict=True))
    value = t("{count} of {due}", count=t.number(counts.verified), due=t.number(counts.due)) if counts.due else "–"
    return BarRow(row.short, parts, value, title=verified_and_claimed(t, counts), link=row.link)


def _sketch(rows: Sequence[BarRow], labels: tuple[str, str, str]) -> Bars:
    return Bars(tuple(rows), tuple(Key(tone, label) for tone, label in zip(_TONES, labels, strict=True)))


def _card(t: Text, row: ItemCounts, titles: dict[str, str], why_nobody: str = "") -> Card:
    counts = row.counts
    floor, claimed = counts.floor, counts.share(RateName.CLAIMED)
    line = (
        t("{claimed} claim it · {due} due", claimed=t.number(counts.claimed), due=t.number(counts.due))
        if counts.due
        else t("nobody is due")
    )
    return Card(
        short=row.short,
        title=titles.get(row.code, ""),
        verified=t.number(counts.verified) if counts.due else "",
        verified_percent=None if floor is None else round(floor * 100, 1),
        claimed_percent=None if claimed is None else round(claimed * 100, 1),
        line=line,
        hover=why_nobody if why_nobody and not counts.due else verified_and_claimed(t, counts),
        link=row.link,
    )
