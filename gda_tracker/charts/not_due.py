"""How many endorsers nothing is asked of yet: said wherever they are many, since rates leave them out."""

from __future__ import annotations

from typing import Final

from ..domain.rates import Funnel
from ..i18n import Text

MANY_IN: Final = 10
"""One endorser in so many is enough for a sentence."""


def not_due_yet(t: Text, funnel: Funnel) -> str:
    """The sentence about endorsers that are not due yet; empty where they are fewer than one in ten."""
    waiting = funnel.endorsed - funnel.due
    if waiting <= 0 or waiting * MANY_IN < funnel.endorsed:
        return ""
    said = t.n(
        "One of {endorsed} endorsers is not due yet and is not counted.",
        "{n} of {endorsed} endorsers are not due yet and are not counted.",
        waiting,
        endorsed=t.number(funnel.endorsed),
    )
    if funnel.due and funnel.due == funnel.reported:
        return f"{said} {t('Whoever is counted has reported.')}"
    return f"{said} {t('A signatory is due six months after it endorsed, or once it has reported.')}"
