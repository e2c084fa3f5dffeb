"""The words of the data dictionary for what is given beside an answer: tables that were added to schema 1 later.

An edition that was made before has none of them. An empty meaning stands for the shared one.
"""

from __future__ import annotations

from typing import Final

from ..domain.problems import message

_PLACE: Final = message("Place among those of the entry, from 1.")

DETAILS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "measure": (
        message(
            "Measures that signatories report with an entry. Budgets are listed as reported, in their own currencies, "
            "and must not be summed: they overlap, and differ in years and in what they count."
        ),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "ordinal": _PLACE,
            "title": message("What is done."),
            "starts_on": message("The day it begins; empty where none was given."),
            "ends_on": message("The day it ends; empty where none was given."),
            "owner": message("Who answers for it."),
            "budget_amount": message("Budget, in the currency of the next column."),
            "budget_currency": message("ISO 4217 code of the currency."),
        },
    ),
    "indicator": (
        message("Figures that signatories report with an entry; nobody has checked them unless a review says so."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "ordinal": _PLACE,
            "code": message("Code in the tracker's catalogue of indicators; empty for a signatory's own indicator."),
            "name": message("Name of the indicator, as in the catalogue at publication or as the signatory wrote it."),
            "unit": message("Unit of the value and of the baseline."),
            "definition": message("What is counted, as in the catalogue; empty for an own indicator."),
            "standard": message("The standard that the definition comes from; empty for an own indicator."),
            "value": message("The value as reported, in the unit."),
            "year": message("The year that the value is of."),
            "baseline_value": message("The value at the beginning, in the unit; empty where none was given."),
            "baseline_year": message("The year that the baseline is of."),
        },
    ),
    "partner": (
        message("Partners that signatories name with an entry."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "ordinal": _PLACE,
            "name": message("The partner, as the signatory wrote it."),
        },
    ),
    "goal": (
        message("Sustainable Development Goals that signatories name with an entry."),
        {"signatory_id": "", "item": "", "cycle": "", "sdg": message("Number of the goal, 1 to 17.")},
    ),
    "mapping": (
        message("Items that a signatory's statement names, each confirmed by a person; proposals are not published."),
        {
            "signatory_id": "",
            "item": "",
            "degree": message("high (named clearly), medium (a part of it is named) or low (touched on)."),
            "quote": message("The words of the statement that name it."),
            "confirmed_by": message("Who confirmed it: focal_point (the signatory's own) or staff."),
            "confirmed_on": message("The day it was confirmed."),
        },
    ),
    "service": (
        message(
            "The secretariat's own work: review, audits, links, backups, accessibility. These figures were counted in "
            "the private register when the edition was made; the package alone does not give them again."
        ),
        {
            "measure": message("What is measured, as the page “We report on ourselves” defines it."),
            "count_of": message("How many, of those in the next column where it is filled; empty: not measured yet."),
            "count_in": message("Of how many, or over how many the value was taken."),
            "value": message("The median, the agreement or the age, in the unit; empty: not measured, or too few."),
            "unit": message("answers, claims, links, days, kappa, violations or day."),
            "since": message("Acts after this day were counted; empty where no period applies."),
            "known_on": message("The day that the figure is of; empty: not measured yet."),
        },
    ),
}
