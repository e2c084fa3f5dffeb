"""The headline and the sentence under it, in METHOD.md's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..domain.rates import Counts, Funnel, RateName
from ..i18n import Text, plural
from . import words
from .chart import Context, bounds, count_and_share, count_with_share
from .of_one import of_one
from .page import updated
from .templating import render

_SENTENCES: Final = {
    RateName.VERIFIED: plural(
        "{n} of {due} {group} has verified action on at least one item of the Declaration.",
        "{n} of {due} {group} have verified action on at least one item of the Declaration.",
    ),
    RateName.EVIDENCE_BACKED: plural(
        "{n} of {due} {group} backs action on at least one item with evidence.",
        "{n} of {due} {group} back action on at least one item with evidence.",
    ),
    RateName.CLAIMED: plural(
        "{n} of {due} {group} claims action on at least one item of the Declaration.",
        "{n} of {due} {group} claim action on at least one item of the Declaration.",
    ),
    RateName.ACTING: plural(
        "{n} of {due} {group} has begun to act, with evidence.",
        "{n} of {due} {group} have begun to act, with evidence.",
    ),
    RateName.RESPONSE: plural("{n} of {due} {group} has reported.", "{n} of {due} {group} have reported."),
    RateName.TIMELINESS: plural("{n} of {due} {group} reported on time.", "{n} of {due} {group} reported on time."),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """What the overview says first: what it is for, the sentence, its detail. `html` adds the "last updated" line."""

    eyebrow: str
    sentence: str
    detail: str
    html: str


@dataclass(frozen=True, slots=True)
class HeadlineNote:
    """A sentence under the headline about the roster, with a way to more where there is one."""

    sentence: str
    link: str = ""
    label: str = ""


def headline(
    context: Context,
    funnel: Funnel,
    *,
    stakeholder_type: str,
    rate: RateName = RateName.VERIFIED,
    place: str = "",
    notes: Sequence[HeadlineNote] = (),
) -> Headline:
    """The state of follow-up for one group. `place` is the label of a region, empty for the world."""
    t = context.text
    eyebrow = t("How far signatories follow up on the COP29 Declaration on Green Digital Action")
    if place:
        eyebrow = f"{eyebrow} · {place}"
    sentence = (
        of_one(t, words.one_in_sentence(t, stakeholder_type), rate, is_met=funnel.counts.count(rate) == 1)
        if funnel.due == 1
        else _sentence(t, funnel.counts, words.type_in_sentence(t, stakeholder_type), rate)
    )
    detail = _detail(t, funnel.counts)
    html = render(
        "headline.html.j2",
        t,
        eyebrow=eyebrow,
        sentence=sentence,
        detail=detail,
        notes=notes,
        updated=updated(context),
    )
    return Headline(eyebrow, sentence, detail, html)


def _sentence(t: Text, counts: Counts, group: str, rate: RateName) -> str:
    if not counts.due:
        return t("No report is due yet from {group}.", group=group)
    one, many = _SENTENCES[rate]
    return t.n(one, many, counts.count(rate), due=t.number(counts.due), group=group)


def _detail(t: Text, counts: Counts) -> str:
    if not counts.due:
        return t("A signatory is due six months after it endorsed, or once it has reported.")
    first = t(
        "Verified in {verified}; claimed in {claimed}",
        verified=count_and_share(t, counts, RateName.VERIFIED),
        claimed=count_with_share(t, counts, RateName.CLAIMED),
    )
    silent = t("all have reported")
    if counts.silent:
        silent = t.n("one has not reported", "{n} have not reported", counts.silent)
    elif counts.due == 1:
        silent = t("it has reported")
    if counts.is_withheld:
        return t("{first}; {silent}. Shares of fewer than five are withheld.", first=first, silent=silent)
    has_gaps = counts.possible is not None and counts.possible > counts.claimed + counts.silent
    if not counts.silent:
        if has_gaps:
            return t(
                "{first}; all have reported, some on a part, so the true share lies {bounds}.",
                first=first,
                bounds=bounds(t, counts),
            )
        return t("{first}; all have reported.", first=first)
    if has_gaps:
        return t(
            "{first}; {silent} and others left items out, so the true share lies {bounds}.",
            first=first,
            silent=silent,
            bounds=bounds(t, counts),
        )
    return t(
        "{first}; {silent}, so the true share lies {bounds}.", first=first, silent=silent, bounds=bounds(t, counts)
    )
