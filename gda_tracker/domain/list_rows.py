"""Rows of a list, read into records: countries, types, dates and links resolved, or every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol

from .country_names import NOWHERE, CountryNames
from .declaration import EUROPEAN_UNION, Channel, StakeholderType
from .importing import Endorsed, ReadRow, SignatoryRecord
from .list_cells import Window, checked_date, checked_text, checked_url, is_nothing, text_of
from .list_columns import Field, MatchedColumn
from .list_types import TYPE_MISSING, UNKNOWN_TYPE, channel_of, type_of
from .naming import bracketed_acronym, plain, without_acronym
from .problems import Problem, message

NO_TYPE_COLUMN: Final = message(
    "The list has no column for the stakeholder type, and this is not the name of a country, so the type is unknown."
)
NOT_A_PARTY: Final = message(
    "“{country}” is not among the 198 Parties that the tracker knows. Name the State, or leave it empty."
)
_LONGEST_SHOWN: Final = 200


class RawRow(Protocol):
    """A row as a reader hands it over; indices of `formulas` and `errors` count from 0."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[object]: ...
    @property
    def formulas(self) -> frozenset[int]: ...
    @property
    def errors(self) -> frozenset[int]: ...


@dataclass(frozen=True)
class RowReader:
    """Reads rows whose columns are known. `windows` says how each column of dates is to be understood."""

    columns: tuple[MatchedColumn, ...]
    countries: CountryNames
    windows: dict[Field, Window]
    countries_are_codes: bool = False

    def read(self, row: RawRow) -> ReadRow:
        """The row's record, or all its problems at once."""
        reading = _Reading(self, row)
        record = reading.record()
        shown = reading.written(Field.NAME) or reading.written(Field.COUNTRY)
        if reading.problems or record is None:
            return ReadRow(row.number, shown, None, tuple(reading.problems))
        return ReadRow(row.number, record.written_name, record)


class _Reading:
    """One row while it is read; problems are collected, the first does not end it."""

    def __init__(self, reader: RowReader, row: RawRow) -> None:
        self._reader, self._row = reader, row
        self._columns = {column.field: column for column in reader.columns}
        self.problems: list[Problem] = list(self._calculated())

    def written(self, field: Field) -> str:
        return text_of(self._cell(field))[:_LONGEST_SHOWN]

    def record(self) -> SignatoryRecord | None:
        if self.problems:  # The value of a formula is whatever was last calculated, so nothing of the row is certain.
            return None
        name = self._text(Field.NAME)
        iso3 = self._country()
        kind = self._type(name)
        endorsement = self._endorsement()
        website = self._url(Field.WEBSITE)
        acronym = self._text(Field.ACRONYM)
        if self.problems:
            return None
        name, iso3, kind = self._identity(name, iso3, kind)
        if self.problems or name is None or kind is None:
            return None
        acronym = acronym or bracketed_acronym(name)
        written = self._text(Field.NAME) or name
        return SignatoryRecord(without_acronym(name), kind, iso3, acronym, website, endorsement, written)

    def _cell(self, field: Field) -> object:
        column = self._columns.get(field)
        return self._row.cells[column.index - 1] if column is not None else ""

    def _calculated(self) -> Iterator[Problem]:
        for column in self._reader.columns:
            if column.index - 1 in self._row.formulas:
                text = message("The cell holds a formula. Paste it as a value.")
                yield self._placed(column.field, Problem("formula", text))
            elif column.index - 1 in self._row.errors:
                text = message("The cell shows an error of the spreadsheet program, such as #N/A.")
                yield self._placed(column.field, Problem("cell-error", text))

    def _placed(self, field: Field, problem: Problem) -> Problem:
        column = self._columns.get(field)
        heading = column.heading if column is not None else None
        return replace(problem, row=self._row.number, column=heading, value=self.written(field) or None)

    def _refuse(self, field: Field, rule: str, text: str, **values: object) -> None:
        self.problems.append(self._placed(field, Problem(rule, text, values=values)))

    def _text(self, field: Field) -> str | None:
        text = checked_text(self._cell(field), field)
        if isinstance(text, Problem):
            self.problems.append(self._placed(field, text))
            return None
        return text

    def _url(self, field: Field) -> str | None:
        address = checked_url(self._cell(field), field)
        if isinstance(address, Problem):
            self.problems.append(self._placed(field, address))
            return None
        return address

    def _date(self, field: Field) -> date | None:
        window = self._reader.windows.get(field)
        found = checked_date(self._cell(field), field, window) if window is not None else None
        if isinstance(found, Problem):
            self.problems.append(self._placed(field, found))
            return None
        return found

    def _country(self) -> str | None:
        code, named = self._country_in(Field.COUNTRY_CODE), self._country_in(Field.COUNTRY)
        if code and named and code != named:
            text = message("The country and the country code mean two different countries ({one} and {other}).")
            self._refuse(Field.COUNTRY, "countries-disagree", text, one=named, other=code)
        return code or named

    def _country_in(self, field: Field) -> str | None:
        written = self._text(field)
        if written is None or is_nothing(written) or plain(written) in NOWHERE:
            return None
        countries = self._reader.countries
        if written.casefold() == "na" and field is Field.COUNTRY and not self._reader.countries_are_codes:
            text = message(
                "“NA” is the code of Namibia but often means “not applicable”. Write Namibia, or leave it empty."
            )
            self._refuse(field, "ambiguous-country", text)
            return None
        code = countries.code(written)
        if code is not None:
            return code
        shown = written[:_LONGEST_SHOWN]
        if countries.other_territory(written):
            self._refuse(field, "country-not-a-party", NOT_A_PARTY, country=shown)
        elif near := countries.nearest(written):
            text = message("No country is called “{country}”. Is it {nearest}?")
            self._refuse(field, "unknown-country", text, country=shown, nearest=near)
        else:
            self._refuse(field, "unknown-country", message("No country is called “{country}”."), country=shown)
        return None

    def _type(self, name: str | None) -> StakeholderType | None:
        written = self._text(Field.TYPE)
        kind = type_of(written) if written is not None else None
        if written is not None and kind is None:
            self._refuse(Field.TYPE, "unknown-type", UNKNOWN_TYPE, type=written[:_LONGEST_SHOWN])
        if kind is None and Field.TYPE not in self._columns:
            return self._type_by_name(name)
        if kind is None and written is None:
            self._refuse(Field.TYPE, "type-missing", TYPE_MISSING)
        return kind

    def _type_by_name(self, name: str | None) -> StakeholderType | None:
        named = name or self.written(Field.COUNTRY) or self.written(Field.COUNTRY_CODE)
        country = self._reader.countries.exactly(named)
        if country is not None:
            is_union = country == EUROPEAN_UNION
            return StakeholderType.INTERNATIONAL_ORGANISATION if is_union else StakeholderType.NATIONAL_GOVERNMENT
        self._refuse(Field.NAME, "type-missing", NO_TYPE_COLUMN)
        return None

    def _endorsement(self) -> Endorsed:
        source_url = self._url(Field.SOURCE_URL)
        return Endorsed(
            endorsed_on=self._date(Field.ENDORSED_ON),
            channel=self._channel(source_url),
            additional_statement=self._text(Field.STATEMENT),
            document=self._text(Field.DOCUMENT),
            source_title=self._text(Field.SOURCE_TITLE),
            source_url=source_url,
            source_dated_on=self._date(Field.SOURCE_DATED_ON),
            note=self._text(Field.NOTE),
            withdrawn_on=self._date(Field.WITHDRAWN_ON),
        )

    def _channel(self, source_url: str | None) -> str | None:
        written = self._text(Field.CHANNEL)
        if written is None:  # Known from a public page alone.
            return Channel.PUBLIC_STATEMENT.value if source_url else None
        channel = channel_of(written)
        if channel is None:
            text = message("“{channel}” is none of the channels: letter, note verbale, e-mail, public statement.")
            self._refuse(Field.CHANNEL, "unknown-channel", text, channel=written[:_LONGEST_SHOWN])
        return channel.value if channel is not None else None

    def _identity(
        self, name: str | None, iso3: str | None, kind: StakeholderType | None
    ) -> tuple[str | None, str | None, StakeholderType | None]:
        """Name, country and type as the register has them: a government bears its country's name."""
        countries = self._reader.countries
        is_party = kind is StakeholderType.NATIONAL_GOVERNMENT or iso3 == EUROPEAN_UNION
        if name is None and is_party and iso3 is not None:
            name = countries.english(iso3)
        if name is None or not any(letter.isalpha() for letter in name):
            self._refuse(Field.NAME, "name-missing", message("The name of the signatory is missing."))
            return None, None, None
        meant = countries.exactly(name)
        if EUROPEAN_UNION in (meant, iso3) and kind is StakeholderType.NATIONAL_GOVERNMENT:
            text = message(
                "The European Union is recorded as an international organisation, not as a national government."
            )
            self._refuse(Field.TYPE, "union-as-government", text)
            return None, None, None
        if meant == EUROPEAN_UNION:
            return countries.english(EUROPEAN_UNION), EUROPEAN_UNION, kind
        if kind is StakeholderType.NATIONAL_GOVERNMENT:
            return self._government(name, iso3)
        if meant is not None and len(name) > 3 and kind is not StakeholderType.SUBNATIONAL_GOVERNMENT:
            text = message("“{name}” is a country. As a signatory it is a national government.")
            self._refuse(Field.NAME, "country-of-another-type", text, name=name)
        return name, iso3, kind

    def _government(self, name: str, iso3: str | None) -> tuple[str | None, str | None, StakeholderType | None]:
        countries = self._reader.countries
        meant = countries.exactly(name)
        if meant is not None and iso3 is not None and meant != iso3:
            text = message("The name means {named}, the country column {country}.")
            named, country = countries.english(meant), countries.english(iso3)
            self._refuse(Field.NAME, "countries-disagree", text, named=named, country=country)
            return None, None, None
        iso3 = iso3 or countries.code(name)
        if iso3 is None:
            self._refuse(Field.COUNTRY, "country-missing", message("A national government needs its country."))
            return None, None, None
        return countries.english(iso3), iso3, StakeholderType.NATIONAL_GOVERNMENT
