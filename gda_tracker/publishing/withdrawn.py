"""What is said on every page of an edition that was withdrawn: when, why, and the way to the one in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from ..charts.templating import render
from ..editions import EditionInfo
from ..i18n import Text
from .asked import Asked, Lead
from .plain_words import plain
from .shelf import in_force

MARK_COLUMN: Final = "withdrawn"
"""Stands in every row of a CSV or Parquet file of a withdrawn edition, and says so."""


def noticed(path: str, asked: Asked, lead: Lead) -> Lead:
    """The lead of a page under the notice of its edition; of an edition that stands, the lead as it is."""
    if not asked.info.is_withdrawn:
        return lead
    t, other = asked.text, in_force(asked.editions)
    way = (t("Open edition {number}, which is in force", number=other.number), _address(path, asked)) if other else None
    if other is None or other.is_withdrawn:
        way = None
    strip = render("withdrawn.html.j2", t, sentence=said_of(t, asked.info), notice=words_of(t, asked.info), way=way)
    return replace(lead, html=f"{strip}{lead.html}")


def said_of(t: Text, info: EditionInfo) -> str:
    """That an edition was withdrawn and when, as a sentence."""
    set_on = info.notice.set_on if info.notice else None
    if set_on is None:
        return t("Edition {number} was withdrawn. Do not use its figures as current.", number=info.number)
    return t(
        "Edition {number} was withdrawn on {day}. Do not use its figures as current.",
        number=info.number,
        day=t.date(set_on),
    )


def words_of(t: Text, info: EditionInfo) -> str:
    """The notice in the secretariat's own words; where it cannot be read, that."""
    words = plain(info.notice.notice) if info.notice else ""
    return words or t("The notice beside the edition cannot be read; ask whoever runs this installation.")


def _address(path: str, asked: Asked) -> str:
    """The same page with the same filters, in the edition in force."""
    return f"/{path}?{urlencode(asked.query)}" if asked.query else f"/{path}"
