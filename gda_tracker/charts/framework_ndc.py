"""When NDCs are dated against the endorsement, group by group: counts of governments, the unknown among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ..domain.registries import Tally, Timing
from ..i18n import Text
from .chart import Chart, Column, Context, Table, Value
from .drawing import BarRow, Bars, Key, Part, Tone
from .framework_figures import hatched_bars
from .templating import render

TONES = {Timing.AFTER: Tone.ACCENT, Timing.NOT_AFTER: Tone.SOFT, Timing.UNKNOWN: Tone.HATCH}


@dataclass(frozen=True, slots=True)
class NdcGroup:
    """One group of governments; `links` leads from a count to the countries it counts."""

    label: str
    tally: Tally
    links: Mapping[Timing, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Part:
    code: str
    label: str
    count: int
    percent: float
    shown: str
    link: str


def timing_labels(t: Text) -> dict[Timing, str]:
    """The three answers as the legend has them."""
    return {
        Timing.AFTER: t("After the endorsement"),
        Timing.NOT_AFTER: t("On or before it"),
        Timing.UNKNOWN: t("Unknown"),
    }


def ndc_timing(context: Context, whole: NdcGroup, rows: Sequence[NdcGroup], *, note: str = "") -> Chart:
    """Bars of counts, as long as the group is large; the whole filter first, then its groups alphabetically."""
    t = context.text
    drawn = [whole, *rows] if len(rows) > 1 else [whole]
    names = timing_labels(t)
    is_empty = not whole.tally.total
    return Chart(
        name="timing",
        title=t("Which NDCs are dated after the endorsement"),
        subtitle=t("National governments, by the date of their latest NDC in the UNFCCC registry"),
        source=context.source,
        text_alternative=_alternative(t, whole, rows),
        table=Table(
            (
                Column("group", t("Group")),
                Column("governments", t("Governments"), True),
                Column("after", names[Timing.AFTER], True),
                Column("not_after", names[Timing.NOT_AFTER], True),
                Column("unknown", names[Timing.UNKNOWN], True),
                Column("after_share", t("Share after the endorsement"), True),
            ),
            tuple(_values(row) for row in drawn),
        ),
        html=_nobody(t) if is_empty else _html(t, drawn, names),
        note=note,
        draw=None
        if is_empty
        else partial(hatched_bars, [row.label for row in drawn], _series(drawn, names), names[Timing.UNKNOWN]),
        sketch=None if is_empty else partial(_sketch, t, tuple(drawn)),
    )


def _nobody(t: Text) -> str:
    return render("framework_none.html.j2", t, sentence=t("There is no national government in this filter."))


def _counts(tally: Tally) -> dict[Timing, int]:
    return {Timing.AFTER: tally.yes, Timing.NOT_AFTER: tally.no, Timing.UNKNOWN: tally.unknown}


def _values(row: NdcGroup) -> tuple[Value, ...]:
    tally = row.tally
    return (row.label, tally.total, tally.yes, tally.no, tally.unknown, tally.share(tally.yes))


def _html(t: Text, drawn: Sequence[NdcGroup], names: Mapping[Timing, str]) -> str:
    # The whole is as long as the line; a group among others is measured by the largest of them.
    longest = max([row.tally.total for row in drawn[1:]], default=1)
    rows = [
        (row.label, _parts(t, row, names, longest if place else row.tally.total)) for place, row in enumerate(drawn)
    ]
    return render("framework_timing.html.j2", t, rows=rows, names=names)


def _parts(t: Text, row: NdcGroup, names: Mapping[Timing, str], longest: int) -> list[_Part]:
    return [
        _Part(
            code=when.value,
            label=names[when],
            count=count,
            percent=round(count * 100 / max(longest, 1), 2),
            shown=count_with_share(t, row.tally, count) if when == Timing.AFTER else t.number(count),
            link=row.links.get(when, ""),
        )
        for when, count in _counts(row.tally).items()
    ]


def count_with_share(t: Text, tally: Tally, count: int) -> str:
    """ "61 (73 %)"; the count alone in a group smaller than five."""
    share = tally.share(count)
    return t.number(count) if share is None else t("{count} ({share})", count=t.number(count), share=t.percent(share))


def _alternative(t: Text, whole: NdcGroup, rows: Sequence[NdcGroup]) -> str:
    tally = whole.tally
    if not tally.total:
        return t("There is no national government in this filter. So no NDC is set against an endorsement.")
    first = t(
        "Of {total} national governments the latest NDC on record is dated after the endorsement for {after}, "
        "on or before it for {not_after}, and unknown for {unknown}.",
        total=t.number(tally.total),
        after=count_with_share(t, tally, tally.yes),
        not_after=t.number(tally.no),
        unknown=t.number(tally.unknown),
    )
    groups = "; ".join(
        t("{group} {after} of {total}", group=row.label, after=t.number(row.tally.yes), total=t.number(row.tally.total))
        for row in rows
    )
    second = t("After the endorsement by group: {groups}.", groups=groups) if groups else ""
    return f"{first} {second}".strip()


def _series(drawn: Sequence[NdcGroup], names: Mapping[Timing, str]) -> dict[str, Sequence[int]]:
    return {name: [_counts(row.tally)[when] for row in drawn] for when, name in names.items()}


def _sketch(t: Text, drawn: Sequence[NdcGroup]) -> Bars:
    names = timing_labels(t)
    rows = tuple(
        BarRow(
            label=row.label,
            parts=tuple(
                Part(TONES[when], count, f"{names[when]}: {t.number(count)}", row.links.get(when, ""))
                for when, count in _counts(row.tally).items()
                if count
            ),
            value=t("{count} of {due}", count=t.number(row.tally.yes), due=t.number(row.tally.total)),
        )
        for row in drawn
    )
    return Bars(rows, tuple(Key(TONES[when], name) for when, name in names.items()))
