"""Briefs on their page: what is asked for, the brief as it will be printed, and the paper to download."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import LANGUAGES, Text, language_known
from ..publishing.asked import Asked
from ..publishing.brief import About, about_of, brief_of, standing
from ..publishing.brief_paper import Brief, brief_pdf, content, file_name
from ..publishing.choices import asks_for_no_edition, edition_of
from ..publishing.plain_words import plain_query
from ..services import analysis
from . import cached
from .briefs_choosing import KEYS, choose, found_signatories
from .desk import desk_lead
from .templating import drawn


def asked_of(query: Mapping[str, str], language: str) -> Asked | None:
    """What the address asks of a brief, in its own language where it names one; None while there is no edition."""
    plain = {key: word for key, word in plain_query(query).items() if key in KEYS and word}
    shelf = cached.shelf()
    info = shelf.info(edition_of(plain))
    if info is None:
        return None
    spoken = language_known(plain["lang"]) if plain.get("lang") in LANGUAGES else language
    return Asked(shelf, info, spoken, plain, analysis, cached.installation())


def briefs(t: Text, actor: Actor, query: Mapping[str, str], language: str) -> None:
    """The whole page."""
    asked = asked_of(query, language)
    if asked is None:
        desk_lead(t, actor, "briefs", sentence=t("A brief is made from an edition, and nothing is published yet."))
        return
    desk_lead(t, actor, "briefs", sentence=_sentence(t, asked))
    choose(t, asked)
    found_signatories(t, asked)
    numbers = [info.number for info in asked.editions]
    if asks_for_no_edition(asked.query, numbers):
        said = t("There is no such edition; edition {number} is shown.", number=asked.info.number)
        st.html(drawn("quiet.html.j2", sentence=said))
    about = about_of(asked.query)
    if not asked.word("id") and about in {About.SIGNATORY, About.REGION, About.TYPE}:
        if about is not About.SIGNATORY:
            st.html(drawn("quiet.html.j2", sentence=t("Choose which one the brief is about.")))
        return
    brief = brief_of(asked)
    if brief is None:
        said = t("Edition {number} knows nothing of that name. Choose again.", number=asked.info.number)
        st.html(drawn("said.html.j2", sentence=said))
        return
    _shown(t, asked, brief)


def _sentence(t: Text, asked: Asked) -> str:
    number, day = asked.info.number, t.date(asked.info.snapshot_on)
    return t("One to three pages, from edition {number} of {day} alone: its numbers and no others.",
             number=number, day=day)  # fmt: skip


def _shown(t: Text, asked: Asked, brief: Brief) -> None:
    """The paper to download, then the same words as a page."""
    context = asked.context
    st.download_button(
        t("Download the PDF"),
        lambda: brief_pdf(brief, context),
        file_name(brief, context),
        key="download-brief",
        mime="application/pdf",
        type="primary",
        on_click="ignore",
    )
    paper, direction = content(brief, context), asked.text.direction
    st.html(drawn("brief.html.j2", t=t, paper=paper, direction=direction, way=_way(asked)))


def _way(asked: Asked) -> str:
    """From a brief of a withdrawn edition to the same brief of the one in force; empty where there is none."""
    other = standing(asked) if asked.info.is_withdrawn else None
    return f"/briefs?{urlencode({**asked.query, 'edition': str(other.number)})}" if other else ""
