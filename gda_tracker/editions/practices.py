"""Reading what signatories offered to others: each practice once, in its newest words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from .edition import Edition
from .signatories import Names

# The search is plain text in every language's name: `%`, `_` and quotes stand for themselves.
_PRACTICES: Final = """
    WITH offered AS (
        SELECT signatory_id, item, cycle, title, summary, url,
               row_number() OVER (PARTITION BY signatory_id, item, title ORDER BY cycle DESC, rowid DESC) AS place
        FROM practice
    )
    SELECT offered.signatory_id, signatory.name, name_fr, name_es, name_ru, name_ar, name_zh,
           stakeholder_type, iso3, itu_region, un_region, is_ldc, is_lldc, is_sids, income_group,
           offered.item, item.short, offered.cycle, offered.title, offered.summary, offered.url, entry.elements,
           cell.cycle, cell.off_scale, cell.claimed, cell.evidence, cell.assessed, cell.age_months, cell.age_class
    FROM offered
    JOIN signatory ON signatory.id = offered.signatory_id
    JOIN item ON item.code = offered.item
    LEFT JOIN entry
      ON entry.signatory_id = offered.signatory_id AND entry.item = offered.item AND entry.cycle = offered.cycle
    LEFT JOIN cell ON cell.signatory_id = offered.signatory_id AND cell.item = offered.item
    WHERE offered.place = 1
      AND (withdrawn_on IS NULL OR withdrawn_on > (SELECT snapshot_on FROM edition))
      AND ($item IS NULL OR offered.item = $item)
      AND ($element IS NULL OR coalesce(list_contains(string_split(entry.elements, ' '), $element), false))
      AND ($stakeholder_type IS NULL OR stakeholder_type = $stakeholder_type)
      AND ($member IS NULL OR EXISTS (
            SELECT 1 FROM membership
            WHERE membership.signatory_id = offered.signatory_id AND dimension = $dimension AND member = $member))
      AND NOT EXISTS (
            SELECT 1 FROM unnest(CAST($words AS VARCHAR[])) AS searched (word)
            WHERE NOT contains(
                strip_accents(lower(concat_ws(
                    ' ', offered.title, offered.summary, signatory.name, name_fr, name_es, name_ru, name_ar, name_zh))),
                strip_accents(lower(word))))
    ORDER BY strip_accents(lower(signatory.name)), offered.signatory_id, item.sort, offered.title
"""
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class OfferedPractice:
    """One good practice, by whom it is offered, and what the newest report says about that item.

    `elements` are codes such as `O3.5`, tagged on the entry beside which the practice was offered; the fields from
    `reported_cycle` on are the cell's, None where the edition has none.
    """

    signatory_id: str
    names: Names
    stakeholder_type: str
    iso3: str | None
    itu_region: str | None
    un_region: str | None
    is_ldc: bool | None
    is_lldc: bool | None
    is_sids: bool | None
    income_group: str | None
    item: str
    short: str
    cycle: str
    title: str
    summary: str
    url: str | None
    elements: tuple[str, ...]
    reported_cycle: str | None
    off_scale: str | None
    claimed: int | None
    evidence: int | None
    assessed: int | None
    age_months: int | None
    age_class: str | None

    @property
    def name(self) -> str:
        """The signatory's English name."""
        return self.names.en

    def member(self, dimension: str) -> str | None:
        """The group of a dimension that the signatory is in, as `rate` writes it; None where it is in none."""
        if dimension in {"ldc", "lldc", "sids"}:
            is_member: bool | None = getattr(self, f"is_{dimension}")
            return None if is_member is None else "yes" if is_member else "no"
        found: str | None = getattr(self, dimension)
        return found


def practices(
    edition: Edition,
    *,
    search: str = "",
    item: str | None = None,
    element: str | None = None,
    stakeholder_type: str | None = None,
    dimension: str = "all",
    member: str | None = None,
) -> tuple[OfferedPractice, ...]:
    """Every practice that matches, alphabetically by signatory, then in the Declaration's order.

    Of a practice that is offered again under the same title, the newest cycle's words stand. Each word of the search
    occurs in title, summary or a name, whatever its case and accents. Who withdrew offers nothing any more.
    """
    found = edition.rows(
        _PRACTICES,
        {
            "words": search.split()[:_MOST_WORDS],
            "item": item,
            "element": element,
            "stakeholder_type": stakeholder_type,
            "dimension": dimension,
            "member": member,
        },
    )
    return tuple(_practice(row) for row in found)


def _practice(row: tuple[Any, ...]) -> OfferedPractice:
    values: tuple[Any, ...] = (row[0], Names(*row[1:7]), *row[7:21], tuple((row[21] or "").split()), *row[22:])
    return OfferedPractice(*values)
