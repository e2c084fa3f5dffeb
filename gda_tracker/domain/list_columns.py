"""Which column of somebody's list is which: headings in English, French or Spanish, in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from .naming import SMALL_WORDS, plain


class Field(StrEnum):
    """What an imported column can hold."""

    NAME = "name"
    ACRONYM = "acronym"
    TYPE = "stakeholder_type"
    COUNTRY = "country"
    COUNTRY_CODE = "iso3"
    ENDORSED_ON = "endorsed_on"
    CHANNEL = "channel"
    STATEMENT = "additional_statement"
    DOCUMENT = "document"
    SOURCE_TITLE = "source_title"
    SOURCE_URL = "source_url"
    SOURCE_DATED_ON = "source_dated_on"
    WEBSITE = "website"
    NOTE = "note"
    WITHDRAWN_ON = "withdrawn_on"


_HEADINGS: Final[dict[Field, str]] = {
    Field.NAME: """
        name; signatory; signatories; organisation; organization; name of organisation; organisation name; name of
        signatory; signatory name; name of entity; entity; entity name; institution; name of institution; body;
        endorser; endorsers; endorsing entity; endorsing organisation; company name; stakeholder; stakeholder name;
        participant; party; full name; official name; name of the government or organisation; government or
        organisation; nom; nom de l organisation; organisme; nom de l organisme; nom de l entite; entite; signataire;
        signataires; nom du signataire; nom de l institution; nom complet; denomination; raison sociale; partie
        prenante; nombre; organizacion; nombre de la organizacion; entidad; institucion; signatario
    """,
    Field.ACRONYM: """
        acronym; abbreviation; short name; initials; acronyme; sigle; abreviation; nom court; siglas; abr; abbr
    """,
    Field.TYPE: """
        type; stakeholder type; type of stakeholder; stakeholder category; category; type of organisation;
        organisation type; type of organization; organization type; type of entity; entity type; kind; sector;
        constituency; stakeholder group; group; institution type; type of institution; type d organisation; type d
        organisme; type d entite; type de partie prenante; categorie; categorie de partie prenante; secteur; nature;
        groupe; tipo; tipo de organizacion; categoria
    """,
    Field.COUNTRY: """
        country; country name; state; member state; nation; country or territory; country territory; country of
        headquarters; headquarters country; hq country; headquarters; hq; country region; based in; location; pays;
        nom du pays; etat; etat membre; pays du siege; siege; pays ou territoire; pais; country of registration;
        country of origin
    """,
    Field.COUNTRY_CODE: """
        iso3; iso; iso code; iso 3; iso alpha 3; alpha 3; alpha 3 code; country code; iso2; iso 2; alpha 2; iso
        country code; iso3 code; iso 3166; code pays; code iso; m49; country iso; iso a3; codigo pais
    """,
    Field.ENDORSED_ON: """
        date endorsed; endorsed on; endorsement date; date of endorsement; date; date signed; signed on; signature
        date; date of signature; signing date; date received; date joined; endorsed at; date d approbation; date de l
        approbation; date d adhesion; date de signature; date de ralliement; date de l endossement; endosse le; signe
        le; date de soutien; fecha; fecha de firma; fecha de adhesion; date of letter; letter date; date received by
        secretariat
    """,
    Field.CHANNEL: """
        channel; received by; received via; how endorsed; mode; means; means of endorsement; via; canal; voie; moyen;
        mode de transmission; form of endorsement; medio
    """,
    Field.STATEMENT: """
        additional statement; statement; statement text; declaration additionnelle; comments by signatory;
        declaration; declaration complementaire; declaration supplementaire; text of statement; message;
        interpretative statement; reservation; declaracion adicional
    """,
    Field.DOCUMENT: """
        document; file; letter; attachment; document reference; reference; ref; lettre; fichier; piece jointe;
        document de reference; documento
    """,
    Field.SOURCE_TITLE: """
        source title; source; source name; title of source; titre de la source; fuente
    """,
    Field.SOURCE_URL: """
        source url; source link; url source; link to source; link; url; lien; lien source; lien vers la source;
        evidence url; enlace
    """,
    Field.SOURCE_DATED_ON: """
        source date; date of source; source dated on; source dated; publication date; date de la source; date de
        publication; fecha de la fuente
    """,
    Field.WEBSITE: """
        website; web site; web; homepage; home page; site web; site; site internet; web page; sitio web; pagina web;
        organisation website; internet
    """,
    Field.NOTE: """
        note; notes; remark; remarks; comment; comments; remarque; remarques; commentaire; commentaires; observations;
        nota; notas
    """,
    Field.WITHDRAWN_ON: """
        withdrawn on; date withdrawn; withdrawal date; date of withdrawal; date de retrait; retire le
    """,
}  # fmt: skip
_BY_HEADING: Final = {
    " ".join(heading.split()): field for field, text in _HEADINGS.items() for heading in text.split(";")
}
_CLOSE_ENOUGH: Final = 88
_LONGEST_HEADING: Final = 80


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """A column that is used: its place (from 1), letters, heading as written, and what it holds."""

    index: int
    letters: str
    heading: str
    field: Field
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that is not imported; `instead` is the column that was taken for the same thing, if any."""

    index: int
    letters: str
    heading: str
    instead: str | None = None


def field_of(heading: str) -> tuple[Field, bool] | None:
    """What a heading means and whether that is a guess; None for a heading that means nothing here."""
    key = plain(heading)
    if not key or len(key) > _LONGEST_HEADING:
        return None
    if key in _BY_HEADING:
        return _BY_HEADING[key], False
    bare = " ".join(word for word in key.split() if word not in SMALL_WORDS)
    if bare in _BY_HEADING:
        return _BY_HEADING[bare], False
    near = process.extractOne(key, _BY_HEADING.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_CLOSE_ENOUGH)
    return (_BY_HEADING[near[0]], True) if near else None


def match_columns(
    headings: Sequence[str], letters: Sequence[str]
) -> tuple[tuple[MatchedColumn, ...], tuple[UnusedColumn, ...]]:
    """The used and the unused columns. Of two columns for one thing, the surer, then the first, is used."""
    meanings = [field_of(heading) for heading in headings]
    chosen: dict[Field, int] = {}
    for sure in (True, False):
        for index, meaning in enumerate(meanings):
            if meaning is not None and meaning[1] is not sure:
                chosen.setdefault(meaning[0], index)
    used, unused = [], []
    for index, (heading, meaning) in enumerate(zip(headings, meanings, strict=True)):
        written = " ".join(heading.split())
        if meaning is not None and chosen[meaning[0]] == index:
            used.append(MatchedColumn(index + 1, letters[index], written, meaning[0], meaning[1]))
        elif written:
            instead = headings[chosen[meaning[0]]] if meaning is not None else None
            unused.append(UnusedColumn(index + 1, letters[index], written, instead))
    return tuple(used), tuple(unused)


def rechosen(
    headings: Sequence[str], letters: Sequence[str], chosen: Mapping[int, Field | None]
) -> tuple[tuple[MatchedColumn, ...], tuple[UnusedColumn, ...]]:
    """As `match_columns`, with some columns read as somebody chose: field by place from 1, None is not imported.

    A field that was chosen for one column is taken from the column that would have been matched with it.
    """
    matched, _ = match_columns(headings, letters)
    fields = {column.index: column.field for column in matched if column.index not in chosen}
    given = {field for field in chosen.values() if field is not None}
    fields = {index: field for index, field in fields.items() if field not in given}
    fields |= {index: field for index, field in chosen.items() if field is not None and 1 <= index <= len(headings)}
    guessed = {column.index for column in matched if column.is_guessed and column.index not in chosen}
    used, unused = [], []
    for index, heading in enumerate(headings, start=1):
        written = " ".join(heading.split())
        if index in fields:
            used.append(MatchedColumn(index, letters[index - 1], written, fields[index], index in guessed))
        elif written:
            unused.append(UnusedColumn(index, letters[index - 1], written))
    return tuple(used), tuple(unused)


def header_score(headings: Sequence[str]) -> int:
    """How many different things a row of cells would name as headings; 0 when it cannot head a list of signatories."""
    fields = {meaning[0] for meaning in map(field_of, headings) if meaning is not None}
    return len(fields) if fields & {Field.NAME, Field.COUNTRY} else 0
