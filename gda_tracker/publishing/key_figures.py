"""The overview's key figures, and how they changed since the last edition."""

from __future__ import annotations

from .. import charts, editions
from ..charts import Earlier, KeyCounts
from ..domain.statuses import Light
from ..editions import Edition
from .asked import Asked
from .view import View


def _counts(edition: Edition, view: View) -> KeyCounts:
    """What the key figures of a view are made of in any edition."""
    dimension, member = view.scope
    kind = view.stakeholder_type
    funnel, added = (
        editions.funnel(edition, dimension=dimension, member=member, stakeholder_type=kind, additionality=cut)
        for cut in ("any", "new_or_expanded")
    )
    lights = editions.reporting_lights(edition, dimension=dimension, member=member, stakeholder_type=kind)
    return KeyCounts(funnel, lights[Light.ON_TIME], sum(lights.values()), added)


def keys_part(asked: Asked, view: View) -> str:
    """HTML of the key figures, and how they changed since the newest earlier edition in the same filter."""
    earlier = None
    if asked.earlier:
        last = asked.earlier[0]
        earlier = Earlier(last.number, _counts(asked.shelf.edition(last), view))
    now = _counts(asked.edition, view)
    return charts.key_figures(
        asked.context, now, earlier=earlier, is_pooled=view.stakeholder_type == "all", where=view.counted
    )
