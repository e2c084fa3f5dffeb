"""What a number counts, in words: its sentence, definition, formula, and why rows are not in it (METHOD.md, Rates)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..domain.behind import Counted, Part, Reason
from ..domain.cutoffs import PUBLISHED
from ..domain.rates import SMALLEST_GROUP
from ..domain.statuses import EvidenceLevel, Status
from ..i18n import Text
from . import words

BOUNDED: Final = frozenset({Counted.CLAIMED, Counted.EVIDENCE_BACKED, Counted.VERIFIED})
"""The rates that floor and ceiling are about."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a number is about, in words: item, group and place as they stand in sentences."""

    counted: Counted
    item: str
    group: str
    place: str
    is_any: bool
    is_added: bool


def counted_label(t: Text, counted: Counted) -> str:
    """What is counted, as a label."""
    if counted.rate is not None:
        return words.rate_label(t, counted.rate)
    return t("Endorsed") if counted == Counted.ENDORSED else t("Due to report")


def item_phrase(t: Text, code: str, short: str) -> str:
    """An item inside a sentence."""
    if code == "any":
        return t("at least one item")
    return t("objective {number}", number=words.numeral(code)) if code.startswith("O") else short


def heading(t: Text, said: Said) -> str:
    """What the number is, before its counts."""
    head = {
        Counted.ENDORSED: t("Endorsed, and {item} applies", item=said.item) if not said.is_any else t("Endorsed"),
        Counted.DUE: t("Due to report on {item}", item=said.item),
        Counted.RESPONSE: t("Reported on {item}", item=said.item),
        Counted.CLAIMED: t("Claimed on {item}", item=said.item),
        Counted.EVIDENCE_BACKED: t("Backed with evidence on {item}", item=said.item),
        Counted.VERIFIED: t("Verified on {item}", item=said.item),
        Counted.ACTING: t("Acting, with evidence, on {item}", item=said.item),
        Counted.TIMELINESS: t("Reported on time on {item}", item=said.item),
    }[said.counted]
    if said.is_added:
        head = t("{what}, new or expanded action only", what=head)
    return t("{what}, {place}", what=head, place=said.place) if said.place else head


def sentence(t: Text, said: Said, numerator: int, denominator: int) -> str:
    """The number itself as a sentence, the page's `h1`; without a share where it is withheld."""
    head, group = heading(t, said), said.group
    count, due = t.number(numerator), t.number(denominator)
    if said.counted == Counted.ENDORSED:
        return t("{what}: {count} {group}.", what=head, count=count, group=group)
    if not denominator:
        return t("{what}: nobody among {group} is due.", what=head, group=group)
    if denominator < SMALLEST_GROUP:
        return t("{what}: {count} of {due} {group}.", what=head, count=count, due=due, group=group)
    share = t.percent(numerator / denominator)
    return t("{what}: {count} of {due} {group} ({share}).", what=head, count=count, due=due, group=group, share=share)


def definition(t: Text, said: Said) -> str:
    """What has to hold for a signatory to count."""
    return {
        Counted.ENDORSED: t("Signatories whose endorsement is recorded by the edition's date and not withdrawn."),
        Counted.DUE: t(
            "Signatories that have not withdrawn, that the item applies to, and that endorsed at least six months "
            "before the edition's date or have already reported on it."
        ),
        Counted.RESPONSE: t(
            "Any entry in the newest accepted report counts, “no update” with its reason included, as long as its "
            "facts are not out of date."
        ),
        Counted.CLAIMED: t("The report says that the action is in place or sustained. Nobody has to have checked it."),
        Counted.EVIDENCE_BACKED: t(
            "The action is in place or sustained, and a primary document shows it: a law, a plan, a budget line, a "
            "contract or a dataset, with its page or article."
        ),
        Counted.VERIFIED: t(
            "The action is in place or sustained, and a reviewer opened the document and confirmed body, date, "
            "content and level. This is the adoption rate."
        ),
        Counted.ACTING: t("Money, staff or a first output is committed, or more, and a primary document shows it."),
        Counted.TIMELINESS: t("The report was received by the due day."),
    }[said.counted]


def formula(t: Text, counted: Counted) -> str:
    """The rate in METHOD.md's letters; empty for a plain count."""
    reached, opened = int(PUBLISHED.status), int(PUBLISHED.evidence)
    begun, shown = int(Status.UNDER_WAY), int(EvidenceLevel.PRIMARY_DOCUMENT)
    return {
        Counted.ENDORSED: "",
        Counted.DUE: t("D ÷ number endorsed"),
        Counted.RESPONSE: t("RR = n(any entry) ÷ D"),
        Counted.CLAIMED: t("AC = n(C ≥ {status}) ÷ D", status=reached),
        Counted.EVIDENCE_BACKED: t("AE = n(S ≥ {status} and E ≥ {evidence}) ÷ D", status=reached, evidence=shown),
        Counted.VERIFIED: t("AV = n(S ≥ {status} and E ≥ {evidence}) ÷ D", status=reached, evidence=opened),
        Counted.ACTING: t("ACT = n(S ≥ {status} and E ≥ {evidence}) ÷ D", status=begun, evidence=shown),
        Counted.TIMELINESS: t("TL = n(received by the due day) ÷ D"),
    }[counted]


def letters(t: Text, said: Said) -> list[tuple[str, str]]:
    """The letters of the formula, explained."""
    due = t(
        "those due: not withdrawn, the item applies, and endorsed at least six months before the edition's date or "
        "already reporting on it. The silent stay in."
    )
    if said.is_any:
        due = t("signatories due on at least one item. The silent stay in.")
    among = t(
        "how many of those due meet the condition, with facts no more than {months} months old",
        months=PUBLISHED.age_months,
    )
    claimed = t("the status that the report claims, from 0 (not started) to 4 (sustained); 3 is in place")
    evidence = t("the evidence level, from 0 (assertion) to 4 (independent source); 3 is opened by a reviewer")
    assessed = t("the assessed status: no higher than C, than what E allows, and than what a reviewer decided")
    found = {
        Counted.CLAIMED: [("C", claimed)],
        Counted.EVIDENCE_BACKED: [("S", assessed), ("C", claimed), ("E", evidence)],
        Counted.VERIFIED: [("S", assessed), ("C", claimed), ("E", evidence)],
        Counted.ACTING: [("S", assessed), ("C", claimed), ("E", evidence)],
    }.get(said.counted, [])
    if said.counted == Counted.ENDORSED:
        return []
    return [("D", due)] if said.counted == Counted.DUE else [("D", due), ("n(…)", among), *found]


def part_label(t: Text, part: str) -> str:
    """Where a row stands."""
    return {
        "all": t("All rows"),
        Part.COUNTED: t("Counted"),
        Part.NOT_COUNTED: t("In the denominator only"),
        Part.EXCLUDED: t("Left out"),
    }[part if part == "all" else Part(part)]


def reason_label(t: Text, reason: Reason) -> str:
    """Why a row is not counted."""
    return {
        Reason.NOT_APPLICABLE_TO_TYPE: t("The item does not apply to it"),
        Reason.WITHDRAWN: t("Withdrawn"),
        Reason.ENDORSED_LATER: t("Endorsed after the edition's date"),
        Reason.ENDORSED_ON_UNKNOWN: t("Date of endorsement unknown, no report"),
        Reason.ACCEPTED_NOT_APPLICABLE: t("Not applicable, accepted by a reviewer"),
        Reason.ENDORSED_LESS_THAN_SIX_MONTHS_AGO: t("Endorsed less than six months ago"),
        Reason.NO_REPORT: t("No report"),
        Reason.OUT_OF_DATE: t("Facts out of date"),
        Reason.NO_UPDATE: t("No update reported"),
        Reason.NOT_APPLICABLE_NOT_ACCEPTED: t("Said not to apply, not accepted"),
        Reason.BLOCKED: t("Stopped"),
        Reason.STATUS_TOO_LOW: t("Status too low"),
        Reason.LOWERED_IN_REVIEW: t("Status lowered in review"),
        Reason.EVIDENCE_TOO_LOW: t("Evidence level too low"),
        Reason.NOT_ON_TIME: t("Received after the due day"),
        Reason.NOT_NEW_OR_EXPANDED: t("Neither new nor expanded"),
    }[reason]
