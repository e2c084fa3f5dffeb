"""The fields of a piece of evidence: a link or file to attach, or a piece to change. What follows is shown at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import streamlit as st

from ..domain.answers import EVIDENCE_KIND_LABELS
from ..domain.evidence import LINK_CHARS, LOCATOR_CHARS, TITLE_CHARS, link_problem
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry, Evidence
from ..domain.statuses import EvidenceKind
from ..i18n import Text
from ..services import evidence
from ..services.clock import utc_now
from ..settings import settings
from . import session
from .day_field import day_field
from .evidence_words import level_words, size_words
from .file_field import file_field
from .problems import beside, refusal
from .reporting_saving import OUTCOME, Saver
from .templating import drawn

REFUSED: Final = "evidence-refused"
"""Session key of why the last piece was not attached, with the fields it is shown beside."""
_BESIDE: Final = frozenset({"file", "url", "title", "locator", "dated_on"})


def attaching_link(t: Text, saver: Saver, entry: Entry, opened: str) -> None:
    """A link with its title, kind, place and date."""
    base = f"link-{_base(saver, entry)}"
    problems = _refused(t, base)
    url = st.text_input(t("Link"), key=f"url-{base}", max_chars=LINK_CHARS, placeholder="https://")
    found = link_problem(url.strip()) if url.strip() else None
    beside(t, [found] if found else problems, "url")
    _fields(t, Evidence(kind=EvidenceKind.OWN_PAGE, title=""), base, problems)
    args = (saver, entry.item, base, opened)
    st.button(t("Attach"), key=f"attach-{base}", type="primary", disabled=not url.strip(), on_click=_link, args=args)


def attaching_file(t: Text, saver: Saver, entry: Entry, opened: str) -> None:
    """A file that is dropped here, kept and attached in one act."""
    base = f"file-{_base(saver, entry)}"
    problems = _refused(t, base)
    dropped = file_field(t, t("File"), t("PDF, DOCX, XLSX, CSV, PNG or JPEG"), f"upload-{base}")
    kind = None if dropped is None else evidence.look_at(dropped.getvalue())
    if dropped is not None and isinstance(kind, evidence.FileKind):
        st.html(drawn("quiet.html.j2", sentence=_told(t, dropped.getvalue(), kind)))
    beside(t, kind.problems if isinstance(kind, Rejected) else problems, "file")
    named = dropped.name if dropped is not None else ""
    is_fine, is_refused = isinstance(kind, evidence.FileKind), isinstance(kind, Rejected)
    # A file is private until its reporter says otherwise; a link leads to what is public already.
    piece = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="", is_public=False)
    _fields(t, piece, base, problems, named, has_level=not is_refused)
    args = (saver, entry.item, base, opened)
    st.button(t("Attach"), key=f"attach-{base}", type="primary", disabled=not is_fine, on_click=_file, args=args)


def altering(t: Text, saver: Saver, item: str, piece: Evidence, opened: str, standing: Sequence[Problem]) -> None:
    """A piece that is attached: its words, its place, whether it is public; or away with it."""
    told = hashlib.sha256(piece.model_dump_json().encode()).hexdigest()[:12]
    base = f"piece-{saver.key[0]}-{item}-{told}"
    problems = [*_refused(t, base), *standing]
    if piece.file_sha256 is None:
        st.text_input(t("Link"), piece.url or "", key=f"url-{base}", max_chars=LINK_CHARS, placeholder="https://")
        beside(t, problems, "url")
    _fields(t, piece, base, problems)
    with st.container(key=f"piece-acts-{item}", horizontal=True, gap="small"):
        args = (saver, item, base, opened, piece)
        st.button(t("Save this piece"), key=f"keep-{base}", type="primary", on_click=_alter, args=args)
        st.button(t("Take away"), key=f"take-{base}", on_click=_take_away, args=(saver, item, base, opened, piece))


def _fields(
    t: Text, piece: Evidence, base: str, problems: Sequence[Problem], named: str = "", *, has_level: bool = True
) -> None:
    """The words of a piece; with what level it would count for, unless its file is refused."""
    kinds = list(EVIDENCE_KIND_LABELS)
    at = kinds.index(piece.kind)
    st.text_input(t("Title"), piece.title, key=f"title-{base}", max_chars=TITLE_CHARS, placeholder=named)
    beside(t, problems, "title")
    kind = st.selectbox(
        t("Kind of evidence"), kinds, at, format_func=lambda one: t(EVIDENCE_KIND_LABELS[one]), key=f"kind-{base}"
    )
    place, day = st.columns(2)
    with place:
        locator = st.text_input(
            t("Page or article"), piece.locator or "", key=f"locator-{base}", max_chars=LOCATOR_CHARS
        )
        beside(t, problems, "locator")
    with day:
        day_field(t("Date of the evidence"), piece.dated_on, key=f"day-{base}")
        beside(t, problems, "dated_on")
    st.checkbox(
        t("May be shown to the public"), piece.is_public, key=f"public-{base}",
        help=t("Shown once the answer is accepted and published; until then only your people and reviewers see it."),
    )  # fmt: skip
    if has_level:
        level = Evidence(kind=kind or piece.kind, title="", locator=locator.strip() or None).level
        st.html(drawn("evidence_level.html.j2", level=level_words(t, level), said=[]))


def _told(t: Text, data: bytes, kind: evidence.FileKind) -> str:
    size = size_words(t, len(data))
    if evidence.acts(data):
        return t("{kind}, {size}. It holds a script or another file; here it is only ever downloaded, never run.",
                 kind=kind.label, size=size)  # fmt: skip
    return t("{kind}, {size}.", kind=kind.label, size=size)


def _base(saver: Saver, entry: Entry) -> str:
    """Fields that begin anew with every piece that is attached."""
    return f"{saver.key[0]}-{entry.item}-{len(entry.evidence)}"


def _refused(t: Text, base: str) -> Sequence[Problem]:
    """Why the last act of these fields was refused; what belongs to no field is shown above them."""
    about, problems = st.session_state.get(REFUSED, ("", ()))
    if about != base:
        return ()
    if rest := [problem for problem in problems if problem.column not in _BESIDE]:
        refusal(t, rest)
    return tuple(problems)


def _typed(base: str, piece: Evidence) -> Evidence:
    """The piece as its fields say."""
    typed = st.session_state
    return Evidence(
        kind=typed.get(f"kind-{base}") or piece.kind,
        title=(typed.get(f"title-{base}") or "").strip(),
        url=(typed.get(f"url-{base}") or "").strip() or None,
        file_sha256=piece.file_sha256,
        locator=(typed.get(f"locator-{base}") or "").strip() or None,
        dated_on=typed.get(f"day-{base}"),
        is_public=bool(typed.get(f"public-{base}", piece.is_public)),
    )


@session.acts
def _link(saver: Saver, item: str, base: str, opened: str) -> None:
    piece = _typed(base, Evidence(kind=EvidenceKind.OWN_PAGE, title=""))
    _done(evidence.attach(saver.register, session.actor(), *saver.key, item, piece, utc_now()), base, opened)


@session.acts
def _file(saver: Saver, item: str, base: str, opened: str) -> None:
    dropped = st.session_state.get(f"upload-{base}")
    if dropped is None:
        return
    piece = _typed(base, Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="", is_public=False))
    upload, folder = (dropped.getvalue(), dropped.name), settings().evidence_folder
    done = evidence.attach_file(saver.register, session.actor(), folder, *saver.key, item, piece, upload, utc_now())
    _done(done, base, opened)


@session.acts
def _alter(saver: Saver, item: str, base: str, opened: str, piece: Evidence) -> None:
    instead = _typed(base, piece)
    done = evidence.alter_evidence(saver.register, session.actor(), *saver.key, item, piece, instead, utc_now())
    _done(done, base, opened)


@session.acts
def _take_away(saver: Saver, item: str, base: str, opened: str, piece: Evidence) -> None:
    done = evidence.alter_evidence(saver.register, session.actor(), *saver.key, item, piece, None, utc_now())
    _done(done, base, opened)


def _done(outcome: object, base: str, opened: str) -> None:
    """A refusal stays beside its fields, with what was typed; anything else closes them and is told above."""
    if isinstance(outcome, Rejected):
        st.session_state[REFUSED] = (base, outcome.problems)
        return
    st.session_state.pop(REFUSED, None)
    st.session_state[opened] = ""
    st.session_state[OUTCOME] = outcome
