"""The printed summary of one signatory: a page without script, made for A4 and black ink."""

from __future__ import annotations

from .. import charts, editions
from ..charts.status import item_rows, summary
from ..charts.templating import render
from ..charts.words import numeral
from ..charts.years import years_table
from .asked import Asked
from .profile import channels, facts_of, found_of, is_government, profile_link, status_lines
from .registries import registry_lines
from .reported import year_cycles, year_rows


def summary_page(asked: Asked, *, style: str, origin: str = "") -> str | None:
    """The whole HTML page, None where the edition does not know the signatory.

    `style` is the address of its stylesheet, `origin` the public address that a printed link needs.
    """
    found = found_of(asked)
    if found is None:
        return None
    t, context = asked.text, asked.context
    lines = status_lines(t, found)
    cycles = year_cycles(found, editions.cycles(asked.edition))
    years = years_table(context, year_rows(t, found), cycles).html if len(cycles) > 1 else ""
    return render(
        "summary.html.j2",
        t,
        name=found.names.in_language(t.language),
        facts=facts_of(asked, found),
        sentence=summary(t, lines),
        updated=charts.updated(context),
        demonstration=context.demonstration,
        sections=item_rows(t, lines),
        years=years,
        registries=registry_lines(t, found.registry_facts, found.endorsed_on) if is_government(found) else [],
        endorsements=found.endorsements,
        channels=channels(t),
        practices=[(numeral(one.item), one.title, one.summary) for one in found.practices],
        source=context.source,
        address=f"{origin}{profile_link(found, asked.info.number)}",
        back=profile_link(found, asked.info.number),
        style=style,
    )
