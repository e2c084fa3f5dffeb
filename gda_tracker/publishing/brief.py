"""A brief for a meeting: of a signatory, a region, a stakeholder type or the whole, from one edition alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from .. import editions
from ..charts import words
from ..editions import DIMENSIONS, EditionInfo
from ..i18n import Text
from .asked import Asked
from .brief_cop import cop_section
from .brief_group import group_brief
from .brief_paper import Brief
from .brief_signatory import signatory_brief
from .brief_whom import Group
from .shelf import in_force
from .view import usual_type
from .withdrawn import said_of, words_of

_USUAL_DIMENSION: Final = "itu_region"


class About(StrEnum):
    """What a brief is about, as its address says it."""

    SIGNATORY = "signatory"
    REGION = "region"
    TYPE = "type"
    COUNCIL = "council"
    COP = "cop"


def about_of(query: Mapping[str, str]) -> About:
    """What an address asks for; a signatory where it says nothing that is known."""
    word = query.get("what", "")
    return About(word) if word in set(About) else About.SIGNATORY


def brief_of(asked: Asked) -> Brief | None:
    """The brief that an address asks for, with the notice of its edition; None when the edition has no such thing."""
    found = _brief_about(asked)
    return replace(found, notice=notice_of(asked)) if found else None


def notice_of(asked: Asked) -> tuple[str, ...]:
    """That the edition was withdrawn, why, and which one is in force; nothing of an edition that stands."""
    if not asked.info.is_withdrawn:
        return ()
    t, other = asked.text, standing(asked)
    in_its_place = t("No other edition is in force.")
    if other is not None:
        in_its_place = t("Edition {number} of {day} is in force.", number=other.number, day=t.date(other.snapshot_on))
    return (said_of(t, asked.info), words_of(t, asked.info), in_its_place)


def standing(asked: Asked) -> EditionInfo | None:
    """The edition in force; None where every one was withdrawn."""
    found = in_force(asked.editions)
    return None if found is None or found.is_withdrawn else found


def _brief_about(asked: Asked) -> Brief | None:
    about, wanted = about_of(asked.query), asked.word("id")
    match about:
        case About.SIGNATORY:
            return signatory_brief(asked, wanted)
        case About.REGION:
            dimension = dimension_of(asked.query)
            there = wanted in editions.members(asked.edition, dimension)
            return group_brief(asked, _region(asked, dimension, wanted)) if there and wanted != "all" else None
        case About.TYPE:
            known = wanted in editions.stakeholder_types(asked.edition)
            return group_brief(asked, _type(asked.text, wanted)) if known else None
        case About.COUNCIL | About.COP:
            cops = cop_names(asked)
            cycle = wanted if wanted in cops else next_cop(asked)
            is_cop = about is About.COP and cycle in cops
            found = group_brief(asked, _whole(asked, cycle if is_cop else ""))
            return replace(found, sections=(cop_section(asked, cycle), *found.sections)) if is_cop else found


def dimension_of(query: Mapping[str, str]) -> str:
    """The grouping of a region, the regions of ITU where the address names no other."""
    word = query.get("by", "")
    return word if word in DIMENSIONS[1:] else _USUAL_DIMENSION


def kind_of(asked: Asked) -> str:
    """The type that is shown item by item."""
    word = asked.word("who")
    return word if word in editions.stakeholder_types(asked.edition) else usual_type(asked.edition)


def cop_names(asked: Asked) -> dict[str, str]:
    """The COPs by the code of their cycle, the newest last."""
    t = asked.text
    return {one.cycle: t("{cop}, {place}", cop=one.code, place=one.place) for one in asked.analysis.cops()}


def next_cop(asked: Asked) -> str:
    """The cycle of the first COP whose reports were still due at the edition's date, else of the last."""
    cops = asked.analysis.cops()
    ahead = [one.cycle for one in cops if one.closes_on >= asked.info.snapshot_on]
    return (ahead or [one.cycle for one in cops[-1:]] or [""])[0]


def _head(t: Text, title: str) -> str:
    return t("{signatory} · brief", signatory=title)


def _region(asked: Asked, dimension: str, member: str) -> Group:
    t = asked.text
    title = words.member_label(t, dimension, member)
    eyebrow = t("COP29 Declaration on Green Digital Action · brief · {whom}", whom=words.dimension_label(t, dimension))
    name = member if dimension.endswith(("region", "group")) else f"{dimension}-{member}"
    return Group(_slug(name), _head(t, title), title, eyebrow, dimension, member, kind_of(asked), True)


def _type(t: Text, kind: str) -> Group:
    eyebrow = t("COP29 Declaration on Green Digital Action · brief · {whom}", whom=t("Stakeholder type"))
    title = words.type_label(t, kind)
    return Group(_slug(kind), _head(t, title), title, eyebrow, "all", "all", kind, False)


def _whole(asked: Asked, cycle: str) -> Group:
    """All signatories: for the COP of that cycle, for the Council where it is empty."""
    t = asked.text
    cop = cop_names(asked).get(cycle, "")
    title = t("Brief for {cop}", cop=cop) if cop else t("Brief for the ITU Council")
    whom = t("All signatories")
    eyebrow = t("COP29 Declaration on Green Digital Action · brief · {whom}", whom=whom)
    name = _slug(cop.split(",")[0]) if cop else "council"
    return Group(name, title, title, eyebrow, "all", "all", kind_of(asked), True)


def _slug(words_: str) -> str:
    """A file's name in letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words_.lower()).strip("-")
