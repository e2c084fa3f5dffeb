"""The figures about the secretariat's own work, from what was counted in the register. Pure."""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import Final

from ..domain.service import FEWEST, UNITS, AccessibilityRun, Measure, ServiceFacts, ServiceRow
from .agreement import agreement

_Z: Final = 1.959963984540054
"""The two-sided 95 % point of the normal distribution."""


def service_rows(facts: ServiceFacts, accessibility: AccessibilityRun | None) -> tuple[ServiceRow, ...]:
    """Every measure once, in the order of `Measure`; what was never counted has neither count, value nor day."""
    on, since, audit = facts.on, facts.since, facts.audit
    oldest = None if facts.oldest_on is None else float((on - facts.oldest_on).days)
    kappa = None if len(facts.pairs) < FEWEST else agreement(facts.pairs).kappa
    days = facts.median_days if facts.decided >= FEWEST else None
    run = accessibility if accessibility and accessibility.run_on <= on else None
    return (
        _row(Measure.BACKLOG, count_of=facts.waiting, known_on=on),
        _row(Measure.OLDEST, value=oldest, known_on=on if facts.waiting else None),
        _row(Measure.DAYS, value=days, count_in=facts.decided, since=since, known_on=on if facts.decided else None),
        _part(Measure.DOUBLE_READ, facts.double_read, facts.decided, since, on),
        _row(
            Measure.AGREEMENT,
            value=None if kappa is None else round(kappa, 4),
            count_in=len(facts.pairs),
            since=since,
            known_on=on if facts.pairs else None,
        ),
        _part(Measure.LOWERED, facts.lowered, facts.decided, since, on),
        _part(Measure.RETURNED, facts.returned, facts.decided, since, on),
        _part(Measure.TACIT, facts.tacit, facts.reply_windows_closed, since, on),
        _part(Measure.OVER_CLAIMED, audit.over_claimed, audit.judged, None, audit.drawn_on)
        if audit
        else _row(Measure.OVER_CLAIMED),
        _part(Measure.DEAD_LINKS, facts.links_dead, facts.links_checked, None, on),
        _row(Measure.BACKUP, known_on=facts.backed_up_on),
        _row(Measure.BACKUP_CHECK, known_on=facts.backup_checked_on),
        _row(Measure.ACCESSIBILITY, count_of=run.violations, count_in=run.views, known_on=run.run_on)
        if run
        else _row(Measure.ACCESSIBILITY),
    )


def wilson(count: int, total: int) -> tuple[float, float] | None:
    """The 95 % interval of a share by Wilson's score (1927); None of nobody."""
    if not total:
        return None
    share, square = count / total, _Z * _Z
    middle = share + square / (2 * total)
    half = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _part(measure: Measure, count: int, total: int, since: date | None, on: date) -> ServiceRow:
    """So many of so many; of none at all it is not measured yet."""
    if not total:
        return _row(measure, since=since)
    return _row(measure, count_of=count, count_in=total, since=since, known_on=on)


def _row(
    measure: Measure,
    *,
    count_of: int | None = None,
    count_in: int | None = None,
    value: float | None = None,
    since: date | None = None,
    known_on: date | None = None,
) -> ServiceRow:
    return ServiceRow(measure, count_of, count_in, value, UNITS[measure], since, known_on)
