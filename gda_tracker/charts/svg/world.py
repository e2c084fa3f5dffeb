"""The map of the world, the same base drawing as on the pages."""

from __future__ import annotations

from typing import Final

from ...i18n import Text
from ..drawing import Key, Tone, World
from .marks import Dot, Mark, Shape, Sheet
from .plain import Keyed

_NOT_TOLD: Final = frozenset({"hatch", "outline"})
_EDGED: Final = _NOT_TOLD | {"r0", "r1"}


def world(t: Text, drawing: World, width: float) -> tuple[Sheet, Keyed]:
    """Land first, then the points of small States above it."""
    from ..world import drawing as base

    shapes = base()
    known = {land.iso3: land for land in drawing.lands}
    marks: list[Mark] = []
    for iso3, path in shapes["land"].items():
        land = known.get(iso3)
        fill = land.tone.value if land else "other"
        stroke = "line" if not land else "quiet-ink" if fill in _EDGED else "page"
        marks.append(Shape(path, fill, stroke, 0.4, land.title if land else "", land.link if land else ""))
    for iso3, (x, y) in shapes["points"].items():
        land = known.get(iso3)
        fill, stroke = (land.tone.value, "accent") if land else ("other", "line")
        stroke = "quiet-ink" if fill in _NOT_TOLD else stroke
        marks.append(Dot(x, y, 4, fill, stroke, land.title if land else "", land.link if land else "", 1.2))
    scale = round(width / shapes["width"], 4)
    small = Key(Tone.ACCENT, t("small States"))
    signs = (*("box" for _ in drawing.legend), "ring")
    keyed = Keyed((*drawing.legend, small), drawing.ends, drawing.remark, signs)
    return Sheet(width, shapes["height"] * scale, tuple(marks), is_plain=True, scale=scale), keyed
