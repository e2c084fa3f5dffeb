"""Paints: names to concrete colours in a file that stands alone, to the stylesheet's tokens in an inline picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

TOKENS: Final = {
    "page": ("#FFFFFF", "page"),
    "panel": ("#F6F8F7", "panel"),
    "ink": ("#10231F", "ink"),
    "quiet-ink": ("#5B6B67", "quiet"),
    "line": ("#DCE4E1", "line"),
    "accent": ("#0B6E5F", "accent"),
    "soft": ("#CFE6E0", "soft"),
    "quiet": ("#C9CFCD", "hatch"),
    "outline": ("#FFFFFF", "page"),
    "other": ("#F6F8F7", "panel"),
    "on-mid": ("#000000", "on-mid"),
    "on-four": ("#000000", "on-four"),
    "on-high": ("#FFFFFF", "on-high"),
    "on-accent": ("#FFFFFF", "on-accent"),
    "strip": ("#FFF4DB", "strip"),
    "strip-ink": ("#6B4A00", "strip-ink"),
    "r0": ("#EAF4F1", "r0"),
    "r1": ("#CFE6E0", "r1"),
    "r2": ("#9FCFC3", "r2"),
    "r3": ("#66B1A1", "r3"),
    "r4": ("#2F8F7D", "r4"),
    "r5": ("#0B6E5F", "r5"),
    "r6": ("#07463D", "r6"),
}
"""Each paint: its colour in the light palette of design/README.md, and the token of the stylesheet that it is."""
PATTERNS: Final = ("hatch", "unverified", "dots", "rules", "stripes")
"""Paints that the picture defines as patterns; see `svg/marks.svg.j2`."""
# A pale or hatched surface needs an edge to be seen as a surface.
_GREYS: Final = {"outline": "quiet-ink", **dict.fromkeys(("hatch", "dots", "rules", "stripes"), "quiet-ink")}
_EDGES: Final = _GREYS | {"unverified": "r4", "r0": "r2", "other": "line"}
# A line must be seen: a grey or pale tone is drawn darker than a surface of that tone.
_LINES: Final = _GREYS | {"quiet": "quiet-ink", "soft": "r3", "unverified": "r4", "r0": "r2"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Attributes of marks. `name` makes the ids of one picture its own; only letters, digits and hyphens stay in it."""

    name: str
    is_inline: bool

    def surface(self, fill: str) -> Markup:
        """The attributes of a filled mark, with an edge where the fill alone is too pale."""
        return self._said({"fill": self._colour(fill), "stroke": self._colour(_EDGES.get(fill, ""))})

    def ringed(self, fill: str, stroke: str) -> Markup:
        """The attributes of a filled mark with a line around it; without a line it is a surface."""
        if not stroke:
            return self.surface(fill)
        return self._said({"fill": self._colour(fill), "stroke": self._colour(line_paint(stroke))})

    def line(self, stroke: str) -> Markup:
        """The attribute of a line."""
        return self._said({"stroke": self._colour(line_paint(stroke))})

    def ink(self, ink: str) -> Markup:
        """The attribute of words."""
        return self._said({"fill": self._colour(ink)})

    def _colour(self, paint: str) -> str:
        if not paint:
            return ""
        if paint in PATTERNS:
            return f"url(#{self.name}-{paint})"
        colour, token = TOKENS[paint]
        return f"var(--{token})" if self.is_inline else colour

    def _said(self, values: dict[str, str]) -> Markup:
        """Attributes of values from this module alone, so nothing in them needs escaping."""
        said = {key: value for key, value in values.items() if value}
        if self.is_inline:
            return Markup('style="{}"').format(";".join(f"{key}:{value}" for key, value in said.items()))
        return Markup(" ").join(Markup('{}="{}"').format(key, value) for key, value in said.items())


def line_paint(tone: str) -> str:
    """The paint of a line in a tone."""
    return _LINES.get(tone, tone)


def ink_on(tone: str) -> str:
    """The ink that is read on a fill."""
    return {"r3": "on-mid", "r4": "on-four", "r5": "on-high", "r6": "on-high", "accent": "on-accent"}.get(tone, "ink")
