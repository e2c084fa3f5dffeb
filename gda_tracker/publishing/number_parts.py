"""A number's definition, formula and parts, with the counts put in (METHOD.md, Rates)."""

from __future__ import annotations

from dataclasses import dataclass

from ..charts import Context
from ..charts.number_words import BOUNDED, Said, definition, formula, letters
from ..charts.templating import render
from ..domain.behind import Behind, Counted
from ..domain.rates import SMALLEST_GROUP, Counts, RateName
from ..i18n import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One part of the number: its name, its value, and how that comes."""

    name: str
    value: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """The interval in percent of the axis."""

    verified: float
    claimed: float
    span: float
    reach: float


def parts_html(context: Context, said: Said, found: Behind, *, other: str) -> str:
    """Definition and formula beside the parts. `other` is the same number with the other cut by additionality."""
    t = context.text
    has_bounds = said.counted in BOUNDED
    return render(
        "number_definition.html.j2",
        t,
        definition=definition(t, said),
        besides=_besides(t, said),
        formula=formula(t, said.counted),
        computed=_computed(t, found),
        letters=letters(t, said),
        track=_track(found.counts) if has_bounds else None,
        facts=[*_facts(t, said, found), *(_bounds(t, said, found.counts) if has_bounds else [])],
        version=context.method_version,
        other=other if said.counted in {*BOUNDED, Counted.ACTING} else "",
        other_label=t("See it for all action") if said.is_added else t("See it for new and expanded action only"),
    )


def _besides(t: Text, said: Said) -> list[str]:
    sentences = []
    if said.is_any and said.counted != Counted.ENDORSED:
        sentences.append(t("A signatory counts once, as soon as one of its items does."))
    if said.is_added:
        sentences.append(t("Only action that is new, or was expanded, since 15 November 2024 counts."))
    if said.place:
        sentences.append(t("A signatory whose group is not known is in none of the groups."))
    sentences.append(t("The European Union counts as an international organisation, its members as themselves."))
    return sentences


def _computed(t: Text, found: Behind) -> str:
    """The numbers put in."""
    counts = {"count": t.number(found.numerator), "due": t.number(found.denominator)}
    if not found.denominator:
        return t("nobody is due")
    if found.denominator < SMALLEST_GROUP:
        return t("= {count} ÷ {due}, share withheld", **counts)
    return t("= {count} ÷ {due} = {share}", **counts, share=t.percent(found.numerator / found.denominator))


def _facts(t: Text, said: Said, found: Behind) -> list[Fact]:
    """Numerator, denominator, share, and the coverage grade of a rate."""
    numerator = Fact(t("Numerator"), t.number(found.numerator), t("the rows marked as counted"))
    if said.counted == Counted.ENDORSED:
        return [Fact(t("Number"), numerator.value, numerator.how)]
    base = t("those due to report") if said.counted.rate else t("those that endorsed")
    facts = [numerator, Fact(t("Denominator"), t.number(found.denominator), base)]
    if found.denominator < SMALLEST_GROUP:
        facts.append(Fact(t("Share"), t("withheld"), t("fewer than five are due")))
    else:
        facts.append(Fact(t("Share"), t.percent(found.numerator / found.denominator)))
    return [*facts, _coverage(t, found.counts)] if said.counted.rate and found.denominator else facts


def _coverage(t: Text, counts: Counts) -> Fact:
    share = counts.share(RateName.RESPONSE)
    if counts.coverage_grade is None:
        return Fact(t("Coverage grade"), t("withheld"), t("Fewer than five are due, and a grade would tell the share."))
    values = {"reported": t.number(counts.responded), "due": t.number(counts.due)}
    how = t("RR = {reported} ÷ {due}; A from 80 %, B from 60 %, C from 40 %, D below", **values)
    if share is not None:
        how = t(
            "RR = {reported} ÷ {due} = {share}; A from 80 %, B from 60 %, C from 40 %, D below",
            **values,
            share=t.percent(share),
        )
    return Fact(t("Coverage grade"), counts.coverage_grade, how)


def _bounds(t: Text, said: Said, counts: Counts) -> list[Fact]:
    """Floor and ceiling with how they come; none where the share is withheld."""
    if counts.floor is None or counts.ceiling is None or counts.possible is None:
        return []
    due = t.number(counts.due)
    floor = t("AV = {verified} ÷ {due}: what is certain", verified=t.number(counts.verified), due=due)
    if said.is_any:
        ceiling = t(
            "{possible} ÷ {due}: those that claim it, or left a due item without a current report",
            possible=t.number(counts.possible),
            due=due,
        )
    else:
        ceiling = t(
            "AC + (1 − RR) = ({claimed} + {silent}) ÷ {due}: what is claimed, and all who have no current report",
            claimed=t.number(counts.claimed),
            silent=t.number(counts.silent),
            due=due,
        )
    return [Fact(t("Floor"), t.percent(counts.floor), floor), Fact(t("Ceiling"), t.percent(counts.ceiling), ceiling)]


def _track(counts: Counts) -> Track | None:
    claimed = counts.share(RateName.CLAIMED)
    if counts.floor is None or counts.ceiling is None or claimed is None:
        return None
    verified, said, ceiling = (round(share * 100, 1) for share in (counts.floor, claimed, counts.ceiling))
    return Track(verified, said, round(abs(said - verified), 1), round(max(ceiling - said, 0), 1))
