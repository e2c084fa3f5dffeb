"""The review desk: the queue, one entry beside what is known, and the decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from .. import facts
from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
)
from ..domain.report import Entry
from ..domain.statuses import Status
from ..i18n import Text
from ..services.reviewing import QueueItem, Reply, ReviewView
from .evidence_checking import behind, behind_words
from .problems import sentence
from .templating import drawn

LISTED = 200
"""So many waiting entries can be chosen from; the others are found by name or cycle, or follow as these are decided."""


def chosen_filters(t: Text, cycles: Sequence[str]) -> tuple[str, str]:
    """What is searched in the names, and the cycle, empty for all; the newest in which anything waits is the default.

    Another choice lets go of the entry in the address: what is looked for comes first then.
    """
    names = {**{code: code for code in cycles}, "all": t("All cycles")}
    with st.container(key="queue-filters", horizontal=True, gap="small"):
        search = st.text_input(t("Find a signatory"), key="find", bind="query-params", max_chars=100, on_change=_let_go)
        cycle = st.selectbox(
            t("Cycle"),
            list(names),
            format_func=lambda code: names.get(code, code),
            key="cycle",
            bind="query-params",
            on_change=_let_go,
        )
    return search, "" if cycle == "all" else cycle


def _let_go() -> None:
    st.query_params.pop("entry", None)


def chosen_entry(t: Text, waiting: Sequence[QueueItem], wanted: str) -> QueueItem | None:
    """The entry in the address, the first that waits when it names none, None when nothing waits."""
    listed = {row.entry_id: row for row in waiting}
    if not listed:
        return None
    keys = list(listed)
    current = wanted or keys[0]
    key = f"waiting-{current}"
    st.selectbox(
        t("Waiting"),
        keys,
        index=keys.index(current),
        format_func=lambda entry: _line(t, listed[entry]),
        key=key,
        on_change=_open,
        args=(key,),
    )
    return listed[current]


def _open(key: str) -> None:
    st.query_params["entry"] = st.session_state[key]


def _line(t: Text, row: QueueItem) -> str:
    item = facts.items()[row.item]
    days = t.n("one day", "{n} days", row.age_days)
    return f"{row.signatory} · {item.number} {t(item.short)} · {row.cycle} · {days}"


def lead(t: Text, view: ReviewView, row: QueueItem, waiting: int) -> None:
    """What is decided, whose it is, how long it has waited."""
    days = t.n("one day in the queue", "{n} days in the queue", row.age_days)
    more = t.n("one more after this one", "{n} more after this one", waiting - 1)
    title = f"{view.item.number} · {t(view.item.title)}"
    state = f"{view.signatory.name} · {view.current.cycle} · {days} · {more}"
    st.html(drawn("report_lead.html.j2", eyebrow=t("The desk · review"), name=title, said=[state]))


def this_report(t: Text, view: ReviewView, replies: Sequence[Reply]) -> None:
    """The entry as submitted: what is new in it is marked, what does not fit is said, evidence can be opened."""
    last = view.last.entry if view.last else None
    st.html(
        drawn(
            "review_entry.html.j2",
            t=t,
            heading=t("This report"),
            status=_status(t, view.entry),
            sentences=_marked(view.entry.narrative, last.narrative if last else None),
            reason=_reason(t, view.entry),
            additionality=t("New or expanded: {answer}", answer=t(ADDITIONALITY_LABELS[view.entry.additionality])),
            elements=" ".join(view.entry.elements),
            doubt_title=t.n("One thing does not fit", "{n} things do not fit", len(view.contradictions)),
            doubts=[sentence(t, problem) for problem in view.contradictions],
            evidence=_evidence(t, view),
            earlier=_earlier(t, view),
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
            "sentences": _marked(view.last.entry.narrative, view.entry.narrative),
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
            "test": t(view.test or ""),
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


def _reason(t: Text, entry: Entry) -> str:
    words = [t(REASON_LABELS[entry.reason_code])] if entry.reason_code else []
    return " · ".join([*words, *([entry.reason] if entry.reason else [])])


def _earlier(t: Text, view: ReviewView) -> list[str]:
    """What was decided about the version that this one amends: the decision and its reason."""
    then = view.earlier_review
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
