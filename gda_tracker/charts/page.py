"""What stands at the top of a page: what it is, what it is for, and how old its numbers are."""

from __future__ import annotations

from .chart import Context
from .templating import render


def page_lead(context: Context, *, title: str, purpose: str, eyebrow_html: str = "", detail: str = "") -> str:
    """The page's one `h1`, its purpose sentence, and the "last updated" line. `eyebrow_html` is escaped already.

    `detail` is a second sentence under the purpose, such as what a search found.
    """
    t = context.text
    return render(
        "page_lead.html.j2",
        t,
        title=title,
        purpose=purpose,
        eyebrow=eyebrow_html,
        detail=detail,
        updated=updated(context),
    )


def updated(context: Context) -> str:
    """The "last updated" line: edition, data date, method version."""
    t = context.text
    return t(
        "Last updated {day}: edition {number}, method {version}",
        day=t.date(context.snapshot_on),
        number=context.edition,
        version=context.method_version,
    )
