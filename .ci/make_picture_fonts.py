"""Make the static fonts that PNG pictures are drawn with, and the table of their letters' widths.

Run once, by hand, when the web fonts change; what it writes is part of the repository:

    pip install fonttools==4.68.0 brotli==1.2.1
    python .ci/make_picture_fonts.py

From our variable WOFF2 files (Source Sans 3 and Source Serif 4, SIL Open Font License 1.1) it takes the weights 400 and
600, joins Latin, extended Latin and Cyrillic into one TrueType file a face, and writes the advance width of each
character in thousandths of an em to `widths.json`, so that a label can be measured without a font library. fontTools is
only needed here, never by the product.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Final

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT: Final = Path(__file__).resolve().parents[1] / "gda_tracker"
SOURCES: Final = ROOT / "web" / "assets" / "fonts"
TARGET: Final = ROOT / "charts" / "assets" / "fonts"
# Changed fonts may not bear the reserved name "Source", so these have the names that the stylesheet uses.
FAMILIES: Final = {"source-sans-3": "GDA Sans", "source-serif-4": "GDA Serif"}
WEIGHTS: Final = {400: "Regular", 600: "SemiBold"}
SUBSETS: Final = ("latin", "latin-ext", "cyrillic")
# Pictures need letters and their pairs, not small capitals or swashes; tables that differ between subsets do not merge.
NOT_NEEDED: Final = ("GSUB", "STAT", "GDEF", "DSIG", "MVAR", "HVAR", "BASE")


def face(file: str, family: str, weight: int, name: str) -> TTFont:
    """One static face with all subsets joined."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in SUBSETS:
            font = TTFont(SOURCES / f"{file}-{subset}-wght-normal.woff2")
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
            static = instantiateVariableFont(font, axes)
            for tag in NOT_NEEDED:
                if tag in static:
                    del static[tag]
            static.flavor = None
            parts.append(str(Path(folder) / f"{subset}.ttf"))
            static.save(parts[-1])
        joined = Merger().merge(parts)
    for record in list(joined["name"].names):
        if record.nameID not in {0, 5, 7, 11, 13, 14}:
            joined["name"].removeNames(nameID=record.nameID)
    plain = name == "Regular"
    names = {1: family if plain else f"{family} {name}", 2: "Regular", 4: f"{family} {name}"}
    names |= {3: f"{family} {name}", 6: f"{family} {name}".replace(" ", ""), 16: family, 17: name}
    for number, words in names.items():
        joined["name"].setName(words, number, 3, 1, 0x409)
    joined["OS/2"].usWeightClass = weight
    return joined


def widths(font: TTFont) -> dict[str, int]:
    """Advance widths by character, in thousandths of an em."""
    em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    return {chr(code): round(advances[glyph][0] * 1000 / em) for code, glyph in sorted(font.getBestCmap().items())}


def main() -> None:
    """Write four faces, their licences and the widths."""
    TARGET.mkdir(parents=True, exist_ok=True)
    table = {}
    for file, family in FAMILIES.items():
        shutil.copy(SOURCES / f"LICENSE-{file}", TARGET)
        for weight, name in WEIGHTS.items():
            font = face(file, family, weight, name)
            font.save(TARGET / f"{family} {name}.ttf".replace(" ", "-").lower())
            table[f"{file.split('-')[1]}-{weight}"] = widths(font)
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
