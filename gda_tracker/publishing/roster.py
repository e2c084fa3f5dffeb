"""What a reader should know of the roster before a number: who is not due yet, and how little a small register is."""

from __future__ import annotations

from .. import charts, editions
from ..charts import Context, words
from ..charts.not_due import not_due_yet
from ..charts.told import named
from ..charts.totals import Whose
from ..domain.declaration import StakeholderType
from ..domain.rates import Funnel
from ..editions import Edition
from .endorsing import stated_totals
from .view import View


def roster_notes(edition: Edition, context: Context, view: View, funnel: Funnel) -> tuple[charts.HeadlineNote, ...]:
    """Sentences under the headline; most editions need none."""
    t = context.text
    waiting = not_due_yet(t, funnel)
    notes = [charts.HeadlineNote(waiting)] if waiting else []
    if not editions.funnel(edition, stakeholder_type=view.stakeholder_type).counts.is_withheld:
        return tuple(notes)
    notes.append(charts.HeadlineNote(_held(edition, context)))
    said = "" if context.is_demonstration else _reported(edition, context)
    if said:
        sentence = t("Newest totals in public sources – {totals}.", totals=said)
        notes.append(charts.HeadlineNote(sentence, f"/progress?edition={context.edition}", t("What was reported")))
    return tuple(notes)


def _reported(edition: Edition, context: Context) -> str:
    """The newest dated total of governments, of others and of everybody, as public sources report them."""
    t = context.text
    names = ((Whose.GOVERNMENTS, t("Governments")), (Whose.OTHERS, t("Others")), (Whose.EVERYBODY, t("All together")))
    dated = [(total.on, total) for total in stated_totals(edition) if total.on]
    newest = {total.whose: (on, total) for on, total in sorted(dated, key=lambda one: one[0])}
    said = [
        (name, t("{said} on {day}", said=newest[whose][1].said(t), day=t.date(newest[whose][0])))
        for whose, name in names
        if whose in newest
    ]
    return named(t, said)


def _held(edition: Edition, context: Context) -> str:
    """How many endorsers the register holds, with how many of each type."""
    t, by_type = context.text, editions.funnels_by_type(edition)
    endorsed = {kind: by_type[kind].endorsed for kind in StakeholderType if kind in by_type and by_type[kind].endorsed}
    parts = [(words.type_label(t, kind), t.number(count)) for kind, count in endorsed.items()]
    if not parts:
        return t("The register holds no endorser in this edition.")
    return t.n(
        "The register holds one endorser in this edition ({parts}); it is not a list of all who endorsed.",
        "The register holds {n} endorsers in this edition ({parts}); it is not a list of all who endorsed.",
        sum(endorsed.values()),
        parts=named(t, parts),
    )
