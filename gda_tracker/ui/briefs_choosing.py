"""Choosing a brief. The address is the only state: every choice is written there in codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from .. import editions
from ..charts import words
from ..domain.declaration import StakeholderType
from ..editions.search import Selection, search
from ..i18n import LANGUAGES, Text, alphabetical
from ..publishing.asked import Asked
from ..publishing.brief import About, about_of, cop_names, dimension_of, kind_of, next_cop
from ..publishing.choice_labels import DIMENSIONS
from ..publishing.view import usual_type
from . import address_fields
from .templating import drawn

KEYS: Final = ("what", "id", "by", "who", "edition", "lang", "search")
_HITS: Final = 24
_ENDS: Final[Mapping[str, tuple[str, ...]]] = {"what": ("id", "by", "who", "search"), "by": ("id",)}
"""What another choice makes meaningless."""


def choose(t: Text, asked: Asked) -> None:
    """What the brief is about, which one, and from which edition in which language."""
    about = about_of(asked.query)
    kinds = {
        About.SIGNATORY: t("A signatory"),
        About.REGION: t("A region or group"),
        About.TYPE: t("A stakeholder type"),
        About.COUNCIL: t("The ITU Council"),
        About.COP: t("A COP"),
    }
    infos = {str(info.number): _edition(t, asked, info.number) for info in asked.editions}
    with st.container(key="filters", horizontal=True, gap="small"):
        _choice("what", t("Brief about"), {code.value: label for code, label in kinds.items()}, about.value)
        _which(t, asked, about)
        _choice("edition", t("Edition"), infos, str(asked.info.number))
        _choice("lang", t("Language of the brief"), dict(LANGUAGES), asked.language)


def _edition(t: Text, asked: Asked, number: int) -> str:
    info = next(one for one in asked.editions if one.number == number)
    label = t("{number} of {day}", number=number, day=t.date(info.snapshot_on))
    return t("{edition}, withdrawn", edition=label) if info.is_withdrawn else label


def _which(t: Text, asked: Asked, about: About) -> None:
    """Which one of its kind; where all types stand together, which of them is shown item by item."""
    wanted = asked.word("id")
    match about:
        case About.SIGNATORY:
            _search(t, asked)
            return
        case About.REGION:
            dimension = dimension_of(asked.query)
            _choice("by", t("Grouping"), {code: words.dimension_label(t, code) for code in DIMENSIONS}, dimension)
            places = [code for code in editions.members(asked.edition, dimension) if code != "all"]
            _choice(
                "id", t("Which"), _sorted({code: words.member_label(t, dimension, code) for code in places}), wanted
            )
        case About.TYPE:
            _choice("id", t("Which"), _types(t, asked), wanted)
            return
        case About.COP:
            cops = cop_names(asked)
            _choice("id", t("Which"), cops, wanted if wanted in cops else next_cop(asked))
        case About.COUNCIL:
            pass
    _choice("who", t("Item by item for"), _types(t, asked), kind_of(asked))


def _types(t: Text, asked: Asked) -> dict[str, str]:
    there = editions.stakeholder_types(asked.edition)
    return {kind.value: words.type_label(t, kind.value) for kind in StakeholderType if kind.value in there}


def _sorted(labels: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda pair: alphabetical(pair[1])))


def _search(t: Text, asked: Asked) -> None:
    address_fields.words("search", t("Find a signatory"), asked.word("search")[:100], ends=())


def found_signatories(t: Text, asked: Asked) -> None:
    """The signatories that a search finds, each a way to its brief, those of that name first.

    Before any search, the first governments.
    """
    if about_of(asked.query) is not About.SIGNATORY or (asked.word("id") and not asked.word("search")):
        return
    wanted = asked.word("search")
    kind = None if wanted else usual_type(asked.edition)
    matches = search(asked.edition, Selection(words=wanted, stakeholder_type=kind, language=asked.language))
    kept = {key: asked.query[key] for key in ("edition", "lang") if asked.query.get(key)}
    rows = [
        (
            f"/briefs?{urlencode({'what': 'signatory', 'id': row.id, **kept})}",
            row.names.in_language(t.language),
            words.one_of_type(t, row.stakeholder_type),
        )
        for row in matches.by_name(wanted).part(0, _HITS)
    ]
    more = matches.total - len(rows)
    left = t.n("One more fits; write more of the name.", "{n} more fit; write more of the name.", more) if more else ""
    st.html(drawn("brief_found.html.j2", t=t, rows=rows, left=left))


def _choice(name: str, label: str, options: Mapping[str, str], current: str) -> None:
    address_fields.choice(name, label, options, current, ends=_ENDS.get(name, ()), is_open=True)
