"""Signatories and their endorsements: reading what is recorded, adding many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pyarrow as pa

from ..domain.importing import Endorsed, KnownSignatory, SignatoryRecord
from .database import Change, Register

_SIGNATORIES = """
    SELECT signatory_id, name, stakeholder_type, iso3, acronym, website
    FROM signatory
    ORDER BY signatory_id
"""
_ENDORSEMENTS = """
    SELECT signatory_id, endorsed_on, channel, additional_statement, document, source_title, source_url,
           source_dated_on, note, withdrawn_on
    FROM endorsement
    ORDER BY signatory_id, endorsement_id
"""
_MERGED = """
    SELECT m.into_id AS signatory_id, r.name, r.stakeholder_type, r.iso3, r.acronym, r.website
    FROM merged AS m
    JOIN (SELECT *, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
          FROM signatory_row) AS r ON r.signatory_id = m.signatory_id AND r.newest = 1
    ORDER BY m.signatory_id
"""
_STATE = """
    SELECT (SELECT max(row_no) FROM
               (SELECT max(row_no) AS row_no FROM signatory_row
                UNION ALL SELECT max(row_no) FROM merge_row
                UNION ALL SELECT max(row_no) FROM removal_row) AS n) AS signatories,
           (SELECT max(row_no) FROM endorsement_row) AS endorsements
"""
_SIGNATORY_ROWS = pa.schema(
    [
        ("signatory_id", pa.string()),
        ("name", pa.string()),
        ("acronym", pa.string()),
        ("stakeholder_type", pa.string()),
        ("iso3", pa.string()),
        ("website", pa.string()),
    ]
)
_ENDORSEMENT_ROWS = pa.schema(
    [
        ("endorsement_id", pa.string()),
        ("signatory_id", pa.string()),
        ("endorsed_on", pa.date32()),
        ("channel", pa.string()),
        ("additional_statement", pa.string()),
        ("document", pa.string()),
        ("source_title", pa.string()),
        ("source_url", pa.string()),
        ("source_dated_on", pa.date32()),
        ("note", pa.string()),
        ("withdrawn_on", pa.date32()),
    ]
)


def known_signatories(register: Register) -> tuple[KnownSignatory, ...]:
    """Every signatory as it stands now, with its endorsements."""
    endorsements: dict[str, list[Endorsed]] = defaultdict(list)
    for row in register.rows(_ENDORSEMENTS):
        endorsements[row.pop("signatory_id")].append(Endorsed(**row))
    return tuple(
        KnownSignatory(**row, endorsements=tuple(endorsements[row["signatory_id"]]))
        for row in register.rows(_SIGNATORIES)
    )


def merged_names(register: Register, known: Sequence[KnownSignatory]) -> tuple[KnownSignatory, ...]:
    """Names under which somebody of `known` was recorded before a merge; each stands for the one that holds it now."""
    endorsements = {one.signatory_id: one.endorsements for one in known}
    return tuple(
        KnownSignatory(**row, endorsements=endorsements[row["signatory_id"]])
        for row in register.rows(_MERGED)
        if row["signatory_id"] in endorsements
    )


def signatories_state(source: Register | Change) -> tuple[int, int]:
    """Two numbers that change whenever a signatory or an endorsement is recorded, merged or removed."""
    (row,) = source.rows(_STATE)
    return int(row["signatories"] or 0), int(row["endorsements"] or 0)


def add_signatories(change: Change, records: Sequence[tuple[str, SignatoryRecord]]) -> None:
    """Add signatories, each under its identifier with its first endorsement; the trail record must be written."""
    signatories = [
        {
            "signatory_id": signatory_id,
            "name": record.name,
            "acronym": record.acronym,
            "stakeholder_type": record.stakeholder_type,
            "iso3": record.iso3,
            "website": record.website,
        }
        for signatory_id, record in records
    ]
    change.insert_frame("signatory_row", pa.Table.from_pylist(signatories, schema=_SIGNATORY_ROWS))
    endorsements = [endorsement_row(signatory_id, record) for signatory_id, record in records]
    change.insert_frame("endorsement_row", pa.Table.from_pylist(endorsements, schema=_ENDORSEMENT_ROWS))


def endorsement_row(signatory_id: str, record: SignatoryRecord) -> Mapping[str, object]:
    """The row of a signatory's first endorsement."""
    told = record.endorsement
    return {
        "endorsement_id": f"{signatory_id}/1",
        "signatory_id": signatory_id,
        "endorsed_on": told.endorsed_on,
        "channel": told.channel,
        "additional_statement": told.additional_statement,
        "document": told.document,
        "source_title": told.source_title,
        "source_url": told.source_url,
        "source_dated_on": told.source_dated_on,
        "note": told.note,
        "withdrawn_on": told.withdrawn_on,
    }
