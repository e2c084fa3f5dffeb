"""Two people wrote different words into one field: both stand side by side, to take one or to merge by hand."""

from __future__ import annotations

import streamlit as st

from ..domain.answers import ADDITIONALITY_LABELS, OFF_SCALE_LABELS, REASON_LABELS, STATUS_LABELS
from ..domain.checks import NARRATIVE_CHARS
from ..domain.merging import with_field
from ..domain.report import Entry
from ..i18n import Text
from ..services.together import Clash
from . import session
from .reporting_saving import CLASHES, Saver
from .templating import drawn


def clash(t: Text, saver: Saver, entry: Entry) -> None:
    """Every field in which mine and theirs differ; nothing where nobody clashed."""
    found = st.session_state.get(CLASHES, {}).get(saver.about(entry.item))
    if not isinstance(found, Clash):
        return
    names = _names(t)
    for field in found.fields:
        key = f"{field}-{entry.item}"
        with st.container(key=f"clash-{key}", border=True):
            mine, theirs = _value(t, found.mine, field), _value(t, entry, field)
            by = found.by or t("A colleague")
            st.html(drawn("clash.html.j2", t=t, field=names[field], mine=mine, theirs=theirs, by=by))
            with st.container(horizontal=True, gap="small"):
                args = (saver, entry, found, field)
                st.button(t("Take mine"), key=f"clash-mine-{key}", on_click=_take, args=args)
                st.button(
                    t("Keep theirs"), key=f"clash-theirs-{key}", on_click=_settle, args=(saver, entry.item, field)
                )
                if field == "narrative":
                    _by_hand(t, saver, entry, found)


def _by_hand(t: Text, saver: Saver, entry: Entry, found: Clash) -> None:
    with st.popover(t("Merge by hand"), key=f"clash-merge-{entry.item}"):
        both = "\n\n".join(text for text in (found.mine.narrative, entry.narrative) if text)
        key = f"clash-text-{entry.item}"
        st.text_area(t("Both texts"), value=both[:NARRATIVE_CHARS], key=key, height=240, max_chars=NARRATIVE_CHARS)
        st.button(
            t("Save this text"), key=f"clash-save-{entry.item}", type="primary", on_click=_merge,
            args=(saver, entry, key),
        )  # fmt: skip


@session.acts
def _take(saver: Saver, entry: Entry, found: Clash, field: str) -> None:
    _settle(saver, entry.item, field)
    saver.save(with_field(entry, field, found.mine), anew=field)


@session.acts
def _merge(saver: Saver, entry: Entry, key: str) -> None:
    _settle(saver, entry.item, "narrative")
    saver.save(entry.model_copy(update={"narrative": st.session_state.get(key) or None}), anew="narrative")


def _settle(saver: Saver, item: str, field: str) -> None:
    clashes = st.session_state.get(CLASHES, {})
    found = clashes.pop(saver.about(item), None)
    if isinstance(found, Clash) and (rest := tuple(one for one in found.fields if one != field)):
        clashes[saver.about(item)] = Clash(found.mine, found.theirs, rest, found.by)


def _names(t: Text) -> dict[str, str]:
    return {
        "claimed": t("Where does it stand?"),
        "as_of": t("Facts as of"),
        "narrative": t("What was done"),
        "elements": t("Which parts of the objective"),
        "additionality": t("New or expanded"),
        "measures": t("Measures"),
        "indicators": t("Indicators"),
        "partners": t("Partners"),
        "sdgs": t("Sustainable Development Goals"),
        "practice": t("A good practice for others"),
    }


def _value(t: Text, entry: Entry, field: str) -> str:
    match field:
        case "claimed":
            parts = [t(STATUS_LABELS[entry.claimed])] if entry.claimed is not None else []
            parts += [t(OFF_SCALE_LABELS[entry.off_scale])] if entry.off_scale else []
            parts += [t(REASON_LABELS[entry.reason_code])] if entry.reason_code else []
            return " · ".join([*parts, *([entry.reason] if entry.reason else [])]) or "–"
        case "as_of":
            return t.date(entry.as_of)
        case "additionality":
            return t(ADDITIONALITY_LABELS[entry.additionality])
        case "measures":
            return "; ".join(measure.title for measure in entry.measures) or "–"
        case "indicators":
            return "; ".join(f"{one.code or one.name}: {one.value:g} ({one.year})" for one in entry.indicators) or "–"
        case "practice":
            return entry.practice.title if entry.practice else "–"
        case "partners" | "elements" | "sdgs":
            return ", ".join(str(one) for one in getattr(entry, field)) or "–"
    return entry.narrative or "–"
