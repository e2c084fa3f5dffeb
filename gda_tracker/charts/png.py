"""SVG to PNG with resvg and the faces that we ship: no browser, no system fonts, no network."""

from __future__ import annotations

from functools import cache

import resvg_py

from .svg.letters import FONTS

SCALE = 2


@cache
def _faces() -> list[str]:
    return [str(path) for path in sorted(FONTS.glob("*.ttf"))]


def png(svg: str) -> bytes:
    """The picture at twice its size, so that it is sharp on paper and on dense screens. `svg` is one of ours."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=_faces(),
        font_family="GDA Sans",
        sans_serif_family="GDA Sans",
        serif_family="GDA Serif",
        zoom=SCALE,
    )
    return bytes(drawn)
