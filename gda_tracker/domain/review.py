"""A reviewer's decision on one entry version (METHOD.md, Evidence level and Assessed status).

Two readers. METHOD.md does not say where two are asked, PRODUCT.md (row 7) asks for them; this is the rule, and it
only ever asks for more than METHOD.md does. A second reviewer reads the answer without seeing what the first found,
and nothing is decided before, where (1) the answer claims “sustained”, (2) the first reader found evidence level 4,
or (3) the answer is one of the ten in a hundred whose version id hashes so, drawn to measure agreement; (3) only where
another reviewer is there to read. A return is a question that publishes nothing, so one reader may always ask it.
Where two differ, another reviewer decides between them; one of the two may where nobody else is free to.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
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


class ReviewReason(StrEnum):
    """Why an answer is lowered or returned, from the short list."""

    BODY_NOT_SHOWN = "body_not_shown"
    DATE_NOT_SHOWN = "date_not_shown"
    TEST_NOT_MET = "test_not_met"
    PAGE_MISSING = "page_missing"
    LINK_DEAD = "link_dead"
    OWN_SOURCE_ONLY = "own_source_only"
    OTHER = "other"


REASON_SENTENCES: Final[Mapping[ReviewReason, str]] = {
    ReviewReason.BODY_NOT_SHOWN: message("The document does not show which body adopted or runs the measure."),
    ReviewReason.DATE_NOT_SHOWN: message("The document does not show since when the measure has been in force."),
    ReviewReason.TEST_NOT_MET: message("What the document shows does not meet the test of the status."),
    ReviewReason.PAGE_MISSING: message("Please name the page or article that shows it."),
    ReviewReason.LINK_DEAD: message("The link does not open. Please give one that does, or attach the document."),
    ReviewReason.OWN_SOURCE_ONLY: message("Only your own page speaks for it. Please add a primary document."),
    ReviewReason.OTHER: "",
}
"""The sentence that each begins with; the reviewer completes it, and the signatory reads the whole."""


class WhyTwo(StrEnum):
    """Why a second reader is asked."""

    SUSTAINED = "sustained"
    INDEPENDENT = "independent"
    DRAWN = "drawn"


class Decision(Strict):
    """A verdict with what it needs: E 3 or 4 to confirm, a lower status to lower, a reason unless confirmed at E 3.

    The reason of evidence level 4 names the independent source that agrees.
    """

    verdict: Verdict
    status: Status | None = None
    evidence: EvidenceLevel | None = None
    reason: str | None = None
    reason_code: ReviewReason | None = None


REPLY_WORKING_DAYS: Final = 20
"""So long a signatory may reply to a decision; where it does not, the decision is published with those words."""
DRAWN_SHARE: Final = 0.1
"""The part of the other answers that two readers read, drawn by a hash of the version id."""


def why_two(decision: Decision, entry: Entry, version_id: str) -> WhyTwo | None:
    """Why a second reader has to read before this reading decides; None where one reader is enough."""
    if decision.verdict is Verdict.RETURN:
        return None
    if entry.claimed is Status.SUSTAINED:
        return WhyTwo.SUSTAINED
    if decision.evidence is EvidenceLevel.INDEPENDENT:
        return WhyTwo.INDEPENDENT
    return WhyTwo.DRAWN if is_drawn(version_id) else None


def is_drawn(version_id: str) -> bool:
    """Whether the answer is one of those that two readers read to measure agreement; the same for ever."""
    return int.from_bytes(sha256(version_id.encode()).digest()[:4], "big") < DRAWN_SHARE * 2**32


def agree(first: Decision, second: Decision) -> bool:
    """Whether two readings come to the same: verdict, status and evidence level; the words may differ."""
    return _outcome(first) == _outcome(second)


def _outcome(decision: Decision) -> tuple[Verdict, Status | None, EvidenceLevel | None]:
    return decision.verdict, decision.status, decision.evidence


def checked(decision: Decision, entry: Entry) -> Decision | Rejected:
    """The decision with its status filled in, or what is wrong with it for this entry."""
    about_not_applicable = decision.verdict in (Verdict.ACCEPT_NOT_APPLICABLE, Verdict.REFUSE_NOT_APPLICABLE)
    if about_not_applicable and entry.off_scale is not OffScale.NOT_APPLICABLE:
        return Rejected.because(
            "review-not-applicable", message("The entry does not say that the item is not applicable.")
        )
    if decision.verdict not in (Verdict.CONFIRM, Verdict.ACCEPT_NOT_APPLICABLE) and not decision.reason:
        lowered = _lowered(decision, entry) if decision.verdict is Verdict.LOWER else None
        return Rejected((*(lowered.problems if isinstance(lowered, Rejected) else ()), *_NO_REASON.problems))
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
    if not entry.evidence:
        return _NOTHING_TO_OPEN
    if decision.evidence is EvidenceLevel.INDEPENDENT and not decision.reason:
        return NO_SOURCE
    return decision.model_copy(update={"status": entry.claimed})


def _lowered(decision: Decision, entry: Entry) -> Decision | Rejected:
    if entry.claimed is None or decision.status is None or decision.status >= entry.claimed:
        return Rejected.because("review-lower", message("Choose a status below the one that is claimed."))
    if decision.evidence is not None and decision.evidence not in _OPENED:
        return Rejected.because(
            "review-evidence-lower", message("Evidence that you opened is level 3 or 4; leave the level out otherwise.")
        )
    return _NOTHING_TO_OPEN if decision.evidence is not None and not entry.evidence else decision


_NO_REASON: Final = Rejected.because("review-reason", message("Give a reason; the signatory will read it."))
NO_SOURCE: Final = Rejected.because(
    "review-source", message("Say which independent source agrees: evidence level 4 rests on it.")
)
_OPENED: Final = (EvidenceLevel.OPENED, EvidenceLevel.INDEPENDENT)
_NOTHING_TO_OPEN: Final = Rejected.because(
    "review-no-evidence", message("There is no evidence to open. Return the entry and ask for some.")
)
