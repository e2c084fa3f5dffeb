"""Evidence of one item: what is attached and what it counts as, what would raise it, and the ways to attach more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from ..domain.declaration import Item
from ..domain.evidence import EVIDENCE, EVIDENCE_PIECES
from ..domain.problems import Problem
from ..domain.report import Entry, Evidence
from ..domain.statuses import EvidenceLevel
from ..i18n import Text
from ..services.evidence import Behind, looked_up
from ..settings import settings
from .evidence_words import capped_words, found_words, level_words, raising_words, size_words
from .problems import refusal, sentence
from .reporting_attaching import altering, attaching_file, attaching_link
from .reporting_saving import Saver
from .templating import drawn

LINK: Final = "link"
FILE: Final = "file"
_WITH_FIELDS: Final = ("url", "title", "locator", "dated_on")


def evidence_list(t: Text, saver: Saver, item: Item) -> None:
    """The table, the level that follows, and what can be done with it."""
    stored = saver.report.stored.get(item.code)
    entry = stored.entry if stored else Entry(item=item.code)
    behind = looked_up(saver.register, saver.actor, *saver.key, item.code, entry.evidence)
    problems = [problem for problem in saver.report.completeness.of(item.code) if problem.sheet == EVIDENCE]
    rows = [
        _row(t, number, piece, behind, [one for one in problems if one.row == number])
        for number, piece in enumerate(entry.evidence, start=1)
    ]
    is_read = stored is not None and stored.decision is not None
    st.html(drawn("evidence.html.j2", t=t, rows=rows, is_read=is_read))
    if about_all := [problem for problem in problems if problem.row is None]:
        refusal(t, about_all)
    _level(t, entry, stored.decided_evidence if stored else None)
    if saver.report.closed is None:
        _acts(t, saver, entry, problems)


def _row(t: Text, number: int, piece: Evidence, behind: Behind, problems: Sequence[Problem]) -> dict[str, object]:
    file = behind.files.get(piece.file_sha256 or "")
    return {
        "title": piece.title or t("Evidence {number}", number=number),
        "url": f"/evidence/{file.sha256}" if file else piece.url,
        "is_file": file is not None,
        "file": t("File {name}, {size}", name=file.name, size=size_words(t, file.size_bytes)) if file else "",
        "locator": piece.locator,
        "day": t.date(piece.dated_on),
        "is_public": piece.is_public,
        "is_document": piece.level is EvidenceLevel.PRIMARY_DOCUMENT,
        "found": found_words(t, behind.links.get(piece.url or ""), is_checking=settings().check_links and not file),
        "mend": [sentence(t, problem) for problem in problems],
    }


def _level(t: Text, entry: Entry, decided: int | None) -> None:
    """The level at once, how far the claim counts with it, and what would raise it."""
    level = max(entry.evidence_level, EvidenceLevel(decided) if decided is not None else EvidenceLevel.ASSERTION)
    if not entry.claimed and not entry.evidence:  # Whoever has not started has nothing to show.
        return
    said = [capped_words(t, entry.claimed, level), raising_words(t, entry, level)]
    st.html(drawn("evidence_level.html.j2", level=level_words(t, level), said=[words for words in said if words]))


def _acts(t: Text, saver: Saver, entry: Entry, problems: Sequence[Problem]) -> None:
    """A button for each piece and two for more; the fields of the open one stand below."""
    opened = f"open-evidence-{saver.about(entry.item)}"
    with st.container(key=f"evidence-acts-{entry.item}", horizontal=True, gap="small"):
        for number, piece in enumerate(entry.evidence):
            label = t("Change “{title}”", title=piece.title or t("Evidence {number}", number=number + 1))
            st.button(label, key=f"change-{entry.item}-{number}", on_click=_open, args=(opened, f"{number}"))
        if len(entry.evidence) < EVIDENCE_PIECES:
            st.button(t("Add a link"), key=f"add-link-{entry.item}", on_click=_open, args=(opened, LINK))
            st.button(t("Add a file"), key=f"add-file-{entry.item}", on_click=_open, args=(opened, FILE))
    shown = st.session_state.get(opened, "")
    if not (shown in (LINK, FILE) or (shown.isdigit() and int(shown) < len(entry.evidence))):
        return
    with st.container(key=f"form-evidence-{entry.item}", border=True):
        if shown == LINK:
            attaching_link(t, saver, entry, opened)
        elif shown == FILE:
            attaching_file(t, saver, entry, opened)
        else:
            mine = [one for one in problems if one.row == int(shown) + 1 and one.column in _WITH_FIELDS]
            altering(t, saver, entry.item, entry.evidence[int(shown)], opened, mine)


def _open(opened: str, what: str) -> None:
    st.session_state[opened] = "" if st.session_state.get(opened) == what else what
