"""One signatory typed by hand, compared with who is on record by the rules by which a list is compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .country_names import CountryNames
from .declaration import StakeholderType
from .import_plan import Planner
from .importing import Endorsed, KnownSignatory, Outcome, PlannedRow, ReadRow, SignatoryRecord
from .list_columns import Field, MatchedColumn
from .list_rows import RowReader
from .problems import Problem, message
from .registering import SignatoryFacts

_FIELDS: Final = (Field.NAME, Field.TYPE, Field.COUNTRY_CODE, Field.ACRONYM)
_COLUMNS: Final = tuple(MatchedColumn(place, "", field.value, field) for place, field in enumerate(_FIELDS, start=1))
BEARS_ITS_COUNTRY: Final = message(
    "A national government is recorded under the name of its country: {country}. Tick that “{written}” is meant as "
    "that, or choose another type."
)
_DISAGREE: Final = message("The name means {named}, but {country} is chosen as its country.")


@dataclass(frozen=True, slots=True)
class _TypedRow:
    cells: Sequence[object]
    number: int = 1
    formulas: frozenset[int] = frozenset()
    errors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Who on record is, or may be, the body that was typed; the likeliest first.

    `is_same` says that it is certainly one of them: nobody adds it a second time.
    """

    record: SignatoryRecord
    candidates: tuple[KnownSignatory, ...]
    is_same: bool

    @property
    def signatories(self) -> frozenset[str]:
        """Their identifiers."""
        return frozenset(one.signatory_id for one in self.candidates)


def typed_row(told: SignatoryFacts, endorsement: Endorsed, countries: CountryNames) -> ReadRow:
    """The record of what was typed, as a list's would be read: a government bears the name of its country."""
    cells = (told.name, told.stakeholder_type, told.iso3 or "", told.acronym or "")
    read = RowReader(_COLUMNS, countries, {}, countries_are_codes=True).read(_TypedRow(cells))
    if read.record is None:
        return replace(read, problems=tuple(_unlisted(problem) for problem in read.problems))
    return replace(read, record=replace(read.record, website=told.website, endorsement=endorsement))


def other_name(record: SignatoryRecord, countries: CountryNames) -> str:
    """What was typed, where a national government would be recorded under another name; else empty."""
    written = record.written_name
    is_government = record.stakeholder_type == StakeholderType.NATIONAL_GOVERNMENT
    return written if is_government and not countries.is_plainly(written, record.iso3 or "") else ""


def _unlisted(problem: Problem) -> Problem:
    """The problem without the words of a list, which has columns."""
    return replace(problem, message=_DISAGREE) if problem.rule == "countries-disagree" else problem


def likeness(
    row: ReadRow,
    record: SignatoryRecord,
    known: Sequence[KnownSignatory],
    countries: CountryNames,
    taken: Collection[str],
) -> tuple[PlannedRow, Likeness]:
    """What a list with this one row would do, and whom it is compared with. Names of merged bodies stand in `known`
    for the one that holds them now."""  # fmt: skip
    (planned,) = Planner(known, countries, taken=taken).plan([row])
    if planned.outcome is Outcome.NEW:
        return planned, Likeness(record, (), is_same=False)
    named = (str(reason.values["signatory_id"]) for reason in planned.reasons if "signatory_id" in reason.values)
    ids = dict.fromkeys([*([planned.signatory_id] if planned.signatory_id else []), *named])
    by_id: dict[str, KnownSignatory] = {}
    for one in known:
        by_id.setdefault(one.signatory_id, one)
    candidates = tuple(by_id[one] for one in ids if one in by_id)
    is_same = planned.outcome is Outcome.SAME or any(_is_its_government(record, one) for one in candidates)
    return planned, Likeness(record, candidates, is_same)


def _is_its_government(record: SignatoryRecord, known: KnownSignatory) -> bool:
    """No country has two governments."""
    government = StakeholderType.NATIONAL_GOVERNMENT
    return record.stakeholder_type == known.stakeholder_type == government and record.iso3 == known.iso3
