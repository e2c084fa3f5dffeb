"""What becomes of each row of a list, compared with what is known and with the rows above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from rapidfuzz import fuzz

from .country_names import CountryNames
from .declaration import EUROPEAN_UNION, StakeholderType
from .importing import Endorsed, KnownSignatory, Outcome, PlannedRow, ReadRow, SignatoryRecord
from .likeness import Comparable, alike
from .naming import acronyms, identifier, initials, name_key, squeezed
from .problems import Problem, message

GOVERNMENT: Final = StakeholderType.NATIONAL_GOVERNMENT.value
CITY_OR_REGION: Final = StakeholderType.SUBNATIONAL_GOVERNMENT.value
_PRECEDENCE: Final = (Outcome.SAME, Outcome.CONFLICTING, Outcome.MAYBE_SAME)
_ACRONYM_LIKENESS: Final = 60
_NAMESAKES: Final = 20  # an acronym that more bodies share tells nothing

IN_REGISTER: Final = message("It is “{name}” ({signatory_id}) of the register.")
IN_LIST: Final = message("It is “{name}” of row {other_row}.")
MAYBE_IN_REGISTER: Final = message("It may be “{name}” ({signatory_id}) of the register.")
MAYBE_IN_LIST: Final = message("It may be “{name}” of row {other_row}.")
DIFFERS_FROM_REGISTER: Final = message("{field}: “{name}” of the register has “{known}”, the list has “{listed}”.")
DIFFERS_FROM_LIST: Final = message("{field}: row {other_row} has “{known}” for “{name}”, this row has “{listed}”.")
RECORDED_AS_COUNTRY: Final = message("It is recorded as the government of {country}; the list calls it “{written}”.")


@dataclass(frozen=True, slots=True)
class _Verdict:
    outcome: Outcome
    known: KnownSignatory
    reasons: tuple[Problem, ...]


class Planner:
    """Plans rows in order; each new one is known to those below it."""

    def __init__(
        self,
        known: Iterable[KnownSignatory],
        countries: CountryNames,
        headings: Mapping[str, str] | None = None,
        taken: Iterable[str] = (),
    ) -> None:
        self._countries = countries
        self._headings = headings or {}
        self._known: list[KnownSignatory] = list(known)
        self._taken: set[str] = set(taken)
        self._kept_free = countries_identifiers(countries)
        self._by_key: dict[str, list[KnownSignatory]] = defaultdict(list)
        self._by_acronym: dict[str, list[KnownSignatory]] = defaultdict(list)
        self._by_initials: dict[str, list[KnownSignatory]] = defaultdict(list)
        self._governments: dict[str, KnownSignatory] = {}
        for signatory in self._known:
            self._remember(signatory)

    def plan(
        self, rows: Sequence[ReadRow], progress: Callable[[int, int], None] | None = None
    ) -> tuple[PlannedRow, ...]:
        """One outcome for each row, in order."""
        readable = [(row, row.record) for row in rows if row.record is not None]
        items = [Comparable(name_key(s.name), s.stakeholder_type, s.iso3) for s in self._known]
        first_row = len(items)
        items += [Comparable(name_key(record.name), record.stakeholder_type, record.iso3) for _, record in readable]
        near = alike(items, first_row)
        place = {row.number: first_row + index for index, (row, _) in enumerate(readable)}
        settled: dict[int, KnownSignatory] = dict(enumerate(self._known))
        planned = []
        for done, row in enumerate(rows, start=1):
            if row.record is None:
                planned.append(PlannedRow(row.number, Outcome.REFUSED, row.name, reasons=row.problems))
            else:
                lookalikes = [settled[index] for index in near.get(place[row.number], ())]
                outcome, known = self._one(row, row.record, lookalikes)
                settled[place[row.number]] = known
                planned.append(outcome)
            if progress is not None and done % 500 == 0:
                progress(done, len(rows))
        return tuple(planned)

    def _one(
        self, row: ReadRow, record: SignatoryRecord, lookalikes: Sequence[KnownSignatory]
    ) -> tuple[PlannedRow, KnownSignatory]:
        verdicts = self._government(record) if record.stakeholder_type == GOVERNMENT else self._body(record, lookalikes)
        if verdicts:
            outcome = min((verdict.outcome for verdict in verdicts), key=_PRECEDENCE.index)
            chosen = [verdict for verdict in verdicts if verdict.outcome is outcome][:3]
            known = chosen[0].known
            reasons = tuple(self._placed(reason, row) for verdict in chosen for reason in verdict.reasons)
            return PlannedRow(row.number, outcome, row.name, known.signatory_id, reasons, record), known
        signatory_id = new_identifier(record, self._taken, self._kept_free)
        known = KnownSignatory.planned(record, signatory_id, row.number)
        self._remember(known)
        reasons = tuple(self._placed(reason, row) for reason in self._told_of_new(record))
        return PlannedRow(row.number, Outcome.NEW, row.name, signatory_id, reasons, record), known

    def _placed(self, reason: Problem, row: ReadRow) -> Problem:
        """The reason in its row, its field called as the list calls it."""
        heading = self._headings.get(reason.column or "", reason.column)
        values = {**reason.values, "field": heading} if reason.column else reason.values
        return replace(reason, row=row.number, column=heading, values=values)

    def _government(self, record: SignatoryRecord) -> list[_Verdict]:
        known = self._governments.get(record.iso3 or "")
        if known is not None and not self._countries.is_plainly(record.written_name, record.iso3 or ""):
            return [_maybe(known)]
        if known is not None:
            return [_compared(known, record)]
        namesakes = [other for other in self._by_key[name_key(record.name)] if other.stakeholder_type != CITY_OR_REGION]
        return [verdict for other in namesakes for verdict in _same_name(other, record)]

    def _told_of_new(self, record: SignatoryRecord) -> list[Problem]:
        if record.stakeholder_type != GOVERNMENT or self._countries.is_plainly(record.written_name, record.iso3 or ""):
            return []
        values = {"country": record.name, "written": record.written_name}
        return [Problem("recorded-as-country", RECORDED_AS_COUNTRY, value=record.written_name, values=values)]

    def _body(self, record: SignatoryRecord, lookalikes: Sequence[KnownSignatory]) -> list[_Verdict]:
        exact = [
            verdict
            for known in self._by_key[name_key(record.name)][:_NAMESAKES]
            for verdict in _same_name(known, record)
        ]
        if exact:
            return exact
        near = {known.signatory_id: known for known in (*lookalikes, *self._by_letters(record))}
        return [_maybe(known) for known in near.values()]

    def _by_letters(self, record: SignatoryRecord) -> Iterable[KnownSignatory]:
        """Bodies of the same type and country whose acronym is this one's, or the other way round."""
        key = name_key(record.name)
        for acronym in acronyms(record.name, record.acronym):
            for known in (*self._by_acronym[acronym][:_NAMESAKES], *self._by_initials[acronym][:_NAMESAKES]):
                if _is_placed_alike(known, record):
                    short = acronym in (squeezed(record.name), squeezed(known.name))
                    if short or fuzz.token_set_ratio(key, name_key(known.name)) >= _ACRONYM_LIKENESS:
                        yield known
        for known in self._by_acronym[initials(record.name)][:_NAMESAKES] if initials(record.name) else ():
            if _is_placed_alike(known, record) and squeezed(known.name) == initials(record.name):
                yield known

    def _remember(self, known: KnownSignatory) -> None:
        self._taken.add(known.signatory_id)
        self._by_key[name_key(known.name)].append(known)
        if known.stakeholder_type == GOVERNMENT:
            self._governments.setdefault(known.iso3 or "", known)
            return
        for acronym in acronyms(known.name, known.acronym):
            self._by_acronym[acronym].append(known)
        if initials(known.name):
            self._by_initials[initials(known.name)].append(known)


def new_identifier(record: SignatoryRecord, taken: Collection[str], kept_free: Collection[str]) -> str:
    """An identifier that nobody has; those of `kept_free`, called like a country, are for that country alone."""
    wanted = identifier(record.name, fallback="-".join(filter(None, (record.stakeholder_type, record.iso3))).lower())
    wanted = wanted.replace("_", "-")
    is_party = record.stakeholder_type == GOVERNMENT or record.iso3 == EUROPEAN_UNION
    made, number = wanted, 1
    while made in taken or (made in kept_free and not is_party):
        number += 1
        made = f"{wanted}-{number}"
    return made


def countries_identifiers(countries: CountryNames) -> frozenset[str]:
    """The identifiers that are kept free: a city called like a country shall not sit where its government will."""
    return frozenset(identifier(name, fallback="") for name in countries.english_names())


def _same_name(known: KnownSignatory, record: SignatoryRecord) -> list[_Verdict]:
    """The verdict on a body whose name is the same; none when type and country both tell them apart."""
    same_type = known.stakeholder_type == record.stakeholder_type
    if same_type and (known.iso3 == record.iso3 or record.iso3 is None or known.iso3 is None):
        return [_compared(known, record)]
    if known.stakeholder_type == GOVERNMENT and record.stakeholder_type == CITY_OR_REGION:
        return [_maybe(known)]  # Luxembourg is a country and a city.
    if known.iso3 == record.iso3:
        return [
            _Verdict(Outcome.CONFLICTING, known, (_difference(known, "stakeholder_type", record.stakeholder_type),))
        ]
    if same_type or known.iso3 is None or record.iso3 is None:
        return [_maybe(known)]
    return []


def _compared(known: KnownSignatory, record: SignatoryRecord) -> _Verdict:
    """SAME when the record says nothing that is not recorded, else CONFLICTING with every difference."""
    differences = [
        _difference(known, name, getattr(record, name))
        for name in ("iso3", "website")
        if getattr(record, name) is not None and getattr(record, name) != getattr(known, name)
    ]
    told = record.endorsement
    candidates: list[list[Problem]] = [
        [
            _difference(known, name, getattr(told, name), recorded)
            for name in _told(told)
            if getattr(told, name) != getattr(recorded, name)
        ]
        for recorded in known.endorsements or (Endorsed(),)
    ]
    nearest = min(candidates, key=len)
    differences += nearest
    if differences:
        return _Verdict(Outcome.CONFLICTING, known, tuple(differences))
    return _Verdict(Outcome.SAME, known, (_about(known, "same", IN_REGISTER, IN_LIST),))


def _told(endorsed: Endorsed) -> list[str]:
    return [field.name for field in fields(endorsed) if getattr(endorsed, field.name) is not None]


def _difference(known: KnownSignatory, name: str, listed: object, recorded: Endorsed | None = None) -> Problem:
    value = getattr(recorded if recorded is not None else known, name)
    text = DIFFERS_FROM_REGISTER if known.row is None else DIFFERS_FROM_LIST
    values = {
        "field": name, "name": known.name, "signatory_id": known.signatory_id, "other_row": known.row,
        "known": _shown(value), "listed": _shown(listed),
    }  # fmt: skip
    return Problem("differs", text, column=name, value=_shown(listed), values=values)


def _maybe(known: KnownSignatory) -> _Verdict:
    return _Verdict(Outcome.MAYBE_SAME, known, (_about(known, "maybe-same", MAYBE_IN_REGISTER, MAYBE_IN_LIST),))


def _about(known: KnownSignatory, rule: str, in_register: str, in_list: str) -> Problem:
    values = {"name": known.name, "signatory_id": known.signatory_id, "other_row": known.row}
    return Problem(rule, in_register if known.row is None else in_list, values=values)


def _is_placed_alike(known: KnownSignatory, record: SignatoryRecord) -> bool:
    return known.stakeholder_type == record.stakeholder_type and (
        known.iso3 == record.iso3 or known.iso3 is None or record.iso3 is None
    )


def _shown(value: object) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
