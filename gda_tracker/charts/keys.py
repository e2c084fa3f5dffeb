"""Key figures under the funnel: the interval of the headline, response with its grade, timeliness, what is new."""

from __future__ import annotations

from ..domain.rates import Counts, Funnel, RateName
from ..i18n import Text
from .chart import Context, bounds, count_and_share
from .templating import render


def key_figures(context: Context, funnel: Funnel, *, on_time: int, asked: int, added: Funnel) -> str:
    """HTML of four figures. `on_time` of `asked` reports came in time; `added` is cut to new and expanded action."""
    t, counts = context.text, funnel.counts
    verified, claimed, ceiling = (
        None if share is None else round(share * 100, 1)
        for share in (counts.floor, counts.share(RateName.CLAIMED), counts.ceiling)
    )
    is_shown = verified is not None and claimed is not None and ceiling is not None
    timely = Counts(due=asked, on_time=on_time)
    figures = [
        (
            t("Response"),
            count_and_share(t, counts, RateName.RESPONSE),
            t("coverage grade {grade}", grade=counts.coverage_grade if counts.due else "–"),
        ),
        (t("Reported on time"), count_and_share(t, timely, RateName.TIMELINESS), t("in the newest cycle")),
        _among_responders(t, counts, added),
    ]
    return render(
        "keys.html.j2",
        t,
        interval=_capital(bounds(t, counts) if counts.due else t("nobody is due")),
        verified=verified if is_shown else None,
        claimed=claimed,
        span=round((claimed or 0) - (verified or 0), 1),
        reach=round(max((ceiling or 0) - (claimed or 0), 0), 1),
        figures=figures,
    )


def _among_responders(t: Text, counts: Counts, added: Funnel) -> tuple[str, str, str]:
    """AV ÷ RR where METHOD.md allows it, beside the count that is new or expanded."""
    detail = t("{count} verified as new or expanded", count=t.number(added.verified))
    if counts.among_responders is None:
        return t("Verified among those who reported"), t("withheld"), detail
    said = t(
        "{count} of {due} ({share})",
        count=t.number(counts.verified),
        due=t.number(counts.responded),
        share=t.percent(counts.among_responders),
    )
    return t("Verified among those who reported"), said, detail


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
