"""What an import would write once its doubtful rows are decided: who is added, what is changed, what prevents it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from .declaration import StakeholderType
from .import_plan import new_identifier
from .importing import KnownSignatory, Outcome, SignatoryRecord
from .naming import name_key
from .problems import Problem, message
from .settling import OF_ENDORSEMENT, Choice, Decided, Prepared, differences, nearest_endorsement

GOVERNMENT: Final = StakeholderType.NATIONAL_GOVERNMENT.value
TWICE: Final = message(
    "Rows {row} and {other_row} would both be added as “{name}”. Skip one of them, or say whom it is the same as."
)
TAKEN_TWICE: Final = message("Rows {row} and {other_row} give “{name}” two different values for the same field.")
SECOND_GOVERNMENT: Final = message("Row {row} would record a second government of the country of “{name}”.")


@dataclass(frozen=True, slots=True)
class Added:
    """A signatory to add, as row `row` of the list tells of it."""

    row: int
    signatory_id: str
    record: SignatoryRecord


@dataclass(frozen=True, slots=True)
class Altered:
    """What is replaced of one signatory: `after` by field; `place` is that of its endorsement, counted from 0."""

    signatory_id: str
    rows: tuple[int, ...]
    before: Mapping[str, object]
    after: Mapping[str, object]
    place: int | None


@dataclass(frozen=True, slots=True)
class Settled:
    """Everything that applying would write."""

    added: tuple[Added, ...]
    altered: tuple[Altered, ...]
    problems: tuple[Problem, ...]


def settled(
    prepared: Prepared, holding: Mapping[int, Decided], taken: Iterable[str], kept_free: Collection[str]
) -> Settled:
    """The effect of a plan with its decisions. `taken` are identifiers that exist, `kept_free` those for countries."""
    rows = prepared.plan.of(Outcome.NEW)
    added = {
        row.signatory_id: Added(row.row, row.signatory_id, row.record)
        for row in rows
        if row.signatory_id is not None and row.record is not None
    }
    identifiers = {*taken, *added}
    same: dict[str, list[Decided]] = defaultdict(list)
    for number in sorted(holding):
        one, row = holding[number], prepared.rows[number]
        if one.decision.choice is Choice.NEW and row.record is not None:
            signatory_id = new_identifier(row.record, identifiers, kept_free)
            identifiers.add(signatory_id)
            added[signatory_id] = Added(number, signatory_id, row.record)
        elif one.decision.choice is Choice.SAME and one.decision.taken and one.decision.signatory_id:
            same[one.decision.signatory_id].append(one)
    problems: list[Problem] = []
    altered = []
    for signatory_id, decided in same.items():
        made = _altered(prepared, prepared.known[signatory_id], decided, problems.append)
        if signatory_id in added:  # A row above is new: it is added with what this one tells.
            new = added[signatory_id]
            added[signatory_id] = replace(new, record=_with(new.record, made.after))
        elif made.after:
            altered.append(made)
    ordered = tuple(sorted(added.values(), key=lambda one: one.row))
    problems += _clashes(prepared, ordered, altered)
    return Settled(ordered, tuple(altered), tuple(problems))


def _altered(
    prepared: Prepared, known: KnownSignatory, decided: Iterable[Decided], tell: Callable[[Problem], None]
) -> Altered:
    """The values that rows give one signatory; two rows that give a field two values are told of."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    given_by: dict[str, int] = {}
    rows, place = [], None
    for one in decided:
        record = prepared.rows[one.row].record
        if record is None:
            continue
        for found in differences(known, record):
            if found.field not in one.decision.taken:
                continue
            if found.field in after and after[found.field] != found.listed:
                values = {"row": given_by[found.field], "other_row": one.row, "name": known.name}
                tell(Problem("taken-twice", TAKEN_TWICE, row=one.row, values=values))
            before.setdefault(found.field, found.known)
            after[found.field] = found.listed
            given_by[found.field] = one.row
            if found.field in OF_ENDORSEMENT:
                place = nearest_endorsement(known, record.endorsement)
        rows.append(one.row)
    return Altered(known.signatory_id, tuple(rows), before, after, place)


def _with(record: SignatoryRecord, after: Mapping[str, object]) -> SignatoryRecord:
    of_endorsement: dict[str, Any] = {name: value for name, value in after.items() if name in OF_ENDORSEMENT}
    of_body: dict[str, Any] = {name: value for name, value in after.items() if name not in OF_ENDORSEMENT}
    return replace(record, **of_body, endorsement=replace(record.endorsement, **of_endorsement))


def _clashes(prepared: Prepared, added: Iterable[Added], altered: Iterable[Altered]) -> list[Problem]:
    """Two rows that would add one body, and second governments of a country."""
    problems: list[Problem] = []
    first: dict[tuple[str, str, str | None], Added] = {}
    of_country = {
        one.iso3: one.signatory_id
        for one in prepared.known.values()
        if one.stakeholder_type == GOVERNMENT and one.row is None
    }
    for one in added:
        record = one.record
        other = first.setdefault((name_key(record.name), record.stakeholder_type, record.iso3), one)
        if other is not one:
            values = {"row": other.row, "other_row": one.row, "name": record.name}
            problems.append(Problem("added-twice", TWICE, row=one.row, values=values))
        elif record.stakeholder_type == GOVERNMENT and of_country.setdefault(record.iso3, one.signatory_id) != (
            one.signatory_id
        ):
            problems.append(_second(one.row, record.name))
    for change in altered:
        known = prepared.known[change.signatory_id]
        kind, country = (change.after.get(name, getattr(known, name)) for name in ("stakeholder_type", "iso3"))
        holder = of_country.get(str(country), known.signatory_id)
        if kind == GOVERNMENT and holder != known.signatory_id:
            problems.append(_second(change.rows[0], known.name))
    return problems


def _second(row: int, name: str) -> Problem:
    return Problem("second-government", SECOND_GOVERNMENT, row=row, values={"row": row, "name": name})
