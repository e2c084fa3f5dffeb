"""Which conclusions of the published figures hold under which of the eighteen settings of the cut-offs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.cutoffs import AGES, LEVELS, SETTINGS, STATUSES, Conclusion, CutOffs, Outcome, Sensitivity
from ..domain.rates import RateName
from ..i18n import Text
from . import drawing, words
from .chart import Chart, Column, Context, Table, count_and_share
from .dial_words import DialGroup
from .templating import render
from .told import told


@dataclass(frozen=True, slots=True)
class Square:
    """One setting of one conclusion. `link` turns the dial to it."""

    holds: bool
    is_chosen: bool
    link: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """One conclusion: its sentence, how often it holds, and a grid an age: evidence levels by statuses."""

    sentence: str
    often: str
    verdict: str
    holds: bool
    ages: tuple[tuple[str, tuple[tuple[Square, ...], ...]], ...]


def conclusions_chart(
    context: Context, found: Sensitivity, cut: CutOffs, group: DialGroup, link: Callable[[CutOffs], str]
) -> Chart:
    """Each conclusion of the published figures with the settings under which it holds. `link` turns the dial."""
    t, tested = context.text, found.testable()
    sentences = {one: sentence(t, one, found.published, group) for one in tested}
    lines = [_line(t, found, one, sentences[one], cut, link) for one in tested]
    is_empty = not any(counts.due for _, counts in found.published.objectives)
    withheld = (
        t("Nobody in this group is due, so there is nothing to conclude.")
        if is_empty
        else t("Fewer than five are due, so shares are withheld and nothing is concluded from them.")
    )
    return Chart(
        name="conclusions",
        title=t("Which conclusions hold"),
        subtitle=t("What the published figures say of {group}, under all 18 settings of the cut-offs", group=group.who),
        source=context.source,
        text_alternative=_told(t, found) if lines else told(withheld, t("No conclusion is tested.")),
        table=_table(t, found, sentences),
        html=render(
            "method_conclusions.html.j2",
            t,
            lines=lines,
            withheld=withheld,
            statuses=[words.status_label(t, status) for status in STATUSES],
            levels=[t("evidence {level}", level=int(level)) for level in LEVELS],
        ),
        note=t(
            "An order holds while no objective falls behind one that it is ahead of as published. At status 4 both "
            "evidence levels count the same, since level 2 caps the assessed status at 3."
        ),
        sketch=partial(
            _sketch, lines, (t("holds"), t("does not hold"), t("Columns: months of age, status, evidence level"))
        )
        if lines
        else None,
    )


def _told(t: Text, found: Sensitivity) -> str:
    """How many conclusions hold everywhere, and under how many settings each of them does."""
    often, settings = [found.settings_that_hold(one) for one in found.testable()], len(found.outcomes)
    return told(
        t.n(
            "Of {all} conclusions, one holds under all {settings} settings of the cut-offs.",
            "Of {all} conclusions, {n} hold under all {settings} settings of the cut-offs.",
            sum(count == settings for count in often),
            all=len(often),
            settings=settings,
        ),
        t("One by one they hold under {list} settings.", list=", ".join(t.number(count) for count in often)),
    )


def sentence(t: Text, conclusion: Conclusion, published: Outcome, group: DialGroup) -> str:
    """What the published figures say, in one sentence."""
    every = len(published.with_share)
    match conclusion:
        case Conclusion.MOST:
            return t.n(
                "The objective verified most often is {names}.",
                "The objectives verified most often are {names}, level with each other.",
                len(published.most),
                names=_numerals(published.most),
            )
        case Conclusion.ORDER:
            return t("The order by verified share is {order}.", order=_order(published))
        case Conclusion.QUARTER:
            return _quarter(t, published.below(1, 4), every)
        case Conclusion.HALF:
            below = published.below(1, 2)
            return _half(t, tuple(code for code, _ in published.with_share if code not in below), every)
        case Conclusion.HEADLINE:
            return _headline(t, published, group)


def _quarter(t: Text, codes: tuple[str, ...], every: int) -> str:
    if len(codes) == every:
        return t("Every objective is verified in fewer than a quarter of those due.")
    if not codes:
        return t("No objective is verified in fewer than a quarter of those due.")
    return t("Verified in fewer than a quarter of those due are {names}, and no others.", names=_numerals(codes))


def _half(t: Text, codes: tuple[str, ...], every: int) -> str:
    if len(codes) == every:
        return t("Every objective is verified in half of those due or more.")
    if not codes:
        return t("No objective is verified in half of those due.")
    return t("Verified in half of those due or more are {names}, and no others.", names=_numerals(codes))


def _headline(t: Text, published: Outcome, group: DialGroup) -> str:
    counts = published.bodies
    count = count_and_share(t, counts, RateName.VERIFIED)
    if 2 * counts.verified < counts.due:
        return t(
            "Fewer than half of {group} have {what} verified: {count}.",
            group=group.who,
            what=group.headline,
            count=count,
        )
    return t(
        "Half of {group} or more have {what} verified: {count}.", group=group.who, what=group.headline, count=count
    )


def _numerals(codes: Sequence[str]) -> str:
    return ", ".join(words.numeral(code) for code in codes)


def _order(published: Outcome) -> str:
    """Objectives by verified share, level ones joined by an equals sign, in the Declaration's order."""
    steps: dict[float, list[str]] = {}
    for code, counts in published.with_share:
        steps.setdefault(counts.verified / counts.due, []).append(code)
    return ", ".join(" = ".join(map(words.numeral, steps[share])) for share in sorted(steps, reverse=True))


def _line(
    t: Text, found: Sensitivity, one: Conclusion, said: str, cut: CutOffs, link: Callable[[CutOffs], str]
) -> Line:
    def square(setting: CutOffs) -> Square:
        holds = found.holds(one, setting)
        values = {"months": setting.age_months, "status": int(setting.status), "level": int(setting.evidence)}
        verdict = t("holds: {months} months, status {status}, evidence {level}", **values)
        if not holds:
            verdict = t("does not hold: {months} months, status {status}, evidence {level}", **values)
        return Square(holds, setting == cut, link(setting), verdict)

    holds = found.holds(one, cut)
    return Line(
        sentence=said,
        often=t.n(
            "Holds under one of {all} settings.",
            "Holds under {n} of {all} settings.",
            found.settings_that_hold(one),
            all=len(found.outcomes),
        ),
        verdict=t("holds") if holds else t("does not hold"),
        holds=holds,
        ages=tuple(
            (
                t("{months} months", months=age),
                tuple(tuple(square(CutOffs(age, status, level)) for status in STATUSES) for level in LEVELS),
            )
            for age in AGES
        ),
    )


def _table(t: Text, found: Sensitivity, sentences: dict[Conclusion, str]) -> Table:
    """One row a conclusion and setting."""
    columns = (
        Column("conclusion", t("Conclusion")),
        Column("sentence", t("What the published figures say")),
        Column("age_months", t("Months of age, at most"), True),
        Column("status", t("Status, at least"), True),
        Column("evidence", t("Evidence level, at least"), True),
        Column("holds", t("Holds")),
    )
    rows = [
        (
            one.value,
            said,
            cut.age_months,
            int(cut.status),
            int(cut.evidence),
            t("yes") if found.holds(one, cut) else t("no"),
        )
        for one, said in sentences.items()
        for cut in SETTINGS
    ]
    return Table(columns, tuple(rows))


def _sketch(lines: Sequence[Line], names: tuple[str, str, str]) -> drawing.Grid:
    """A grid of conclusions by settings; `names` are the words for holding, for not holding, and for the columns."""
    columns = tuple(f"{cut.age_months} {int(cut.status)}·{int(cut.evidence)}" for cut in SETTINGS)
    rows = []
    for line in lines:
        # The settings run by age, then status, then evidence; a line holds them by age, evidence, status.
        squares = [grid[row][column] for _, grid in line.ages for column in range(len(STATUSES)) for row in range(2)]
        cells = tuple(
            drawing.Cell("", drawing.Tone.ACCENT if one.holds else drawing.Tone.OUTLINE, one.said) for one in squares
        )
        rows.append(drawing.GridRow(line.sentence, cells))
    legend = (drawing.Key(drawing.Tone.ACCENT, names[0]), drawing.Key(drawing.Tone.OUTLINE, names[1]))
    return drawing.Grid(columns, tuple(rows), legend=legend, remark=names[2])
