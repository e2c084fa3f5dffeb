"""Which Windows code page a text without a mark was saved in, judged by the alphabets that it would spell.

Latin texts hold single letters outside ASCII, other scripts long runs of them; and what is French in one code page is
no language's alphabet in another.
"""

from __future__ import annotations

import re
from typing import Final

from charset_normalizer import from_bytes

LATIN: Final = (
    ("cp1252", ("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü¿¡", "áâãàçéêíóôõú", "àèéìòù", "åäöæøé", "áéíóúýðþæö")),
    ("cp1250", ("ąćęłńóśźż", "áäčďéěíĺľňóôŕřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")),
    ("cp1254", ("çğıiöşüâî",)),
)
"""Code pages with the alphabets of their languages beyond a to z; the first is preferred where two spell as much."""
OTHERS: Final = ["cp1251", "cp1256", "gb18030", "big5"]
_RUN: Final = re.compile(rb"[\x80-\xff]+")
_LONG_RUN: Final = 2.5
"""Bytes that a run outside ASCII has on average, from which on the text is not in Latin letters."""


def likely_code_pages(sample: bytes) -> list[str]:
    """Code pages to try, the likeliest first; `sample` holds lines with bytes outside ASCII."""
    runs = _RUN.findall(sample)
    if runs and sum(map(len, runs)) / len(runs) >= _LONG_RUN:
        best = from_bytes(sample, cp_isolation=OTHERS).best()
        if best is not None:
            return [best.encoding, "cp1252"]
    return sorted((name for name, _ in LATIN), key=lambda name: -_spelt(sample, name))


def _spelt(sample: bytes, code_page: str) -> int:
    """How many letters outside ASCII belong to one alphabet of the code page, whichever holds most of them."""
    try:
        letters = [letter for letter in sample.decode(code_page).lower() if ord(letter) > 127 and letter.isalpha()]
    except UnicodeDecodeError:
        return -1
    alphabets = dict(LATIN)[code_page]
    return max(sum(letter in alphabet for letter in letters) for alphabet in alphabets)
