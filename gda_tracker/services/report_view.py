"""A report as its people see it: entries, gauge, what stands from last time, what registries hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from .. import facts
from ..domain.asked import AskedForm, form_now
from ..domain.checks import Completeness, completeness
from ..domain.cycles import closed_because, state_on
from ..domain.declaration import Cycle, CycleState, Item, is_applicable
from ..domain.permissions import Action, Actor, permits, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry
from ..register import Register, cycles, lending, reports
from ..register.database import utc_now
from ..register.lending import Lending, LendingState
from ..register.merged import own_ids
from ..register.readable import Readable
from ..register.reports import Reporter, Stored
from ..register.submissions import Submission, submissions
from .on_record import RecordedFact, on_record

__all__ = [
    "Desk", "ReportView", "Submission", "asked_items", "desk_of", "form_of", "found", "lent_part", "report_of", "view",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportView:
    """One signatory's report for one cycle; entries by item code. Times are UTC."""

    signatory: Reporter
    cycle: Cycle
    items: Mapping[str, Item]
    stored: Mapping[str, Stored]
    last: Mapping[str, Stored]
    completeness: Completeness
    on_record: tuple[RecordedFact, ...]
    closed: Problem | None
    submitted_at: datetime | None
    form: AskedForm
    """What the cycle asks, as it was frozen when the cycle opened; what is asked today where it is not frozen."""
    lendings: tuple[Lending, ...] = ()
    """Where each item is that was ever lent; in a contributor's view its own alone."""
    submissions: tuple[Submission, ...] = ()
    """The lasting receipt: every submission, the first one first."""
    is_whole: bool = True
    """False for a contributor's view, which holds the items that it was lent and nothing else."""

    @property
    def lent(self) -> dict[str, Lending]:
        """What is out with a colleague, by item."""
        return {one.item: one for one in self.lendings if one.state is LendingState.LENT}

    @property
    def came_back(self) -> dict[str, Lending]:
        """What a colleague handed back and no focal point has cleared or lent since, by item."""
        newest = {one.item: one for one in self.lendings}
        return {item: one for item, one in newest.items() if one.state is LendingState.HANDED_BACK}

    @property
    def entries(self) -> dict[str, Entry]:
        """The newest version of each entry, drafts included."""
        return {item: stored.entry for item, stored in self.stored.items()}

    @property
    def has_draft(self) -> bool:
        """Whether anything was answered that is not submitted yet."""
        return any(not stored.is_submitted and stored.entry.is_answered for stored in self.stored.values())

    def facts_on(self, item: str) -> tuple[RecordedFact, ...]:
        """What registries hold about one item."""
        return tuple(fact for fact in self.on_record if fact.item == item)


def asked_items(signatory: Reporter, form: AskedForm | None = None) -> dict[str, Item]:
    """The items that a signatory can be due on, by code (METHOD.md, Applicability), with the words of the form."""
    country = facts.countries().get(signatory.iso3 or "")
    annex_i = country.annex_i if country else None
    return {
        code: item
        for code, item in (form.by_code() if form else facts.items()).items()
        if is_applicable(facts.applicability(), signatory.stakeholder_type, signatory.iso3, annex_i, code)
    }


def found(source: Readable, signatory_id: str, cycle_code: str) -> tuple[Reporter, Cycle] | Rejected:
    """The signatory and the cycle with the signatory's own due day, or which of them is unknown."""
    signatory, cycle = reports.reporter(source, signatory_id), cycles.cycle(source, cycle_code, signatory_id)
    if signatory is None:
        text = message("There is no signatory “{signatory}”.")
        return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])
    if cycle is None:
        return Rejected.because("cycle-unknown", message("There is no cycle “{cycle}”."), cycle=cycle_code[:20])
    return signatory, cycle


def form_of(source: Readable, cycle_code: str) -> AskedForm:
    """What a cycle asks: its frozen form, and while there is none what is asked today."""
    return cycles.form_of(source, cycle_code) or form_now(facts.items(), facts.indicators())


def view(source: Readable, signatory: Reporter, cycle: Cycle, today: date) -> ReportView:
    """The report as it stands."""
    own = own_ids(source, signatory.signatory_id)
    stored, last = reports.newest_and_standing(source, own, cycle.code)
    form = form_of(source, cycle.code)
    asked = asked_items(signatory, form)
    sent = submissions(source, signatory.signatory_id, cycle.code, own)
    return ReportView(
        signatory=signatory,
        cycle=cycle,
        items=asked,
        stored=stored,
        last=last,
        completeness=completeness(
            [each.entry for each in stored.values()], asked, form.by_code(), form.catalogue(), today
        ),
        on_record=on_record(signatory.iso3) if signatory.stakeholder_type == "national_government" else (),
        closed=closed_because(cycle, today),
        submitted_at=sent[0].submitted_at if sent else None,
        form=form,
        lendings=lending.lendings(source, signatory.signatory_id, cycle.code, own),
        submissions=sent,
    )


def lent_part(report: ReportView, whose: Actor, today: date) -> ReportView:
    """What a contributor sees of a report: the items that it was lent, with their own gauge."""
    mine = whose.lent_items(report.signatory.signatory_id, report.cycle.code)
    items = {code: item for code, item in report.items.items() if code in mine}
    stored = {code: one for code, one in report.stored.items() if code in items}
    entries = [one.entry for one in stored.values()]
    return replace(
        report,
        items=items,
        stored=stored,
        last={code: one for code, one in report.last.items() if code in items},
        completeness=completeness(entries, items, report.form.by_code(), report.form.catalogue(), today),
        on_record=tuple(fact for fact in report.on_record if fact.item in items),
        lendings=tuple(one for one in report.lendings if one.person_id == whose.person_id),
        submissions=(),
        is_whole=False,
    )


def report_of(
    register: Register, actor: Actor, signatory_id: str, cycle: str, today: date | None = None, desk: Desk | None = None
) -> ReportView | Rejected:
    """The report as its signatory and staff see it, for a contributor its lent items alone, judged by today's day.

    What was just read for the `desk` is not read again.
    """
    if not permits(actor, Action.WORK_ON_LENT, signatory_id):
        require(actor, Action.READ_REPORT, signatory_id)
    known = _chosen(register, desk, signatory_id, cycle) if desk else found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    report = view(register, *known, today or utc_now().date())
    is_whole = permits(actor, Action.READ_REPORT, signatory_id)
    return report if is_whole else lent_part(report, actor, today or utc_now().date())


@dataclass(frozen=True, slots=True)
class Desk:
    """What a focal point can choose between: its signatories by name, and the cycles that have opened, newest first."""

    signatories: tuple[Reporter, ...]
    cycles: tuple[Cycle, ...]


def _chosen(register: Register, desk: Desk, signatory_id: str, code: str) -> tuple[Reporter, Cycle] | Rejected:
    signatory = next((one for one in desk.signatories if one.signatory_id == signatory_id), None)
    cycle = next((one for one in desk.cycles if one.code == code), None)
    if signatory is None or cycle is None:
        return found(register, signatory_id, code)
    return signatory, cycles.with_own_day(register, cycle, signatory_id)


def desk_of(register: Register, actor: Actor, today: date) -> Desk:
    """The signatories that somebody reports for; nobody sees another's."""
    mine = (reports.reporter(register, signatory_id) for signatory_id in actor.signatories)
    opened = [one for one in cycles.cycles(register) if state_on(one, today) is not CycleState.PLANNED]
    return Desk(
        signatories=tuple(sorted((one for one in mine if one is not None), key=lambda one: one.name)),
        cycles=tuple(reversed(opened)),
    )
