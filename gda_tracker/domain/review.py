"""A reviewer's decision on one entry version (METHOD.md, Evidence level and Assessed status)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .declaration import Strict
from .problems import Rejected, message
from .report import Entry
from .statuses import EvidenceLevel, OffScale, Status


class Verdict(StrEnum):
    """What a reviewer can decide."""

    CONFIRM = "confirm"
    LOWER = "lower"
    RETURN = "return"
    ACCEPT_NOT_APPLICABLE = "accept_not_applicable"
    REFUSE_NOT_APPLICABLE = "refuse_not_applicable"


class Decision(Strict):
    """A verdict with what it needs: E 3 or 4 to confirm, a lower status to lower, a reason unless confirmed."""

    verdict: Verdict
    status: Status | None = None
    evidence: EvidenceLevel | None = None
    reason: str | None = None


def checked(decision: Decision, entry: Entry) -> Decision | Rejected:
    """The decision with its status filled in, or what is wrong with it for this entry."""
    about_not_applicable = decision.verdict in (Verdict.ACCEPT_NOT_APPLICABLE, Verdict.REFUSE_NOT_APPLICABLE)
    if about_not_applicable and entry.off_scale is not OffScale.NOT_APPLICABLE:
        return Rejected.because(
            "review-not-applicable", message("The entry does not say that the item is not applicable.")
        )
    if decision.verdict not in (Verdict.CONFIRM, Verdict.ACCEPT_NOT_APPLICABLE) and not decision.reason:
        return Rejected.because("review-reason", message("Give a reason; the signatory will read it."))
    if decision.verdict is Verdict.CONFIRM:
        return _confirmed(decision, entry)
    if decision.verdict is Verdict.LOWER:
        return _lowered(decision, entry)
    return decision.model_copy(update={"status": None, "evidence": None})


def _confirmed(decision: Decision, entry: Entry) -> Decision | Rejected:
    if entry.claimed is None:
        return Rejected.because(
            "review-nothing-claimed", message("The entry claims no status that could be confirmed.")
        )
    if decision.evidence not in _OPENED:
        return Rejected.because(
            "review-evidence",
            message("Confirm with evidence level 3 (you opened it) or 4 (an independent source agrees)."),
        )
    return _NOTHING_TO_OPEN if not entry.evidence else decision.model_copy(update={"status": entry.claimed})


def _lowered(decision: Decision, entry: Entry) -> Decision | Rejected:
    if entry.claimed is None or decision.status is None or decision.status >= entry.claimed:
        return Rejected.because("review-lower", message("Choose a status below the one that is claimed."))
    if decision.evidence is not None and decision.evidence not in _OPENED:
        return Rejected.because(
            "review-evidence-lower", message("Evidence that you opened is level 3 or 4; leave the level out otherwise.")
        )
    return _NOTHING_TO_OPEN if decision.evidence is not None and not entry.evidence else decision


_OPENED: Final = (EvidenceLevel.OPENED, EvidenceLevel.INDEPENDENT)
_NOTHING_TO_OPEN: Final = Rejected.because(
    "review-no-evidence", message("There is no evidence to open. Return the entry and ask for some.")
)
