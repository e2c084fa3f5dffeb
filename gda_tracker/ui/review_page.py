"""One answer on the review page: as submitted, beside last time's and what is known elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
)
from ..domain.permissions import Actor
from ..domain.report import Entry
from ..domain.statuses import Status
from ..i18n import Text
from ..publishing.sitemap import pages
from ..services.reviewing import QueueItem, Reply, Reviewed, ReviewView
from .evidence_checking import behind, behind_words
from .problems import sentence
from .review_given import given_lines
from .templating import drawn


def lead(t: Text, actor: Actor, view: ReviewView, row: QueueItem, waiting: int) -> None:
    """What is decided, whose it is, which reader is asked, how long it has waited, and the keys."""
    days = t.n("one day in the queue", "{n} days in the queue", row.age_days)
    more = t.n("one answer waits in all", "{n} answers wait in all", waiting)
    reader = {0: t("first reader"), 1: t("second reader")}.get(view.readers, t("two readers differ"))
    keys = t("keys: C confirm, L lower, R return, N next")
    if view.entry.off_scale is not None:
        keys = t("keys: C accept, L refuse, R return, N next")
    heading(t, actor, view, " · ".join((reader, days, more)), keys)


def heading(t: Text, actor: Actor, view: ReviewView, state: str, keys: str = "") -> None:
    """The ways of the desk, the item, whose answer it is and how it stands; keys only where there are any."""
    ways = [one for one in pages() if one.is_desk and actor.roles & one.roles]
    title = f"{view.item.number} · {t(view.item.title)}"
    said = f"{view.signatory.name} · {view.current.cycle} · {state}"
    st.html(drawn("review_lead.html.j2", t=t, ways=ways, name=title, said=said, keys=keys))


def this_report(t: Text, view: ReviewView, replies: Sequence[Reply], then: Reviewed | None) -> None:
    """The entry as submitted: what is new in it is marked, what does not fit is said, evidence can be opened.

    `then` is what was decided before it is decided now, and `replies` what was said to that.
    """
    last = view.last.entry if view.last else None
    st.html(
        drawn(
            "review_entry.html.j2",
            t=t,
            heading=t("This report"),
            status=_status(t, view.entry),
            is_other_status=_is_other_status(view),
            sentences=_marked(view.entry.narrative, last.narrative if last else None),
            given=given_lines(t, view.entry, last),
            reason=_reason(t, view.entry),
            additionality=t("New or expanded: {answer}", answer=t(ADDITIONALITY_LABELS[view.entry.additionality])),
            elements=" ".join(view.entry.elements),
            doubt_title=t.n("One thing does not fit", "{n} things do not fit", len(view.contradictions)),
            doubts=[sentence(t, problem) for problem in view.contradictions],
            evidence=_evidence(t, view),
            earlier=_earlier(t, then),
            replies=[reply.reply for reply in replies],
        )
    )


def beside(t: Text, view: ReviewView) -> None:
    """Last time's answer with the decision on it, what registries hold, and what the status asks for."""
    last = None
    if view.last is not None:
        then = view.last_review
        last = {
            "status": _status(t, view.last.entry),
            "is_other_status": _is_other_status(view),
            "sentences": _marked(view.last.entry.narrative, view.entry.narrative),
            "given": given_lines(t, view.last.entry, view.entry),
            "decision": _decision(t, then.decision, then.status, then.evidence) if then else t("Not reviewed."),
        }
    on_record = [
        {
            "registry": fact.registry,
            "sentence": t(fact.message, **fact.values),
            "day": t.date(fact.dated_on) if fact.dated_on else "",
            "url": fact.url,
            "source": fact.source,
        }
        for fact in view.on_record
    ]
    claimed = view.entry.claimed
    asks = None
    if claimed is not None:
        asks = {
            "heading": t("What “{status}” asks for", status=t(STATUS_LABELS[claimed])),
            "test": t(view.test) if view.test else "",
            "criteria": [t(view.criteria.counts), t(view.criteria.does_not)] if view.criteria else [],
        }
    st.html(drawn("review_beside.html.j2", t=t, last=last, on_record=on_record, asks=asks))


def _status(t: Text, entry: Entry) -> str:
    label = (
        STATUS_LABELS[entry.claimed]
        if entry.claimed is not None
        else OFF_SCALE_LABELS[entry.off_scale]
        if entry.off_scale
        else ""
    )
    if entry.as_of is None:
        return t("{status}, without an as-of date", status=t(label))
    return t("{status}, as of {day}", status=t(label), day=t.date(entry.as_of))


def _is_other_status(view: ReviewView) -> bool:
    """Whether it claims another status than last time: that too is marked as new."""
    last = view.last.entry if view.last else None
    return last is not None and (last.claimed, last.off_scale) != (view.entry.claimed, view.entry.off_scale)


def _reason(t: Text, entry: Entry) -> str:
    words = [t(REASON_LABELS[entry.reason_code])] if entry.reason_code else []
    return " · ".join([*words, *([entry.reason] if entry.reason else [])])


def _earlier(t: Text, then: Reviewed | None) -> list[str]:
    """What was decided about the version that this one amends, or about this one before, with its reason."""
    if then is None:
        return []
    return [_decision(t, then.decision, then.status, then.evidence), *([then.reason] if then.reason else [])]


def _decision(t: Text, verdict: str, status: int | None, evidence: int | None) -> str:
    words = {
        "confirm": t("Decision then: confirmed, evidence {evidence}.", evidence=evidence),
        "lower": t(
            "Decision then: lowered to {status}.", status="" if status is None else t(STATUS_LABELS[Status(status)])
        ),
        "return": t("Decision then: returned."),
        "accept_not_applicable": t("Decision then: accepted as not applicable."),
        "refuse_not_applicable": t("Decision then: not applicable was refused."),
    }
    return words[verdict]


def _marked(text: str | None, other: str | None) -> list[tuple[str, bool]]:
    """The sentences of a text, each with whether the other text does not hold it; none is marked without another."""
    parts = re.split(r"(?<=[.!?。])\s+", (text or "").strip())
    return [(part, bool(other) and part not in (other or "")) for part in parts if part]


def _evidence(t: Text, view: ReviewView) -> list[dict[str, object]]:
    known = behind(view)
    return [
        {
            "title": piece.title,
            "kind": t(EVIDENCE_KIND_LABELS[piece.kind]),
            "locator": piece.locator,
            "day": t.date(piece.dated_on),
            "url": f"/evidence/{piece.file_sha256}" if piece.file_sha256 in known.files else piece.url,
            "behind": behind_words(t, known, piece.url, piece.file_sha256),
            "is_public": piece.is_public,
        }
        for piece in view.entry.evidence
    ]
