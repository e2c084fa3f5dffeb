"""Evidence of one item: what is attached and what it counts as, what would raise it, and the ways to attach more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

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
from .reporting_pieces import Around, open_or_close
from .reporting_remarks import remarks
from .reporting_saving import Saver
from .templating import drawn

LINK: Final = "link"
FILE: Final = "file"
_WITH_FIELDS: Final = ("url", "title", "locator", "dated_on")


def evidence_list(around: Around) -> None:
    """The table, the level that follows, and what can be done with it."""
    t, saver, entry = around.t, around.saver, around.entry
    stored = saver.report.stored.get(entry.item)
    behind = looked_up(saver.register, saver.actor, *saver.key, entry.item, entry.evidence)
    problems = [problem for problem in around.problems if problem.sheet == EVIDENCE]
    shown = "" if saver.report.closed else st.session_state.get(_opened(saver, entry)) or ""
    rows = [
        _row(t, number, piece, behind, [one for one in problems if one.row == number and not _is_beside(one, shown)])
        for number, piece in enumerate(entry.evidence, start=1)
    ]
    is_read = stored is not None and stored.decision is not None
    st.html(drawn("evidence.html.j2", t=t, rows=rows, is_read=is_read))
    if about_all := [problem for problem in problems if problem.row is None]:
        refusal(t, about_all)
    remarks(t, saver, entry.item, around.marked, "evidence")
    _level(t, entry, stored.decided_evidence if stored else None)
    if saver.report.closed is None:
        _acts(t, saver, entry, problems, shown)


def _opened(saver: Saver, entry: Entry) -> str:
    return f"open-evidence-{saver.about(entry.item)}"


def _is_beside(problem: Problem, shown: str) -> bool:
    """Whether the problem stands beside a field of the piece that is open."""
    return problem.column in _WITH_FIELDS and shown.isdigit() and problem.row == int(shown) + 1


def counts_as(around: Around) -> None:
    """Beside the status, while its evidence does not carry it: as what it counts."""
    stored = around.saver.report.stored.get(around.entry.item)
    level = _reached(around.entry, stored.decided_evidence if stored else None)
    if words := capped_words(around.t, around.entry.claimed, level):
        st.html(drawn("quiet.html.j2", sentence=words))


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
    """The level at once, and what would raise it."""
    if not entry.claimed and not entry.evidence:  # Whoever has not started has nothing to show.
        return
    level = _reached(entry, decided)
    said = [words for words in (raising_words(t, entry, level),) if words]
    st.html(drawn("evidence_level.html.j2", level=level_words(t, level), said=said))


def _reached(entry: Entry, decided: int | None) -> EvidenceLevel:
    """What the pieces give, or what a reviewer gave."""
    return max(entry.evidence_level, EvidenceLevel(decided) if decided is not None else EvidenceLevel.ASSERTION)


def _acts(t: Text, saver: Saver, entry: Entry, problems: Sequence[Problem], shown: str) -> None:
    """A button for each piece and two for more; the fields of the open one stand below."""
    opened = _opened(saver, entry)
    with st.container(key=f"evidence-acts-{entry.item}", horizontal=True, gap="small"):
        for number, piece in enumerate(entry.evidence):
            label = t("Change “{title}”", title=piece.title or t("Evidence {number}", number=number + 1))
            st.button(label, key=f"change-{entry.item}-{number}", on_click=open_or_close, args=(opened, f"{number}"))
        if len(entry.evidence) < EVIDENCE_PIECES:
            st.button(t("Add a link"), key=f"add-link-{entry.item}", on_click=open_or_close, args=(opened, LINK))
            st.button(t("Add a file"), key=f"add-file-{entry.item}", on_click=open_or_close, args=(opened, FILE))
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
