"""What briefs share in words: items by name, counts of a funnel or of an item in a row, what is asked and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .. import charts
from ..charts import Context, words
from ..charts.chart import count_with_share
from ..domain.rates import Counts, Funnel, RateName
from ..domain.since import Cop
from ..i18n import Text

STAGES: Final = (RateName.RESPONSE, RateName.CLAIMED, RateName.EVIDENCE_BACKED, RateName.VERIFIED)


def item_name(t: Text, code: str, short: str) -> str:
    """ "III Green data centres"."""
    return f"{words.numeral(code)} {t(short)}"


def cycle_name(t: Text, cops: Sequence[Cop], cycle: str | None) -> str:
    """ "COP31"; the year of a cycle that belongs to no COP."""
    return next((one.code for one in cops if one.cycle == cycle), None) or t("cycle of {year}", year=cycle)


def listed(names: Sequence[str]) -> str:
    """Names that may hold commas, one after the other."""
    return "; ".join(names)


def stage_heads(t: Text) -> tuple[str, ...]:
    """What stands over reported, claimed, evidence-backed and verified."""
    return tuple(words.rate_label(t, rate) for rate in STAGES)


def stages(t: Text, counts: Counts) -> tuple[str, ...]:
    """ "33 (40 %)" at each stage after those due, whose column stands beside; nothing where nobody is."""
    return tuple(count_with_share(t, counts, rate) if counts.due else "–" for rate in STAGES)


def funnel_row(t: Text, name: str, funnel: Funnel) -> tuple[str, ...]:
    """Name, endorsed, due, then the stages."""
    return (name, t.number(funnel.endorsed), t.number(funnel.due), *stages(t, funnel.counts))


def withheld(t: Text, counts: Counts) -> str:
    """What stands in place of a share or a grade: that it is withheld, a dash where nobody is due."""
    return t("withheld") if counts.due else "–"


def funnel_head(t: Text, whom: str) -> tuple[str, ...]:
    """What stands over a row of a funnel."""
    return (whom, t("Endorsed"), t("Due"), *stage_heads(t))


def bounds_sentence(context: Context, funnel: Funnel, kind: str) -> str:
    """ "Verified in 9 of 83 (11 %); claimed in 24 (29 %); 43 have not reported, so the true share lies between …"."""
    return charts.headline(context, funnel, stakeholder_type=kind, rate=RateName.VERIFIED).detail
