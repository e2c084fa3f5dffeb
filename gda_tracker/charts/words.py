"""Codes in words for people: stakeholder types, groups, rates, statuses, ages."""

from __future__ import annotations

from typing import Final

from ..domain.rates import RateName
from ..domain.statuses import AgeClass, Light, OffScale, Status
from ..i18n import Text

_NUMERALS: Final = {f"O{n}": numeral for n, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), 1)}


def numeral(code: str) -> str:
    """The Roman numeral of an objective, else the item's code."""
    return _NUMERALS.get(code, code)


def type_label(t: Text, code: str) -> str:
    """A stakeholder type as a label, in the plural."""
    return {
        "all": t("All stakeholder types"),
        "national_government": t("National governments"),
        "international_organisation": t("International organisations"),
        "financial_institution": t("Financial institutions"),
        "philanthropy": t("Philanthropy"),
        "private_sector": t("Private sector"),
        "academia": t("Academia"),
        "civil_society": t("Civil society"),
        "technical_community": t("Technical community"),
        "subnational_government": t("Subnational governments"),
    }[code]


def one_of_type(t: Text, code: str) -> str:
    """A stakeholder type as a label, in the singular."""
    return {
        "national_government": t("National government"),
        "international_organisation": t("International organisation"),
        "financial_institution": t("Financial institution"),
        "philanthropy": t("Philanthropy"),
        "private_sector": t("Private sector"),
        "academia": t("Academia"),
        "civil_society": t("Civil society"),
        "technical_community": t("Technical community"),
        "subnational_government": t("Subnational government"),
    }[code]


def type_in_sentence(t: Text, code: str) -> str:
    """Bodies of a stakeholder type inside a sentence, in the plural."""
    return {
        "all": t("signatories of all types"),
        "national_government": t("national governments"),
        "international_organisation": t("international organisations"),
        "financial_institution": t("financial institutions"),
        "philanthropy": t("philanthropic bodies"),
        "private_sector": t("private-sector bodies"),
        "academia": t("academic bodies"),
        "civil_society": t("civil-society bodies"),
        "technical_community": t("technical-community bodies"),
        "subnational_government": t("subnational governments"),
    }[code]


def one_in_sentence(t: Text, code: str) -> str:
    """A body of a stakeholder type inside a sentence, in the singular."""
    return {
        "all": t("signatory"),
        "national_government": t("national government"),
        "international_organisation": t("international organisation"),
        "financial_institution": t("financial institution"),
        "philanthropy": t("philanthropic body"),
        "private_sector": t("private-sector body"),
        "academia": t("academic body"),
        "civil_society": t("civil-society body"),
        "technical_community": t("technical-community body"),
        "subnational_government": t("subnational government"),
    }[code]


def dimension_label(t: Text, code: str) -> str:
    """A grouping of countries."""
    return {
        "itu_region": t("ITU regions"),
        "un_region": t("UN regions"),
        "ldc": t("Least developed countries"),
        "lldc": t("Landlocked developing countries"),
        "sids": t("Small island developing States"),
        "income_group": t("Income groups"),
    }[code]


def member_label(t: Text, dimension: str, member: str) -> str:
    """A member of a grouping; the yes and no of a list become its name."""
    if dimension in {"ldc", "lldc", "sids"}:
        return dimension_label(t, dimension) if member == "yes" else t("Other countries")
    return {
        "all": t("World"),
        "Africa": t("Africa"),
        "Americas": t("Americas"),
        "Arab States": t("Arab States"),
        "Asia-Pacific": t("Asia-Pacific"),
        "CIS": t("CIS"),
        "Europe": t("Europe"),
        "Asia": t("Asia"),
        "Oceania": t("Oceania"),
        "High income": t("High income"),
        "Upper middle income": t("Upper middle income"),
        "Lower middle income": t("Lower middle income"),
        "Low income": t("Low income"),
    }.get(member, member)


def rate_label(t: Text, rate: RateName) -> str:
    """The name of a rate."""
    return {
        RateName.VERIFIED: t("Verified"),
        RateName.EVIDENCE_BACKED: t("Evidence-backed"),
        RateName.CLAIMED: t("Claimed"),
        RateName.ACTING: t("Acting"),
        RateName.RESPONSE: t("Reported"),
        RateName.TIMELINESS: t("On time"),
    }[rate]


def status_label(t: Text, status: int) -> str:
    """A point of the status scale."""
    return {
        Status.NOT_STARTED: t("Not started"),
        Status.PLANNED: t("Planned"),
        Status.UNDER_WAY: t("Under way"),
        Status.IN_PLACE: t("In place"),
        Status.SUSTAINED: t("Sustained"),
    }[Status(status)]


def off_scale_label(t: Text, code: str) -> str:
    """An answer apart from the scale."""
    return {
        OffScale.NO_REPORT: t("No report"),
        OffScale.NO_UPDATE: t("No update"),
        OffScale.NOT_APPLICABLE: t("Not applicable"),
        OffScale.BLOCKED: t("Stopped"),
    }[OffScale(code)]


def light_label(t: Text, light: str) -> str:
    """A state of the reporting light."""
    return {
        Light.ON_TIME: t("On time"),
        Light.LATE: t("Late"),
        Light.DUE: t("Due"),
        Light.OVERDUE: t("Overdue"),
        Light.SILENT: t("Silent for 24 months"),
    }[Light(light)]


def age_label(t: Text, code: str, months: int | None) -> str:
    """How old the facts are."""
    word = {
        AgeClass.FRESH: t("fresh"),
        AgeClass.AGEING: t("ageing"),
        AgeClass.OUT_OF_DATE: t("out of date"),
    }[AgeClass(code)]
    if months is None:
        return word
    return t.n("{word}, one month", "{word}, {n} months", months, word=word)


def decision_label(t: Text, decision: str) -> str:
    """A reviewer's decision; a code that is new shows itself."""
    return {
        "confirm": t("confirmed"),
        "lower": t("lowered"),
        "return": t("returned"),
        "accept_not_applicable": t("accepted as not applicable"),
        "refuse_not_applicable": t("not accepted as not applicable"),
    }.get(decision, decision)
