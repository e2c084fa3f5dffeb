"""Totals as somebody stated them: those of the data files and those that staff add, with their sources.

Disagreements are shown side by side and never settled. They reach the edition's `reported_total` (sourced_facts.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from .. import facts
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import FIRST_DAY, LINE_CHARS, URL_CHARS, reason_problems, web_problems
from ..domain.sourced import ReportedTotal
from ..register import Register, totals
from ..register.totals import StatedTotal

__all__ = ["SUBJECTS", "Listed", "StatedTotal", "Subject", "add_total", "take_back_total", "totals_by_subject"]
SUBJECTS: Final = ("governments", "non_state_endorsers", "total_endorsers")
"""Whom a total counts, under the names of `data/reported_totals.csv`."""
_SAME_AS: Final = {"non_government_endorsers": "non_state_endorsers", "organisations": "non_state_endorsers",
                   "participants": "non_state_endorsers"}  # fmt: skip
_ENDS: Final = ("_min", "_approx")
_LARGEST: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A total with where it comes from; only what staff added can be taken back."""

    total: StatedTotal
    bound: str
    """`min` for “more than”, `approx` for “about”, empty for an exact number."""
    is_added: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """All that was stated about one group; `disagrees` when the numbers differ."""

    code: str
    totals: tuple[Listed, ...]

    @property
    def disagrees(self) -> bool:
        """Whether different numbers were stated."""
        return len({one.total.amount for one in self.totals}) > 1


def totals_by_subject(register: Register, actor: Actor) -> tuple[Subject, ...]:
    """What was stated about governments, others, and all together; undated ones last."""
    require(actor, Action.READ_REGISTER)
    listed = [_of_data(number, row) for number, row in enumerate(facts.reported_totals(), start=1)]
    listed += [Listed(one, "min" if one.is_at_least else "", is_added=True) for one in totals.kept_totals(register)]
    return tuple(Subject(code, _in_time([one for one in listed if one.total.subject == code])) for code in SUBJECTS)


def add_total(register: Register, actor: Actor, told: StatedTotal, *, today: date) -> StatedTotal | Rejected:
    """Keep a total that was stated in public, with its source under a new `total_id`. The same one twice is one."""
    require(actor, Action.EDIT_REGISTER)
    if problems := _problems(told, today):
        return Rejected(tuple(problems))
    with register.change(actor) as change:
        for known in totals.kept_totals(change):
            if replace(known, total_id="") == replace(told, total_id=""):
                return known
        kept = replace(told, total_id=f"t-{secrets.token_hex(6)}")
        change.trail("total.add", kept.total_id, after=asdict(kept))
        totals.write_total(change, kept, is_kept=True)
    return kept


def take_back_total(register: Register, actor: Actor, total_id: str, *, reason: str) -> StatedTotal | Rejected:
    """Keep a total no longer, with the reason; the trail still tells of it."""
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        kept = next((one for one in totals.kept_totals(change) if one.total_id == total_id), None)
        if kept is None:
            return Rejected.because("total-unknown", message("This total is not kept any more."))
        if problems := reason_problems(reason):
            return Rejected(tuple(problems))
        change.trail("total.take_back", total_id, before=asdict(kept), after={"reason": reason.strip()})
        totals.write_total(change, kept, is_kept=False)
    return kept


def _problems(told: StatedTotal, today: date) -> list[Problem]:
    found = []
    if told.subject not in SUBJECTS:
        found.append(Problem("total-subject", message("Choose whom the total counts."), column="subject"))
    if not 0 < told.amount <= _LARGEST:
        found.append(Problem("total-amount", message("Give the number as it was stated."), column="amount"))
    if not told.source_title.strip():
        found.append(Problem("total-source", message("Say who stated it, and where."), column="source_title"))
    text = message("The address of the source must begin with https:// or http://.")
    found += web_problems(told.source_url, Problem("total-url", text, column="source_url"))
    if told.stated_on is not None and told.stated_on > today:
        found.append(Problem("total-future", message("The day lies in the future."), column="stated_on"))
    if told.stated_on is not None and told.stated_on < FIRST_DAY:
        text = message("The Declaration was opened in November 2024; nobody endorsed it before.")
        found.append(Problem("total-before", text, column="stated_on"))
    for written, most in ((told.source_title, LINE_CHARS), (told.source_url, URL_CHARS), (told.note, LINE_CHARS)):
        if written is not None and len(written) > most:
            words = message("A text is longer than {most} characters. Shorten it.")
            found.append(Problem("register-too-long", words, values={"most": most}))
    return found


def _of_data(number: int, row: ReportedTotal) -> Listed:
    suffix = next((end for end in _ENDS if row.metric.endswith(end)), "")
    code = row.metric.removesuffix(suffix)
    stated_on = date.fromisoformat(row.date) if len(row.date) == len("2024-11-16") else None
    total = StatedTotal(
        total_id=f"data-{number}",
        subject=_SAME_AS.get(code, code),
        amount=row.value,
        is_at_least=suffix == "_min",
        stated_on=stated_on,
        source_title=row.quote_summary,
        source_url=row.source_url,
        note=None,
    )
    return Listed(total, suffix.removeprefix("_"), is_added=False)


def _in_time(listed: Sequence[Listed]) -> tuple[Listed, ...]:
    return tuple(
        sorted(listed, key=lambda one: (one.total.stated_on is None, one.total.stated_on or date.max, one.total.amount))
    )
