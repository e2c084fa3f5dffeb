"""NDC, TNA, TAP and CTCN as cards: what is verified and claimed, and beside it what a registry shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ..domain.rates import Counts, RateName
from ..domain.registries import Tally
from ..i18n import Text
from .chart import Chart, Column, Context, Table, Value, capital, count_columns, count_values, verified_and_claimed
from .drawing import BarRow, Bars, Key, Part, Tone
from .framework_figures import hatched_bars
from .interval import ItemCounts
from .templating import render
from .told import named, told


@dataclass(frozen=True, slots=True)
class Action:
    """One action. `why_nobody` says why nobody is due, `registry` what a registry shows, both as whole sentences.

    `registry_link` and `link` lead to what the two counts stand for; `tally` is None where no registry is about it.
    """

    item: ItemCounts
    title: str
    link: str = ""
    claimed_link: str = ""
    why_nobody: str = ""
    registry: str = ""
    registry_link: str = ""
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class _Card:
    action: Action
    verified: str
    verified_percent: float | None
    claimed_percent: float | None
    line: str


def planning_cards(context: Context, actions: Sequence[Action], *, group: str, note: str = "") -> Chart:
    """The four actions that public registries are about, in the order given."""
    t = context.text
    cards = [_card(t, action) for action in actions]
    is_drawn = not all(action.item.counts.is_withheld for action in actions)
    return Chart(
        name="planning",
        title=t("Into national climate planning"),
        subtitle=t("What {group} claim, what is verified, and what public registries show", group=group),
        source=context.source,
        text_alternative=_alternative(t, actions),
        table=Table(
            (
                Column("item", t("Item")),
                Column("action", t("Action")),
                *count_columns(t),
                Column("registry_shows", t("Registry shows it"), True),
                Column("registry_does_not", t("Registry does not show it"), True),
                Column("registry_unknown", t("Unknown from the registry"), True),
            ),
            tuple(
                (one.item.code, one.item.short, *count_values(one.item.counts), *_tally(one.tally)) for one in actions
            ),
        ),
        html=render("framework_planning.html.j2", t, cards=cards),
        note=note,
        draw=partial(hatched_bars, [one.item.short for one in actions], _series(t, actions), t("Claimed, not verified"))
        if is_drawn
        else None,
        sketch=partial(_sketch, t, tuple(actions)) if is_drawn else None,
    )


def _tally(tally: Tally | None) -> tuple[Value, Value, Value]:
    return (None, None, None) if tally is None else (tally.yes, tally.no, tally.unknown)


def _card(t: Text, action: Action) -> _Card:
    counts = action.item.counts
    return _Card(
        action=action,
        verified=t.number(counts.verified) if counts.due else "–",
        verified_percent=_percent(counts.floor),
        claimed_percent=_percent(counts.share(RateName.CLAIMED)),
        line=capital(verified_and_claimed(t, counts)) if counts.due else action.why_nobody or t("nobody is due"),
    )


def _alternative(t: Text, actions: Sequence[Action]) -> str:
    """One sentence about the counts, one about the registries."""
    counted = [(one.item.short, verified_and_claimed(t, one.item.counts)) for one in actions]
    shown = [
        (one.item.short, t("{count} of {total}", count=t.number(one.tally.yes), total=t.number(one.tally.total)))
        for one in actions
        if one.tally
    ]
    return told(
        t("Of those due: {list}.", list=named(t, counted)),
        t("Public registries show it for: {list}.", list=named(t, shown))
        if shown
        else t("No registry is set beside these counts."),
    )


def parts(counts: Counts) -> tuple[int, int, int]:
    """Verified; claimed and not verified; due and not claimed."""
    verified, claimed = counts.verified, max(counts.count(RateName.CLAIMED) - counts.verified, 0)
    return verified, claimed, counts.due - verified - claimed


def _series(t: Text, actions: Sequence[Action]) -> dict[str, Sequence[int]]:
    names = (t("Verified"), t("Claimed, not verified"), t("Due, not claimed"))
    return {name: [parts(one.item.counts)[place] for one in actions] for place, name in enumerate(names)}


def _sketch(t: Text, actions: Sequence[Action]) -> Bars:
    """The counts as bars; what registries show stands in the quiet line."""
    tones = (Tone.ACCENT, Tone.HATCH, Tone.OUTLINE)
    rows = tuple(
        BarRow(
            label=one.item.short,
            parts=tuple(Part(tone, size) for tone, size in zip(tones, parts(one.item.counts), strict=True)),
            value=t("{count} of {due}", count=t.number(one.item.counts.verified), due=t.number(one.item.counts.due)),
            link=one.link,
        )
        for one in actions
    )
    names = _series(t, actions)
    return Bars(rows, tuple(Key(tone, name) for tone, name in zip(tones, names, strict=True)))


def _percent(share: float | None) -> float | None:
    """The length of a bar; none where the share is withheld."""
    return None if share is None else round(share * 100, 1)
