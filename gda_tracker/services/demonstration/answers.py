"""Invented reports: what each body answers in each cycle, what it attaches, and what a reviewer said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from ...domain.declaration import Applicability, Cycle, Item, StakeholderType, is_applicable
from ...domain.indicators import Indicator
from ...domain.report import ReasonCode, entry_id
from ...domain.review import Verdict
from ...domain.statuses import Additionality, EvidenceKind, OffScale, Status
from .giving import given
from .names import Body
from .narratives import DONE, told
from .practices import offered
from .rows import Rows

DILIGENCE: Final[dict[StakeholderType, float]] = {
    StakeholderType.NATIONAL_GOVERNMENT: 0.7,
    StakeholderType.INTERNATIONAL_ORGANISATION: 0.66,
    StakeholderType.FINANCIAL_INSTITUTION: 0.52,
    StakeholderType.PHILANTHROPY: 0.48,
    StakeholderType.PRIVATE_SECTOR: 0.47,
    StakeholderType.ACADEMIA: 0.55,
    StakeholderType.CIVIL_SOCIETY: 0.5,
    StakeholderType.TECHNICAL_COMMUNITY: 0.54,
    StakeholderType.SUBNATIONAL_GOVERNMENT: 0.45,
}
NEVER_REPORTS: Final = 0.17
EASE: Final[dict[str, float]] = {
    "O1": 0.5, "O2": 0.1, "O3": 0.25, "O4": 0.75, "O5": -0.2, "O6": -0.1, "O7": -0.6, "O8": 0.5,
    "F1": 0.2, "F2": 0.1, "F3": -0.2, "F4": -0.5, "F5": -0.4, "F6": -0.7, "F7": -0.3, "F8": 0.3, "C1": -0.2, "C2": 0.4,
}  # fmt: skip
_DOCUMENTS: Final = (
    "Strategy document",
    "Budget law",
    "Board decision",
    "Annual report",
    "Contract notice",
    "Data set",
)
_LOWERED: Final = "The document shows a decision and a budget; operation had not begun on the as-of date."
_RETURNED: Final = "The link does not open the page that is named. Please give the article and a link that works."


@dataclass(frozen=True, slots=True)
class Setting:
    """What the invention is drawn against: items, applicability, cycles and the day it ends."""

    items: Sequence[Item]
    matrix: tuple[Applicability, ...]
    cycles: Sequence[Cycle]
    until: date
    silent_in_last: frozenset[str]
    """Signatories left to report the last cycle themselves, since a person tries the demonstration as them."""
    indicators: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)
    """The catalogue by item."""
    always_report: frozenset[str] = frozenset()


def invent(bodies: Sequence[Body], setting: Setting, rng: Random) -> Iterator[Rows]:
    """The rows of each body, one after the other."""
    for body in bodies:
        yield _of(body, setting, rng)


def _of(body: Body, setting: Setting, rng: Random) -> Rows:
    rows = Rows()
    diligence = min(0.97, max(0.04, rng.gauss(DILIGENCE[body.stakeholder_type], 0.2)))
    if rng.random() < NEVER_REPORTS and body.signatory_id not in setting.always_report:
        return rows
    maturity = rng.gauss(1.45, 0.8)
    applicable = [
        item
        for item in setting.items
        if is_applicable(setting.matrix, body.stakeholder_type, body.iso3, body.annex_i, item.code)
    ]
    for turn, cycle in enumerate(setting.cycles):
        is_last = turn == len(setting.cycles) - 1
        if is_last and body.signatory_id in setting.silent_in_last:
            continue
        likely = diligence * (0.72 + 0.28 * (turn + 1) / len(setting.cycles)) + 0.06
        reports = body.signatory_id in setting.always_report or rng.random() < likely
        submitted_on = _submitted_on(cycle, diligence, rng)
        if body.signatory_id in setting.always_report:
            submitted_on = min(submitted_on, setting.until)
        if reports and body.endorsed_on < submitted_on and body.withdrawn_on is None:
            # What comes later than the demonstration ends is drawn as well, so that nobody else's report changes with
            # it, and then left out: else all of it would arrive on the last day.
            comes = submitted_on <= setting.until
            _report(
                rows if comes else Rows(), body, applicable, cycle, turn, maturity, submitted_on, setting.until, rng
            )
    _give(rows, setting)
    return rows


def _give(rows: Rows, setting: Setting) -> None:
    """Beside the answers of one body, once they stand."""
    for entry in rows.entry_row:
        for table, found in given(entry, setting.indicators.get(entry["item"], ())).items():
            getattr(rows, table).extend(found)


def _submitted_on(cycle: Cycle, diligence: float, rng: Random) -> date:
    if rng.random() < 0.35 + 0.55 * diligence:
        day = cycle.due_on - timedelta(days=int(rng.expovariate(1 / 12)))
    else:
        day = cycle.due_on + timedelta(days=1 + int(rng.expovariate(1 / 16)))
    return min(max(day, cycle.opens_on), cycle.closes_on)


def _report(
    rows: Rows, body: Body, items: Sequence[Item], cycle: Cycle, turn: int, maturity: float,
    submitted_on: date, until: date, rng: Random,
) -> None:  # fmt: skip
    submitted_at = datetime.combine(submitted_on, time(rng.randint(7, 18), rng.randint(0, 59)))
    common = {"signatory_id": body.signatory_id, "cycle": cycle.code}
    by = {"submitted_by": f"demo-focal-{body.signatory_id}"}
    rows.submission_row.append({**common, "submitted_at": submitted_at, **by})
    for item in items:
        if rng.random() > 0.82:
            continue
        answer = _answer(item, turn, maturity, submitted_on, rng)
        if answer["narrative"]:
            answer["narrative"] = told(answer["narrative"], body, item, cycle.code)
        version_id = f"demo-{body.signatory_id}-{cycle.code}-{item.code}"
        entry = {
            **common, **answer, "item": item.code, "version_id": version_id,
            "entry_id": entry_id(body.signatory_id, cycle.code, item.code),
            "saved_at": submitted_at, "saved_by": by["submitted_by"], "is_submitted": True,
        }  # fmt: skip
        rows.entry_row.append(entry)
        level = _attach(rows, entry, rng)
        _review(rows, entry, level, until, rng)
        _offer(rows, entry, body, item, rng)


def _answer(item: Item, turn: int, maturity: float, submitted_on: date, rng: Random) -> dict[str, Any]:
    blank = dict.fromkeys(("claimed", "off_scale", "reason_code", "reason", "as_of", "narrative", "elements"))
    draw = rng.random()
    unknown = {**blank, "additionality": Additionality.UNKNOWN.value}
    if draw < 0.05 and turn:
        return {**unknown, "off_scale": OffScale.NO_UPDATE.value, "reason_code": rng.choice(list(ReasonCode)).value}
    if draw < 0.08:
        return {**unknown, "off_scale": OffScale.NOT_APPLICABLE.value, "reason": "No mandate in this field."}
    if draw < 0.092:
        return {**unknown, "off_scale": OffScale.BLOCKED.value, "reason": "Stopped when the programme's funding ended."}
    latent = maturity + EASE.get(item.code, 0.0) + 0.55 * turn + rng.gauss(0, 0.75)
    claimed = Status(min(4, max(0, round(latent))))
    elements = [element.code for element in item.elements if rng.random() < 0.45] if claimed else []
    has_date = rng.random() < 0.96
    return {
        **unknown,
        "claimed": int(claimed),
        "as_of": submitted_on - timedelta(days=int(rng.triangular(2, 240, 30))) if has_date else None,
        "narrative": rng.choice(DONE[claimed]),
        "elements": " ".join(elements) or None,
        "additionality": rng.choices(list(Additionality), weights=(34, 36, 21, 9))[0].value,
    }


def _attach(rows: Rows, entry: dict[str, Any], rng: Random) -> int:
    claimed = entry["claimed"]
    if not claimed:
        return 0
    draw = rng.random()
    if draw > 0.56 + 0.1 * claimed:
        return 0
    is_document = draw < 0.44 + 0.1 * claimed
    kind = EvidenceKind.PRIMARY_DOCUMENT if is_document else EvidenceKind.OWN_PAGE
    rows.evidence_row.append(
        {
            "version_id": entry["version_id"],
            "ordinal": 1,
            "kind": kind.value,
            "title": rng.choice(_DOCUMENTS) if is_document else "News page",
            "url": f"https://demonstration.example/{entry['signatory_id']}/{entry['item'].lower()}",
            "locator": rng.choice(("page 4", "article 7", "section 2.1", "table 3")) if is_document else None,
            "dated_on": entry["as_of"],
            "is_public": True,
        }
    )
    return 2 if is_document else 1


def _review(rows: Rows, entry: dict[str, Any], level: int, until: date, rng: Random) -> None:
    decided_at = entry["saved_at"] + timedelta(days=3 + int(rng.expovariate(1 / 14)))
    if decided_at.date() > until or rng.random() > (0.86 if level == 2 else 0.3):
        return
    verdict, status, evidence, reason = _verdict(entry, level, rng)
    if verdict is None:
        return
    rows.review_row.append(
        {
            "version_id": entry["version_id"], "entry_id": entry["entry_id"], "signatory_id": entry["signatory_id"],
            "decision": verdict.value, "status": status, "evidence": evidence, "reason": reason,
            "decided_at": decided_at, "decided_by": "demo-reviewer",
        }
    )  # fmt: skip


def _verdict(
    entry: dict[str, Any], level: int, rng: Random
) -> tuple[Verdict | None, int | None, int | None, str | None]:
    if entry["off_scale"] == OffScale.NOT_APPLICABLE.value:
        return Verdict.ACCEPT_NOT_APPLICABLE, None, None, None
    claimed = entry["claimed"]
    if claimed is None or level == 0:
        return None, None, None, None
    draw = rng.random()
    if level == 2 and draw < 0.8:
        return Verdict.CONFIRM, claimed, 4 if rng.random() < 0.18 else 3, None
    if draw < 0.93 and claimed > 1:
        return Verdict.LOWER, claimed - 1, 3 if level == 2 else None, _LOWERED
    return Verdict.RETURN, None, None, _RETURNED


def _offer(rows: Rows, entry: dict[str, Any], body: Body, item: Item, rng: Random) -> None:
    if (entry["claimed"] or 0) < Status.IN_PLACE or rng.random() > 0.03:
        return
    title, summary, entry["elements"] = offered(body, item, entry["elements"])
    rows.practice_row.append(
        {
            "practice_id": f"{entry['version_id']}-practice",
            "signatory_id": body.signatory_id,
            "cycle": entry["cycle"],
            "item": item.code,
            "title": title,
            "summary": summary,
            "url": None,
            "is_offered": True,
        }
    )
