"""Whom and what a visitor has chosen to look at: the filters that most pages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import Where, words
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..editions import Edition
from ..i18n import Text
from .asked import Asked
from .choice_labels import EVERYWHERE

KEYS: Final = ("who", "by", "where", "show", "edition")


@dataclass(frozen=True, slots=True)
class View:
    """The usual filters. `member` is `all` for the world, else a member of `dimension`."""

    edition: int
    stakeholder_type: str = "national_government"
    dimension: str = "itu_region"
    member: str = EVERYWHERE
    rate: RateName = RateName.VERIFIED

    @property
    def scope(self) -> tuple[str, str]:
        """Dimension and member to ask the edition for."""
        return ("all", "all") if self.member == EVERYWHERE else (self.dimension, self.member)

    @property
    def counted(self) -> Where:
        """Whom the view counts, for the addresses of its numbers."""
        return Where(self.stakeholder_type, self.dimension, self.member)

    def place(self, t: Text) -> str:
        """The label of the chosen region, empty for the world."""
        return "" if self.member == EVERYWHERE else words.member_label(t, self.dimension, self.member)


def usual_type(edition: Edition) -> str:
    """Whom a page opens on: national governments when any is registered, else the first type that has members."""
    found = editions.funnels_by_type(edition)
    return next(
        (kind.value for kind in StakeholderType if kind in found and found[kind].endorsed), "national_government"
    )


def view_of(asked: Asked) -> View:
    """The view of what is asked; what the query does not say takes its default."""
    return View(
        edition=asked.info.number,
        stakeholder_type=asked.query.get("who") or usual_type(asked.edition),
        dimension=asked.word("by", "itu_region"),
        member=asked.word("where", EVERYWHERE),
        rate=RateName(asked.word("show", RateName.VERIFIED.value)),
    )


def address_of(view: View) -> str:
    """The query of a view in codes, which any language understands; type and edition stand in every one."""
    plain = View(view.edition)
    pairs = [
        ("by", view.dimension, plain.dimension),
        ("where", view.member, plain.member),
        ("show", view.rate.value, plain.rate.value),
    ]
    chosen = [(key, value) for key, value, default in pairs if value != default]
    return urlencode([("who", view.stakeholder_type), *chosen, ("edition", str(view.edition))])


def bar_values(asked: Asked, *keys: str) -> tuple[tuple[str, str], ...]:
    """Captions and shown labels of select boxes, as the filter bar will stand."""
    from .choice_labels import captions
    from .choices import choices_of

    t, choices = asked.text, choices_of(asked.edition, asked.analysis)
    view = view_of(asked)
    now = {
        "who": view.stakeholder_type,
        "by": view.dimension,
        "where": view.member,
        "show": view.rate.value,
        "edition": str(asked.info.number),
    }
    drawn = []
    for key in keys:
        labels = choices.labels(t, key, {**asked.query, "by": view.dimension}) or {}
        code = now.get(key) or asked.query.get(key) or next(iter(labels), "")
        drawn.append((captions(t).get(key, key), labels.get(code, code)))
    return tuple(drawn)
