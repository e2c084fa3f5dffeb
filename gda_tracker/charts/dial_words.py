"""What the dial says in words: the cut-offs, what they change, what they keep."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.cutoffs import CutOffs, Outcome, Sensitivity
from ..domain.rates import RateName
from ..i18n import Text
from . import words
from .chart import count_and_share
from .numbers import Where


@dataclass(frozen=True, slots=True)
class DialGroup:
    """Whom the dial counts, in words and codes. `short` names the objectives, `headline` what the headline counts."""

    who: str
    where: Where
    short: dict[str, str]
    headline: str


def cut_in_words(t: Text, cut: CutOffs) -> str:
    """ "facts up to 24 months old, status “In place” or higher, evidence level 3 or higher"."""
    status = words.status_label(t, cut.status)
    if cut.status == 4:
        return t(
            "facts up to {months} months old, status “{status}”, evidence level {level} or higher",
            months=cut.age_months,
            status=status,
            level=cut.evidence,
        )
    return t(
        "facts up to {months} months old, status “{status}” or higher, evidence level {level} or higher",
        months=cut.age_months,
        status=status,
        level=cut.evidence,
    )


def not_published(t: Text, cut: CutOffs) -> str:
    """The words that go with every figure under moved cut-offs; empty for the published ones."""
    return "" if cut.is_published else t("Not the published figures: the cut-offs are moved.")


def pooled(t: Text) -> str:
    """Why a pooled group has its headline alone."""
    return t(
        "Choose a stakeholder type to see the objectives and which conclusions hold: a figure over all types is shown "
        "only beside its parts."
    )


def headline(t: Text, published: Outcome, moved: Outcome, cut: CutOffs, group: DialGroup) -> str:
    """What the headline counts as published, and with the chosen cut-offs."""
    before = count_and_share(t, published.bodies, RateName.VERIFIED)
    if not published.bodies.due:
        return t("Nobody in this group is due, so nothing can move.")
    if cut.is_published:
        return t(
            "As published, {count} {group} have {what} verified.", what=group.headline, count=before, group=group.who
        )
    after = count_and_share(t, moved.bodies, RateName.VERIFIED)
    if published.bodies.verified == moved.bodies.verified:
        return t(
            "With {cut}, the headline's count stays: {count} {group} have {what} verified.",
            cut=cut_in_words(t, cut),
            what=group.headline,
            count=before,
            group=group.who,
        )
    return t(
        "With {cut}, {after} {group} would have {what} verified; published are {before}.",
        cut=cut_in_words(t, cut),
        what=group.headline,
        after=after,
        before=before,
        group=group.who,
    )


def kept(t: Text, found: Sensitivity, cut: CutOffs) -> str:
    """What the chosen cut-offs keep, with the way on; empty where nobody is due."""
    if not any(counts.due for _, counts in found.published.objectives):
        return ""
    if not cut.is_published:
        return held(t, found, cut)
    if not found.testable():
        return t("Move a cut-off above to see what changes.")
    return t("{held} Move a cut-off above to see which hold.", held=held(t, found, cut))


def held(t: Text, found: Sensitivity, cut: CutOffs) -> str:
    """In one sentence, how many objectives keep their count and how many conclusions hold."""
    tested = found.testable()
    if not any(counts.due for _, counts in found.published.objectives):
        return t("Every count is 0.")
    if cut.is_published:
        return _always(t, found) if tested else t("Fewer than five are due, so no conclusion is tested.")
    same, all_of_them = len(found.unchanged(cut)), len(found.published.objectives)
    first = t.n(
        "One of the {all} objectives keeps its verified count",
        "{n} of the {all} objectives keep their verified count",
        same,
        all=all_of_them,
    )
    if not tested:
        return t("{sentence}.", sentence=first)
    return t.n(
        "{first}, and one of the {conclusions} conclusions below holds.",
        "{first}, and {n} of the {conclusions} conclusions below hold.",
        sum(found.holds(one, cut) for one in tested),
        first=first,
        conclusions=len(tested),
    )


def _always(t: Text, found: Sensitivity) -> str:
    """How many of the published conclusions no setting breaks."""
    tested, settings = found.testable(), len(found.outcomes)
    return t.n(
        "One of the {conclusions} conclusions below holds under all {settings} settings.",
        "{n} of the {conclusions} conclusions below hold under all {settings} settings.",
        sum(found.settings_that_hold(one) == settings for one in tested),
        conclusions=len(tested),
        settings=settings,
    )
