"""Invented measures, figures, partners and goals beside invented answers, and statements with what they name.

All of it is drawn apart from the answers, so that no rate of the demonstration depends on it.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Final

from ...domain.indicators import Indicator
from ...domain.statuses import Status
from .names import Body

GIVES: Final = 0.22
"""The part of answers with a status that bring more than words."""
STATES: Final = 0.3
"""The part of bodies with an additional statement."""
MARK: Final = "(invented)"
_OWNERS: Final = ("Planning department", "Digital office", "Climate unit", "Programme board", "Operations team")
_MEASURES: Final = (
    "Pilot of the service in {few} places",
    "Procurement of {many} devices with a take-back clause",
    "Training of {many} people in {few} rounds",
    "Publication of {few} data sets, renewed each quarter",
    "Audit of {few} sites by an outside engineer",
)
_CURRENCIES: Final = ("USD", "EUR", "CHF", "KES", "XOF", "BRL", "INR", "JPY")
_PARTNERS: Final = ("Harbour University", "Meadow Repair Network", "Ridge Open Data Lab", "Coral Savings Bank")
_GOALS: Final[dict[str, tuple[int, ...]]] = {
    "O1": (11, 13), "O2": (9, 13), "O3": (7, 12, 13), "O4": (4, 5, 10), "O5": (9, 17), "O6": (8, 9), "O7": (4, 12),
    "O8": (17,),
}  # fmt: skip
SAYINGS: Final[dict[str, str]] = {
    "O1": "Early warnings by cell broadcast shall reach every district.",
    "O2": "Our critical networks keep backup power for three days.",
    "O3": "We run our data centres on renewable energy and recycle every device.",
    "O4": "Digital skills and affordable access come first for rural communities.",
    "O5": "We publish open data on emissions with a life cycle assessment.",
    "O6": "A climate fund supports open source tools of young firms.",
    "O7": "Awareness raising and an eco label help consumers to choose.",
    "O8": "We share best practices through a community of practice.",
}
OPENING: Final = "Invented for the demonstration."


def given(entry: dict[str, Any], known: tuple[Indicator, ...]) -> dict[str, list[dict[str, Any]]]:
    """Rows by table beside one answer; nothing beside most."""
    version_id, claimed = entry["version_id"], entry["claimed"]
    rng = Random(f"{version_id}/given")
    if not claimed or rng.random() > GIVES:
        return {}
    year = int(entry["cycle"])
    figures = rng.sample(known, k=min(len(known), rng.randint(0, 2)))
    partners = rng.sample(_PARTNERS, k=rng.randint(0, 2))
    goals = _GOALS.get(entry["item"], (13,))
    return {
        "measure_row": [
            {"version_id": version_id, "ordinal": place, **_measure(rng, year, claimed)}
            for place in range(1, rng.randint(1, 2) + 1)
        ],
        "indicator_row": [
            {"version_id": version_id, "ordinal": place, **_figure(rng, one, year)}
            for place, one in enumerate(figures, start=1)
        ],
        "entry_extra_row": [
            {
                "version_id": version_id,
                "partners": "\n".join(f"{name} {MARK}" for name in partners) or None,
                "sdgs": " ".join(str(goal) for goal in goals),
            }
        ],
    }


def _measure(rng: Random, year: int, claimed: int) -> dict[str, Any]:
    title = rng.choice(_MEASURES).format(few=rng.randint(2, 9), many=rng.randint(11, 96))
    has_budget = rng.random() < 0.7
    return {
        "title": f"{title} {MARK}",
        "starts_on": date(year - (1 if claimed >= Status.IN_PLACE else 0), rng.randint(1, 9), 1),
        "ends_on": date(year + rng.randint(1, 3), 12, 31) if rng.random() < 0.8 else None,
        "owner": rng.choice(_OWNERS),
        "budget_amount": rng.randint(3, 900) * 10_000 if has_budget else None,
        "budget_currency": rng.choice(_CURRENCIES) if has_budget else None,
    }


def _figure(rng: Random, one: Indicator, year: int) -> dict[str, Any]:
    """Within the plausible range of the catalogue, the baseline within it too."""
    top = min(one.maximum, max(one.minimum, 0) * 4 + 100)
    first, second = (round(rng.uniform(one.minimum, top), 2) for _ in range(2))
    return {"code": one.code, "value": first, "year": year - 1, "baseline_value": second, "baseline_year": year - 3}


def statement(body: Body) -> str | None:
    """Up to three sentences that name objectives, behind the mark; most bodies add nothing."""
    rng = Random(f"{body.signatory_id}/statement")
    if rng.random() > STATES and body.iso3 not in ("KEN", "FJI"):
        return None
    codes = sorted(rng.sample(list(SAYINGS), k=rng.randint(1, 3)))
    return " ".join((OPENING, *(SAYINGS[code] for code in codes)))
