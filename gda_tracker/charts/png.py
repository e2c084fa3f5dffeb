"""SVG to PNG with resvg and the faces that we ship: no browser, no system fonts, no network.

The drawing is done in a process of its own, which runs this file: resvg keeps Python's lock while it draws, a quarter
of a second for the map, and every visitor would wait.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

SCALE: Final = 2
LONGEST_SECONDS: Final = 30
_FONTS: Final = Path(__file__).parent / "assets" / "fonts"


def png(svg: str) -> bytes:
    """The picture at twice its size, so that it is sharp on paper and on dense screens. `svg` is one of ours.

    Raises subprocess.SubprocessError when it cannot be drawn in time.
    """
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    drawn = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=LONGEST_SECONDS, check=True)
    return drawn.stdout


def _draw(svg: str) -> bytes:
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(_FONTS.glob("*.ttf"))],
        font_family="GDA Sans",
        sans_serif_family="GDA Sans",
        serif_family="GDA Serif",
        zoom=SCALE,
    )
    return bytes(drawn)


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw(sys.stdin.buffer.read().decode()))
