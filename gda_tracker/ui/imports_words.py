"""Fields, values and decisions of lists in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from .. import facts
from ..charts.words import one_of_type
from ..domain.declaration import Channel
from ..domain.importing import KnownSignatory, SignatoryRecord
from ..domain.left_rows import LeftRows, runs
from ..domain.list_columns import Field
from ..domain.problems import Problem, message
from ..domain.settling import FIELDS, OF_BODY, Choice, RowDecision, nearest_endorsement
from ..i18n import Text
from ..services.import_lists import ImportState
from .problems import sentence

FIELD_LABELS: Final[dict[str, str]] = {
    "name": message("Name"),
    "acronym": message("Acronym"),
    "stakeholder_type": message("Stakeholder type"),
    "country": message("Country"),
    "iso3": message("Country"),
    "website": message("Website"),
    "endorsed_on": message("Endorsed on"),
    "channel": message("Channel"),
    "additional_statement": message("Additional statement"),
    "document": message("Document"),
    "source_title": message("Source"),
    "source_url": message("Link to the source"),
    "source_dated_on": message("Date of the source"),
    "note": message("Note"),
    "withdrawn_on": message("Withdrawn on"),
}
STATE_LABELS: Final[dict[ImportState, str]] = {
    ImportState.OPEN: message("being settled"),
    ImportState.APPLIED: message("applied"),
    ImportState.UNDONE: message("undone"),
    ImportState.ABANDONED: message("abandoned"),
}
CHOICE_LABELS: Final[dict[Choice, str]] = {
    Choice.NEW: message("new"),
    Choice.SAME: message("the same"),
    Choice.SKIP: message("skipped"),
}
_CHANNELS: Final[dict[str, str]] = {
    Channel.LETTER.value: message("Letter"),
    Channel.NOTE_VERBALE.value: message("Note verbale"),
    Channel.EMAIL.value: message("E-mail"),
    Channel.PUBLIC_STATEMENT.value: message("Public statement"),
}
_LONGEST: Final = 160
_NAMED: Final = 12
_CELL: Final = 80
_MOST_RUNS: Final = 400


def column_label(t: Text, field: Field) -> str:
    """What a column holds; the code of a country is told from its name."""
    return t("Country code") if field is Field.COUNTRY_CODE else t(FIELD_LABELS[field.value])


def value_words(t: Text, field: str, value: object) -> str:
    """A value of a field as people read it; a dash where nothing is known."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return t.date(value)
    text = str(value)
    if field == "stakeholder_type":
        return one_of_type(t, text)
    if field == "iso3":
        country = facts.countries().get(text)
        return country.name(t.language) if country else text
    if field == "channel":
        return t(_CHANNELS[text]) if text in _CHANNELS else text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def listed_value(record: SignatoryRecord, field: str) -> object:
    """What the list says in a field."""
    return getattr(record if field in OF_BODY else record.endorsement, field)


def known_value(known: KnownSignatory, record: SignatoryRecord, field: str) -> object:
    """What is on record in a field; of endorsements the one that is nearest to the list's."""
    if field in OF_BODY:
        return getattr(known, field)
    place = nearest_endorsement(known, record.endorsement)
    return None if place is None else getattr(known.endorsements[place], field)


def told_fields(record: SignatoryRecord, candidates: tuple[KnownSignatory, ...]) -> list[str]:
    """The fields in which the list or a candidate says anything."""
    return [
        field
        for field in FIELDS
        if listed_value(record, field) is not None or any(known_value(one, record, field) for one in candidates)
    ]


def placed(t: Text, problem: Problem) -> str:
    """What is wrong in a row, with the column as the list calls it, and what stands there where that is not said."""
    told = sentence(t, problem)
    if problem.column:
        told = t("{column}: {problem}", column=problem.column, problem=told)
    value = " ".join((problem.value or "").split())
    if not value or value in told:
        return told
    shown = value if len(value) <= _CELL else f"{value[: _CELL - 1]}…"
    return f"{told} {t('There stands “{value}”.', value=shown)}"


def as_read(t: Text, record: SignatoryRecord) -> str:
    """Type, day and channel of a row as they were read, in one line."""
    told = record.endorsement
    day = t.date(told.endorsed_on) if told.endorsed_on else t("day unknown")
    channel = value_words(t, "channel", told.channel) if told.channel else t("channel unknown")
    return " · ".join((value_words(t, "stakeholder_type", record.stakeholder_type), day, channel))


def left_out(t: Text, rows: Sequence[int]) -> str:
    """Which faulty rows a list leaves out; empty where none is."""
    named = ", ".join(str(row) for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else "")
    text = t.n(
        "One faulty row is left out: row {rows}.", "{n} faulty rows are left out: {rows}.", len(rows), rows=named
    )
    return text if rows else ""


def left_words(t: Text, left: LeftRows) -> list[str]:
    """What became of the rows that wrote nothing, a sentence for each kind, with their numbers."""

    def numbers(rows: Sequence[int]) -> str:
        found = runs(rows, "–")
        return ", ".join([*found[:_MOST_RUNS], *(["…"] if len(found) > _MOST_RUNS else [])])

    skipped = t.n("One row was skipped: {rows}.", "{n} rows were skipped: {rows}.", len(left.skipped),
                  rows=numbers(left.skipped))  # fmt: skip
    kept = t.n(
        "One row tells of who was on record, where all stayed as it was: {rows}.",
        "{n} rows tell of who was on record, where all stayed as it was: {rows}.",
        len(left.kept),
        rows=numbers(left.kept),
    )
    faulty = t.n("One faulty row was left out: {rows}.", "{n} faulty rows were left out: {rows}.", len(left.faulty),
                 rows=numbers(left.faulty))  # fmt: skip
    told = ((left.skipped, skipped), (left.kept, kept), (left.faulty, faulty))
    return [sentence for rows, sentence in told if rows]


def decision_words(t: Text, decision: RowDecision, name: str) -> str:
    """A decision in one sentence; `name` is that of the signatory that the row is the same as."""
    if decision.choice is Choice.NEW:
        return t("Add as a new signatory.")
    if decision.choice is Choice.SKIP:
        return t("Skip: nothing of the row is imported.")
    if not decision.taken:
        return t("The same as “{name}”; what is on record stays.", name=name)
    fields = ", ".join(t(FIELD_LABELS[field]) for field in decision.taken)
    return t("The same as “{name}”; taken from the list: {fields}.", name=name, fields=fields)
