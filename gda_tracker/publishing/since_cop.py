"""The overview's section "since the last COP": which edition stands for the COP, and what moved since."""

from __future__ import annotations

from functools import reduce
from operator import add
from urllib.parse import urlencode

from .. import charts
from ..charts import Baseline, SinceGroup, words
from ..domain.declaration import StakeholderType
from ..domain.since import Cop, Moves
from ..editions import EditionInfo
from .asked import Asked
from .view import View


def since_cop(asked: Asked, view: View) -> str:
    """HTML of the section; where no edition can stand for a COP it says which one is missing."""
    cop = last_cop(asked.analysis.cops(), asked.info)
    info = edition_of_cop(cop, asked.earlier) if cop else None
    if cop is None or info is None:
        return charts.since_nothing(asked.context, cop)
    t, (dimension, member) = asked.text, view.scope
    by_type = asked.analysis.since(asked.shelf.edition(info), asked.edition, dimension=dimension, member=member)
    kind, place = view.stakeholder_type, view.place(t)
    group = words.type_label(t, kind)
    is_pooled = kind == "all"
    return charts.since_section(
        asked.context,
        Baseline(cop, info.number, info.snapshot_on),
        reduce(add, by_type.values(), Moves()) if is_pooled else by_type.get(kind, Moves()),
        group=f"{group}, {place}" if place else group,
        link=_progress(view, info),
        parts=[
            SinceGroup(words.type_label(t, code.value), by_type[code.value])
            for code in StakeholderType
            if is_pooled and code.value in by_type
        ],
    )


def last_cop(cops: tuple[Cop, ...], info: EditionInfo) -> Cop | None:
    """The newest COP whose reporting cycle closed before the edition's date."""
    closed = [cop for cop in cops if cop.closes_on < info.snapshot_on]
    return max(closed, key=lambda cop: cop.closes_on, default=None)


def edition_of_cop(cop: Cop, earlier: tuple[EditionInfo, ...]) -> EditionInfo | None:
    """Of the earlier editions the first dated on or after the closing day of the COP's cycle."""
    after = [info for info in earlier if info.snapshot_on >= cop.closes_on]
    return min(after, key=lambda info: (info.snapshot_on, info.number), default=None)


def _progress(view: View, info: EditionInfo) -> str:
    """Where the same change is split by cause."""
    pairs = [("who", view.stakeholder_type), ("by", view.dimension), ("where", view.member), ("from", info.number)]
    return f"/progress?{urlencode([*pairs, ('edition', view.edition)])}"
