"""The Declaration's structure: objectives, elements, framework actions, stakeholder types, cycles."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

OBJECTIVE_CODES: Final = tuple(f"O{n}" for n in range(1, 9))
FRAMEWORK_CODES: Final = tuple(f"F{n}" for n in range(1, 9))
COLLABORATION_CODES: Final = ("C1", "C2")
ITEM_CODES: Final = OBJECTIVE_CODES + FRAMEWORK_CODES + COLLABORATION_CODES
LAUNCHED_ON: Final = date(2024, 11, 16)


class StakeholderType(StrEnum):
    """The nine kinds of body that endorse."""

    NATIONAL_GOVERNMENT = "national_government"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    FINANCIAL_INSTITUTION = "financial_institution"
    PHILANTHROPY = "philanthropy"
    PRIVATE_SECTOR = "private_sector"
    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil_society"
    TECHNICAL_COMMUNITY = "technical_community"
    SUBNATIONAL_GOVERNMENT = "subnational_government"


class ItemKind(StrEnum):
    """What an item is part of."""

    OBJECTIVE = "objective"
    FRAMEWORK = "framework"
    COLLABORATION = "collaboration"


class PartyGroup(StrEnum):
    """The groups that applicability distinguishes among one stakeholder type."""

    ANY = "any"
    ANNEX_I = "annex_i"
    NON_ANNEX_I = "non_annex_i"
    EUROPEAN_UNION = "european_union"


class Channel(StrEnum):
    """How an endorsement came; `public_statement` where only a public source tells of it."""

    LETTER = "letter"
    NOTE_VERBALE = "note_verbale"
    EMAIL = "email"
    PUBLIC_STATEMENT = "public_statement"


class Strict(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Element(Strict):
    """A part of an objective, such as `O3.5`; entries are tagged with elements, elements are not scored."""

    code: str
    label: str


class Item(Strict):
    """One of the eighteen things that a signatory can be due on. `number` is the Roman numeral of an objective."""

    code: str
    kind: ItemKind
    sort: int
    number: str
    short: str
    title: str
    elements: tuple[Element, ...] = ()


class CycleState(StrEnum):
    """Whether reports for a cycle can be written."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Cycle(Strict):
    """A reporting year tied to a COP. Read for one signatory, `due_on` is its own due day, an extension included.

    The last four are no part of the cycle itself (`model_dump` leaves them out): what somebody set its state to and
    when, and everybody's due day where `due_on` is a later one, with the reason for which that was given.
    """

    code: str
    cop: str
    place: str
    opens_on: date
    due_on: date
    closes_on: date
    set_state: CycleState | None = Field(default=None, exclude=True)
    set_on: date | None = Field(default=None, exclude=True)
    usual_due_on: date | None = Field(default=None, exclude=True)
    own_day_reason: str | None = Field(default=None, exclude=True)


class Applicability(Strict):
    """One row of the published matrix: an item that a stakeholder type can be due on."""

    stakeholder_type: StakeholderType
    party_group: PartyGroup
    item: str


EUROPEAN_UNION: Final = "EUU"


def is_applicable(
    matrix: tuple[Applicability, ...], stakeholder_type: str, iso3: str | None, annex_i: bool | None, item: str
) -> bool:
    """Whether an item can be due for a body of this type and country (METHOD.md, Applicability)."""
    groups = {PartyGroup.ANY}
    if iso3 == EUROPEAN_UNION:
        groups.add(PartyGroup.EUROPEAN_UNION)
    if annex_i is not None:
        groups.add(PartyGroup.ANNEX_I if annex_i else PartyGroup.NON_ANNEX_I)
    return any(
        row.item == item and row.stakeholder_type == stakeholder_type and row.party_group in groups for row in matrix
    )
