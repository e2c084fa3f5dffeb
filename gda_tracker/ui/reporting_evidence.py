"""Evidence of one item: what is attached and what it counts as, a link to add, a piece to take away."""

from __future__ import annotations

import streamlit as st

from ..domain.answers import EVIDENCE_KIND_LABELS
from ..domain.declaration import Item
from ..domain.evidence import LINK_CHARS, LOCATOR_CHARS, TITLE_CHARS
from ..domain.report import Entry, Evidence
from ..domain.statuses import EvidenceKind, EvidenceLevel
from ..i18n import Text
from .problems import refusal
from .reporting_form import EARLIEST_CHOICE, Saver
from .templating import drawn


def evidence_list(t: Text, saver: Saver, item: Item) -> None:
    """The table, its problems, and what can be done with it."""
    stored = saver.report.stored.get(item.code)
    entry = stored.entry if stored else Entry(item=item.code)
    rows = [
        {
            "title": piece.title or "–",
            "url": piece.url,
            "locator": piece.locator,
            "day": t.date(piece.dated_on),
            "is_public": piece.is_public,
            "is_document": piece.level is EvidenceLevel.PRIMARY_DOCUMENT,
        }
        for piece in entry.evidence
    ]
    is_read = stored is not None and stored.decision is not None
    st.html(
        drawn(
            "evidence.html.j2",
            t=t,
            rows=rows,
            is_read=is_read,
            decided=_decided(t, stored.decided_evidence if stored else None),
        )
    )
    problems = [problem for problem in saver.report.completeness.of(item.code) if problem.sheet == "Evidence"]
    if problems:
        refusal(t, problems)
    if saver.report.closed is None:
        with st.container(key=f"evidence-acts-{item.code}", horizontal=True, gap="small"):
            _add(t, saver, entry)
            if entry.evidence:
                _take_away(t, saver, entry)


def _decided(t: Text, level: int | None) -> str:
    """The level that a reviewer gave this version of the answer; nothing while nobody has."""
    if level is None:
        return ""
    words = {
        EvidenceLevel.OPENED: t("Evidence level 3: a reviewer opened it, it is right."),
        EvidenceLevel.INDEPENDENT: t("Evidence level 4: a reviewer found that another source agrees."),
    }
    return words.get(EvidenceLevel(level), "")


def _add(t: Text, saver: Saver, entry: Entry) -> None:
    key = f"{saver.report.signatory.signatory_id}-{entry.item}"
    kinds = list(EVIDENCE_KIND_LABELS)
    with (
        st.popover(t("Add a link"), key=f"add-{entry.item}"),
        st.form(key=f"link-form-{key}", border=False, clear_on_submit=True),
    ):
        st.text_input(t("Title"), key=f"link-title-{key}", max_chars=TITLE_CHARS)
        st.text_input(t("Link"), key=f"link-url-{key}", max_chars=LINK_CHARS, placeholder="https://")
        st.selectbox(
            t("Kind of evidence"), kinds, format_func=lambda kind: t(EVIDENCE_KIND_LABELS[kind]), key=f"link-kind-{key}"
        )
        st.text_input(t("Page or article"), key=f"link-locator-{key}", max_chars=LOCATOR_CHARS)
        st.date_input(
            t("Date of the evidence"), value=None, min_value=EARLIEST_CHOICE, key=f"link-day-{key}", format="YYYY-MM-DD"
        )
        st.checkbox(t("May be shown to the public"), value=True, key=f"link-public-{key}")
        st.form_submit_button(
            t("Attach"), key=f"attach-{key}", type="primary", on_click=_attach, args=(saver, entry, key)
        )


def _attach(saver: Saver, entry: Entry, key: str) -> None:
    typed = st.session_state
    piece = Evidence(
        kind=typed.get(f"link-kind-{key}") or EvidenceKind.OWN_PAGE,
        title=typed.get(f"link-title-{key}", ""),
        url=(typed.get(f"link-url-{key}") or "").strip() or None,
        locator=(typed.get(f"link-locator-{key}") or "").strip() or None,
        dated_on=typed.get(f"link-day-{key}"),
        is_public=bool(typed.get(f"link-public-{key}", True)),
    )
    saver.save(entry.model_copy(update={"evidence": (*entry.evidence, piece)}))


def _take_away(t: Text, saver: Saver, entry: Entry) -> None:
    with st.popover(t("Take away"), key=f"take-{entry.item}"):
        for number, piece in enumerate(entry.evidence):
            rest = entry.model_copy(update={"evidence": entry.evidence[:number] + entry.evidence[number + 1 :]})
            label = piece.title or piece.url or "–"
            st.button(label, key=f"take-{entry.item}-{number}", on_click=saver.save, args=(rest,))
