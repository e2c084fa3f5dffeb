"""Framework actions: NDC, TNA, TAP and CTCN large, the other actions and the two channels small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.rates import RateName
from ..i18n import Text
from . import figures
from .chart import Chart, Column, Context, Table, count_columns, count_values, nothing_due, verified_and_claimed
from .drawing import BarRow, Bars, Key, Part, Tone
from .interval import ItemCounts
from .templating import render
from .told import verified_of_each

LARGE = ("F8", "F5", "F6", "F7")


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
        draw=None
        if not is_drawn
        else partial(
            figures.bars_figure,
            [row.short for row in rows],
            {
                t("Verified"): [row.counts.verified for row in rows],
                t("Claimed, not verified"): [max(row.counts.claimed - row.counts.verified, 0) for row in rows],
                t("Due, not claimed"): [row.counts.due - max(row.counts.claimed, row.counts.verified) for row in rows],
            },
        ),
        sketch=None
        if not is_drawn
        else partial(
            _sketch,
            [_bar(t, row) for row in rows],
            (t("Verified"), t("Claimed, not verified"), t("Due, not claimed")),
        ),
    )


def _bar(t: Text, row: ItemCounts) -> BarRow:
    """Verified, claimed beyond that, and due beyond that, end to end."""
    counts = row.counts
    claimed = max(counts.claimed, counts.verified)
    parts = (
        Part(Tone.ACCENT, counts.verified),
        Part(Tone.R2, claimed - counts.verified),
        Part(Tone.OUTLINE, counts.due - claimed),
    )
    value = t("{count} of {due}", count=t.number(counts.verified), due=t.number(counts.due)) if counts.due else "–"
    return BarRow(row.short, parts, value, title=verified_and_claimed(t, counts), link=row.link)


def _sketch(rows: Sequence[BarRow], labels: tuple[str, str, str]) -> Bars:
    tones = (Tone.ACCENT, Tone.R2, Tone.OUTLINE)
    return Bars(tuple(rows), tuple(Key(tone, label) for tone, label in zip(tones, labels, strict=True)))


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
