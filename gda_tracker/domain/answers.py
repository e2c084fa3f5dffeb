"""The words of answers: what each code is called and which test stands behind it (METHOD.md, Claimed status)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from .problems import message
from .report import ReasonCode
from .statuses import Additionality, EvidenceKind, OffScale, Status


class Translate(Protocol):
    """A sentence in the person's language: `gda_tracker.i18n.Text`, where that layer cannot be named."""

    def __call__(self, message: str, **values: object) -> str:
        """The sentence with its values filled in."""


STATUS_LABELS: Final[Mapping[Status, str]] = {
    Status.NOT_STARTED: message("Not started"),
    Status.PLANNED: message("Planned"),
    Status.UNDER_WAY: message("Under way"),
    Status.IN_PLACE: message("In place"),
    Status.SUSTAINED: message("Sustained"),
}
STATUS_TESTS: Final[Mapping[Status, str]] = {
    Status.NOT_STARTED: message("We have not begun."),
    Status.PLANNED: message("A decision or published plan, a named owner and a target date."),
    Status.UNDER_WAY: message("Money, staff or a first output is committed, with a date."),
    Status.IN_PLACE: message("The measure is adopted, or the service operates for its main scope."),
    Status.SUSTAINED: message(
        "Full scope, operating for twelve months or more, or a result measured against a baseline."
    ),
}
OFF_SCALE_LABELS: Final[Mapping[OffScale, str]] = {
    OffScale.NO_UPDATE: message("Nothing new to report"),
    OffScale.NOT_APPLICABLE: message("Does not apply to us"),
    OffScale.BLOCKED: message("Stopped or discontinued"),
}
OFF_SCALE_TESTS: Final[Mapping[OffScale, str]] = {
    OffScale.NO_UPDATE: message(
        "Choose why. It counts as a response, never as progress: to keep a status counted, take the last answer over "
        "with today's facts (“It still holds today”)."
    ),
    OffScale.NOT_APPLICABLE: message("Give the reason; it counts once a reviewer has accepted it."),
    OffScale.BLOCKED: message("Give the reason; it is shown apart from the scale."),
}
ADDITIONALITY_LABELS: Final[Mapping[Additionality, str]] = {
    Additionality.NEW: message("New since the Declaration"),
    Additionality.EXPANDED: message("Expanded since the Declaration"),
    Additionality.PRE_EXISTING: message("In force before 15 November 2024"),
    Additionality.UNKNOWN: message("Not known"),
}
REASON_LABELS: Final[Mapping[ReasonCode, str]] = {
    ReasonCode.NO_CHANGE: message("Nothing has changed"),
    ReasonCode.NO_RESOURCES: message("No staff or money"),
    ReasonCode.NO_DATA: message("No data yet"),
    ReasonCode.CHANGE_OF_GOVERNMENT: message("Change of government or management"),
    ReasonCode.CONFIDENTIAL: message("Cannot be made public"),
    ReasonCode.OTHER: message("Another reason"),
}
EVIDENCE_KIND_LABELS: Final[Mapping[EvidenceKind, str]] = {
    EvidenceKind.OWN_PAGE: message("Our own page or press release"),
    EvidenceKind.PRIMARY_DOCUMENT: message("Law, plan, budget, contract, dataset or other primary document"),
}
