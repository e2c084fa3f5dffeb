"""What staff keep about a signatory: its facts and its endorsements, and what makes them impossible."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .declaration import Channel, StakeholderType
from .evidence import link_problem
from .importing import Endorsed
from .problems import Problem, message

NAME_CHARS: Final = 300
ACRONYM_CHARS: Final = 20
TEXT_CHARS: Final = 8_000
LINE_CHARS: Final = 500
URL_CHARS: Final = 2_000
REASON_CHARS: Final = 1_000
EUROPEAN_UNION: Final = "EUU"
FIRST_DAY: Final = date(2024, 11, 1)
"""The Declaration was opened in November 2024; nobody endorsed it before."""
_DATES: Final[Mapping[str, str]] = {
    "endorsed_on": message("The day of endorsement lies in the future."),
    "source_dated_on": message("The date of the source lies in the future."),
    "withdrawn_on": message("The day of withdrawal lies in the future."),
}


@dataclass(frozen=True, slots=True)
class SignatoryFacts:
    """What can be edited of a signatory. `iso3` is a Party's code; None where the body has no one country."""

    name: str
    acronym: str | None
    stakeholder_type: str
    iso3: str | None
    website: str | None
    parent_id: str | None

    @classmethod
    def typed(
        cls,
        name: str,
        acronym: str | None,
        stakeholder_type: str,
        iso3: str | None,
        website: str | None,
        parent_id: str | None,
    ) -> SignatoryFacts:
        """The facts as somebody typed them: outer spaces go, nothing written is unknown."""
        return cls(
            " ".join(name.split()), _told(acronym), stakeholder_type, iso3 or None, _told(website), parent_id or None
        )


def _told(text: str | None) -> str | None:
    return (text or "").strip() or None


def fact_problems(facts: SignatoryFacts, parties: Collection[str]) -> list[Problem]:
    """What is wrong with the facts by themselves."""
    found = []
    if not facts.name:
        found.append(Problem("signatory-name", message("Give the signatory's name."), column="name"))
    for column, text, most in (
        ("name", facts.name, NAME_CHARS),
        ("acronym", facts.acronym, ACRONYM_CHARS),
        ("website", facts.website, URL_CHARS),
    ):
        found += _too_long(column, text, most)
    if facts.stakeholder_type not in set(StakeholderType):
        found.append(Problem("signatory-type", message("Choose one of the nine types."), column="stakeholder_type"))
    if facts.iso3 is not None and facts.iso3 not in parties:
        text = message("“{code}” is the code of no Party. Choose the country from the list.")
        found.append(Problem("signatory-country", text, column="iso3", values={"code": facts.iso3[:20]}))
    found += _type_and_country(facts)
    text = message("The website must begin with https:// or http://.")
    return found + web_problems(facts.website, Problem("signatory-website", text, column="website"))


def _type_and_country(facts: SignatoryFacts) -> list[Problem]:
    is_government = facts.stakeholder_type == StakeholderType.NATIONAL_GOVERNMENT
    if is_government and facts.iso3 is None:
        text = message("A national government needs its country.")
        return [Problem("signatory-type-country", text, column="iso3")]
    if is_government and facts.iso3 == EUROPEAN_UNION:
        text = message("The European Union counts as an international organisation, never as a national government.")
        return [Problem("signatory-type-country", text, column="stakeholder_type")]
    if facts.stakeholder_type == StakeholderType.SUBNATIONAL_GOVERNMENT and facts.iso3 is None:
        text = message("A subnational government needs the country that it lies in.")
        return [Problem("signatory-type-country", text, column="iso3")]
    return []


def endorsement_problems(told: Endorsed, today: date) -> list[Problem]:
    """What is wrong with one endorsement as it is to be recorded."""
    found = [
        Problem("endorsement-future", text, column=column)
        for column, text in _DATES.items()
        if (day := getattr(told, column)) is not None and day > today
    ]
    if told.endorsed_on is not None and told.endorsed_on < FIRST_DAY:
        text = message("The Declaration was opened in November 2024; nobody endorsed it before.")
        found.append(Problem("endorsement-before", text, column="endorsed_on"))
    if told.channel is not None and told.channel not in set(Channel):
        text = message("Choose how it came: letter, note verbale, e-mail or public statement.")
        found.append(Problem("endorsement-channel", text, column="channel"))
    if told.endorsed_on is None and told.source_title is None and told.source_url is None and told.document is None:
        text = message("Give the day of endorsement, or the document or source that tells of it.")
        found.append(Problem("endorsement-empty", text, column="endorsed_on"))
    if told.withdrawn_on and told.endorsed_on and told.withdrawn_on < told.endorsed_on:
        text = message("It cannot be withdrawn before {day}, the day of endorsement.")
        found.append(Problem("endorsement-withdrawn", text, column="withdrawn_on", values={"day": told.endorsed_on}))
    text = message("The address of the source must begin with https:// or http://.")
    found += web_problems(told.source_url, Problem("endorsement-source", text, column="source_url"))
    for column, most in (
        ("additional_statement", TEXT_CHARS), ("document", LINE_CHARS), ("source_title", LINE_CHARS),
        ("source_url", URL_CHARS), ("note", TEXT_CHARS),
    ):  # fmt: skip
        found += _too_long(column, getattr(told, column), most)
    return found


def reason_problems(reason: str) -> list[Problem]:
    """A reason is said in words."""
    if not reason.strip():
        return [Problem("register-reason", message("Say why, for those who read this later."), column="reason")]
    return _too_long("reason", reason, REASON_CHARS)


def web_problems(address: str | None, otherwise: Problem) -> list[Problem]:
    """Why a link cannot lead to this address: `otherwise` where it begins as none does, or what else is wrong."""
    if address is None or len(address) > URL_CHARS:
        return []
    if not address.lower().startswith(("https://", "http://")):
        return [otherwise]
    found = link_problem(address)
    return [replace(found, rule=otherwise.rule, column=otherwise.column)] if found else []


def _too_long(column: str, text: str | None, most: int) -> list[Problem]:
    if text is None or len(text) <= most:
        return []
    told = message("A text is longer than {most} characters. Shorten it.")
    return [Problem("register-too-long", told, column=column, values={"most": most})]
