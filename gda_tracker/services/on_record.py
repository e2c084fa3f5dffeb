"""What public registries hold about a country; shown beside an answer, counting for nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from .. import facts
from ..domain.problems import message


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """One sentence about one item (a message and its values), its day and where it can be read."""

    item: str
    registry: str
    message: str
    source: str
    values: Mapping[str, object] = field(default_factory=dict)
    dated_on: date | None = None
    url: str | None = None


def on_record(iso3: str | None) -> tuple[RecordedFact, ...]:
    """NDC, TNA, TAP and CTCN facts of a country. What is not known is said to be unknown, never to be absent."""
    if iso3 is None:
        return ()
    return (*_ndc(iso3), *_tna(iso3), *_ctcn(iso3))


def _ndc(iso3: str) -> Iterator[RecordedFact]:
    known = facts.ndc().get(iso3)
    if known is None or known.latest_active_title is None:
        yield RecordedFact("F8", "NDC", message("No active NDC is known to our copy of the registry."), "UNFCCC")
        return
    yield RecordedFact(
        item="F8",
        registry="NDC",
        message=message("{title}"),
        values={"title": known.latest_active_title},
        dated_on=known.latest_active_date,
        url=known.latest_url,
        source=known.source,
    )
    if known.digital_mention is not None:
        mentioned = message("The NDC text mentions digital technology.")
        silent = message("No mention of digital technology was found in the NDC text.")
        text = mentioned if known.digital_mention else silent
        yield RecordedFact("F8", "NDC", text, known.digital_mention_source, dated_on=known.latest_active_date)


def _tna(iso3: str) -> Iterator[RecordedFact]:
    known = facts.tna().get(iso3)
    if known is None:
        yield RecordedFact("F5", "TNA", message("Nothing is known to our records, which are incomplete."), "")
        return
    texts = {
        ("F5", "true"): message("A Technology Needs Assessment is listed ({year})."),
        ("F5", "false"): message("No Technology Needs Assessment is listed."),
        ("F5", "not_listed"): message("No Technology Needs Assessment is listed."),
        ("F6", "true"): message("A Technology Action Plan is listed ({year})."),
        ("F6", "false"): message("No Technology Action Plan is listed."),
        ("F6", "not_listed"): message("No Technology Action Plan is listed."),
    }
    values = {"year": known.year or "–"}
    for item, registry, value in (("F5", "TNA", known.tna_report), ("F6", "TAP", known.tap)):
        if value is not None:
            yield RecordedFact(item, registry, texts[item, value], known.source, values)
    if known.participates and known.tna_report is None:
        text = message("The country takes part in the Technology Needs Assessment programme (phase {phase}).")
        yield RecordedFact("F5", "TNA", text, known.source, {"phase": known.phase or "–"})


def _ctcn(iso3: str) -> Iterator[RecordedFact]:
    known = facts.ctcn().get(iso3)
    if known is None or known.published_ta_count is None:
        yield RecordedFact("F7", "CTCN", message("Nothing is known to our records, which are incomplete."), "")
    else:
        one = message("One technical assistance project is published.")
        many = message("{count} technical assistance projects are published.")
        text = one if known.published_ta_count == 1 else many
        values = {"count": known.published_ta_count}
        yield RecordedFact("F7", "CTCN", text, known.source, values, dated_on=known.count_date)
    if known is not None and known.digital_ta_titles:
        text = message("With digital technology: {titles}.")
        yield RecordedFact("F7", "CTCN", text, known.source, {"titles": known.digital_ta_titles.rstrip(".")})
