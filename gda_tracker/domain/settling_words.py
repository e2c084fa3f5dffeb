"""Why a row was thought to be somebody who is known, in words: how alike the names are, and what else agrees."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .declaration import StakeholderType
from .importing import KnownSignatory, SignatoryRecord
from .naming import acronyms, initials, name_key, squeezed
from .problems import Problem, message

_VERY_ALIKE = 95
_ALIKE = 88


def likelihood(known: KnownSignatory, record: SignatoryRecord) -> str:
    """How likely it is that the two are one, as a message id."""
    alike = fuzz.ratio(name_key(known.name), name_key(record.name))
    is_placed = known.stakeholder_type == record.stakeholder_type and known.iso3 == record.iso3
    if alike == 100 and is_placed:
        return message("Almost certainly the same")
    if (alike >= _VERY_ALIKE and is_placed) or alike == 100:
        return message("Very likely the same")
    return message("Likely the same") if alike >= _ALIKE else message("Perhaps the same")


def why_the_same(known: KnownSignatory, record: SignatoryRecord) -> tuple[Problem, ...]:
    """Every ground, the strongest first, then what speaks against it."""
    return (*_names(known, record), *_letters(known, record), _kinds(known, record), *_countries(known, record))


def _names(known: KnownSignatory, record: SignatoryRecord) -> tuple[Problem, ...]:
    one, other = name_key(known.name), name_key(record.name)
    if known.name == record.name:
        return (_said("same-name", message("The name is the same, letter by letter.")),)
    if one == other:
        text = message("The name is the same but for accents, word order, brackets or the legal form.")
        return (_said("same-key", text),)
    if fuzz.ratio(one, other) >= _ALIKE:
        letters = Levenshtein.distance(one, other)
        if letters == 1:
            return (_said("one-letter", message("The names differ in one letter."), letters=letters),)
        return (_said("few-letters", message("The names differ in {letters} letters."), letters=letters),)
    shared = sorted(set(one.split()) & set(other.split()), key=len, reverse=True)
    if shared:
        return (_said("shared-words", message("The names share: {words}."), words=", ".join(shared[:4])),)
    return ()


def _letters(known: KnownSignatory, record: SignatoryRecord) -> tuple[Problem, ...]:
    shared = acronyms(known.name, known.acronym) & acronyms(record.name, record.acronym)
    if shared:
        return (_said("same-acronym", message("Both go by {acronym}."), acronym=sorted(shared)[0].upper()),)
    stands_for = {initials(known.name), initials(record.name)} - {""}
    for short in (known.acronym, known.name, record.acronym, record.name):
        if short and squeezed(short) in stands_for:
            text = message("{acronym} is made of the first letters of the other name.")
            return (_said("initials", text, acronym=short),)
    return ()


def _kinds(known: KnownSignatory, record: SignatoryRecord) -> Problem:
    if known.stakeholder_type != record.stakeholder_type:
        return _said("other-type", message("Against it: they are of different stakeholder types."))
    if record.stakeholder_type == StakeholderType.NATIONAL_GOVERNMENT:
        return _said("same-government", message("Both are a national government."))
    return _said("same-type", message("They are of the same stakeholder type."))


def _countries(known: KnownSignatory, record: SignatoryRecord) -> tuple[Problem, ...]:
    if known.iso3 is None and record.iso3 is None:
        return ()
    if known.iso3 == record.iso3:
        return (_said("same-country", message("They are in the same country.")),)
    if record.iso3 is None:
        return (_said("no-country-listed", message("The list names no country.")),)
    if known.iso3 is None:
        return (_said("no-country-known", message("No country is on record.")),)
    return (_said("other-country", message("Against it: they are in different countries.")),)


def _said(rule: str, text: str, **values: object) -> Problem:
    return Problem(rule, text, values=values)
