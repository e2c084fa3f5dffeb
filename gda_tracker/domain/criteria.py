"""What counts for a status and what does not: examples beside the test, for reviewers (METHOD.md, Claimed status)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .problems import message
from .statuses import Status


@dataclass(frozen=True, slots=True)
class Criteria:
    """Examples on both sides of the test."""

    counts: str
    does_not: str


CRITERIA: Final[Mapping[Status, Criteria]] = {
    Status.PLANNED: Criteria(
        message("Counts: a cabinet decision, or a published plan that names who does it and by when."),
        message("Does not count: an intention in a speech, a plan without an owner or a date."),
    ),
    Status.UNDER_WAY: Criteria(
        message("Counts: a budget line, a signed contract, staff in post, a first output with its date."),
        message("Does not count: a tender that is being prepared, a request for money."),
    ),
    Status.IN_PLACE: Criteria(
        message("Counts: a law in force with its regulator at work, a service that its main users can use."),
        message("Does not count: a bill, a pilot, a law whose rules are not yet written."),
    ),
    Status.SUSTAINED: Criteria(
        message("Counts: twelve months of operation at full scope shown by dates, or a figure beside its baseline."),
        message("Does not count: a launch less than a year ago, a figure without a baseline or a source."),
    ),
}
