"""Names compared as people compare them: without accents, case, legal forms, brackets and word order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from .signatory import slug

# Kept apart by language only in the reader's head: a name that ends in one of these is the same name without it.
LEGAL_FORMS: Final = frozenset(
    """ab ag aps as asa asbl bhd bv bvba co coop corp corporation cv ehf eeig eirl esp ev eurl gesmbh gie gmbh inc
    incorporated kft kg kk kgaa lda lp llc llp limited ltd ltda mbh nv ohg oao ooo oy oyj pao pjsc plc pllc
    pte pty pvt rl sa sab sae sagl sal saoc saog sapi sarl sas sasu sca scrl se sia sl slu snc spa sprl spzoo srl sro
    stiftung ug ulc vzw zao zrt""".split()
)
SMALL_WORDS: Final = frozenset(
    """a al an and at d da das de del dem den der des di do dos du e el et for in l la las le les los of on par per
    pour the to und van von y""".split()
)
# Letters that have no accent to take off.
_UNDECOMPOSED: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "&": " and "}
)
_BRACKETS: Final = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}|\b(?:\w\.)+\w\b")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_ACRONYM: Final = 12
_ACRONYM: Final = re.compile(r"[A-Z0-9][A-Za-z0-9&.\-]{0,13}[A-Z0-9.]")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: `Côte d’Ivoire` → `cote d ivoire`."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    letters = "".join(character for character in folded if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", letters).strip()


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """What makes a name itself: sorted words without small words, legal forms and what stands in brackets.

    Never empty for a name with a letter: a name of nothing but such words keeps them.
    """
    outside = _BRACKETS.sub(" ", name)
    closed = _DOTTED.sub(lambda found: found.group().replace(".", ""), outside if plain(outside) else name)
    words = plain(closed).split()
    core = [word for word in words if word not in SMALL_WORDS]
    while len(core) > 1 and core[-1] in LEGAL_FORMS:
        core.pop()
    while len(core) > 2 and core[0] in LEGAL_FORMS - {"as", "co", "se"}:
        core.pop(0)
    return " ".join(sorted(core or words))


def bracketed_acronym(name: str) -> str | None:
    """`International Science Council (ISC)` → `ISC`; None when no bracket holds an acronym."""
    for inside in _BRACKETS.findall(name):
        if _ACRONYM.fullmatch(inside.strip()):
            return str(inside).strip()
    return None


def without_acronym(name: str) -> str:
    """The name without a bracketed acronym; other brackets stay."""
    acronym = bracketed_acronym(name)
    if acronym is None:
        return name
    return " ".join(re.sub(rf"[(\[（]\s*{re.escape(acronym)}\s*[)\]）]", " ", name).split()) or name


def initials(name: str) -> str:
    """First letters of the words that count, in order and lower case; empty for fewer than three words."""
    words = [word for word in plain(_BRACKETS.sub(" ", name)).split() if word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) >= 3 else ""


def digits(key: str) -> tuple[str, ...]:
    """The numbers in a name: `Fund 2` and `Fund 3` are two bodies however alike they look."""
    return tuple(re.findall(r"\d+", key))


def identifier(name: str, fallback: str, longest: int = 60) -> str:
    """A stable identifier of at most `longest` characters; `fallback` for a name without a Latin letter."""
    words = slug(plain(name)).split("-")
    while len("-".join(words)) > longest and len(words) > 1:
        words.pop()
    return "-".join(words)[:longest].strip("-") or fallback


def acronyms(name: str, acronym: str | None) -> set[str]:
    """The acronym, and the name where it is one short word in capitals itself."""
    found = {squeezed(acronym)} if acronym else set()
    letters = "".join(letter for letter in name if letter.isalpha())
    if letters.isupper() and len(squeezed(name)) <= _LONGEST_ACRONYM and " " not in name.strip():
        found.add(squeezed(name))
    return {word for word in found if len(word) >= 2}


def squeezed(text: str) -> str:
    """`plain` without spaces: `A.B.C.` → `abc`."""
    return plain(text).replace(" ", "")
