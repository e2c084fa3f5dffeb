"""Key figures under the funnel: the interval of the headline, response with its grade, timeliness, what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..domain.rates import Counts, Funnel, RateName
from ..domain.statuses import Light
from ..i18n import Text
from .chart import Context, bounds, capital, count_and_share
from .numbers import Where
from .templating import render


@dataclass(frozen=True, slots=True)
class KeyCounts:
    """What the key figures are made of. `on_time` of `asked` reports came in time; `added` is new and expanded."""

    funnel: Funnel
    on_time: int
    asked: int
    added: Funnel

    @property
    def timely(self) -> Counts:
        """Timeliness as counts."""
        return Counts(due=self.asked, on_time=self.on_time)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same filter in an earlier edition, given with its number."""

    edition: int
    counts: KeyCounts


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure: name, count with share, a quiet line, how it changed, and where it leads."""

    label: str
    value: str
    detail: str
    change: str
    link: str = ""


def key_figures(
    context: Context,
    now: KeyCounts,
    *,
    earlier: Earlier | None = None,
    is_pooled: bool = False,
    where: Where | None = None,
) -> str:
    """HTML of the figures with their change since `earlier`, a dash where there is none.

    Pooled over types, only what has its parts in the funnel above is given (METHOD.md, Who is counted). With `where`
    each figure leads to what it stands for.
    """
    t, counts = context.text, now.funnel.counts
    verified, claimed, ceiling = (
        None if share is None else round(share * 100, 1)
        for share in (counts.floor, counts.share(RateName.CLAIMED), counts.ceiling)
    )
    is_shown = verified is not None and claimed is not None and ceiling is not None
    return render(
        "keys.html.j2",
        t,
        interval=capital(bounds(t, counts) if counts.due else t("nobody is due")),
        verified_change=t("Verified: {change}", change=_of_rate(t, now, earlier, RateName.VERIFIED)),
        verified=verified if is_shown else None,
        claimed=claimed,
        span=round((claimed or 0) - (verified or 0), 1),
        reach=round(max((ceiling or 0) - (claimed or 0), 0), 1),
        figures=_figures(context, now, earlier, is_pooled=is_pooled, where=where),
        link="" if where is None else where.number(context),
    )


def _figures(
    context: Context, now: KeyCounts, earlier: Earlier | None, *, is_pooled: bool, where: Where | None
) -> list[KeyFigure]:
    t = context.text
    figures = [_response(t, now, earlier)]
    if not is_pooled:
        figures += [_timeliness(t, now, earlier), _among_responders(t, now, earlier)]
    if where is None:
        return figures
    links = (
        where.number(context, show=RateName.RESPONSE),
        where.signatories(context, Light.ON_TIME.value),
        where.number(context),
    )
    return [replace(figure, link=link) for figure, link in zip(figures, links, strict=False)]


def change(t: Text, before: int, after: int, edition: int, points: float | None = None) -> str:
    """ "+12 since edition 2 (+3.1 percentage points)"; `points` is None where a share does not stand on both sides."""
    if before == after:
        said = t("unchanged since edition {number}", number=edition)
    else:
        said = t("{change} since edition {number}", change=_signed(t, after - before), number=edition)
    if points is None:
        return said
    return t("{change} ({points} percentage points)", change=said, points=_signed(t, round(points * 100, 1)))


def _of_rate(t: Text, now: KeyCounts, earlier: Earlier | None, rate: RateName) -> str:
    """How one rate of the funnel changed."""
    if earlier is None:
        return "–"
    return _between(t, earlier.counts.funnel.counts, now.funnel.counts, rate, earlier.edition)


def _between(t: Text, before: Counts, after: Counts, rate: RateName, edition: int) -> str:
    shares = before.share(rate), after.share(rate)
    points = None if shares[0] is None or shares[1] is None else shares[1] - shares[0]
    return change(t, before.count(rate), after.count(rate), edition, points)


def _response(t: Text, now: KeyCounts, earlier: Earlier | None) -> KeyFigure:
    counts = now.funnel.counts
    grade = t("coverage grade {grade}", grade=counts.coverage_grade or (t("withheld") if counts.due else "–"))
    value = count_and_share(t, counts, RateName.RESPONSE)
    return KeyFigure(t("Response"), value, grade, _of_rate(t, now, earlier, RateName.RESPONSE))


def _timeliness(t: Text, now: KeyCounts, earlier: Earlier | None) -> KeyFigure:
    value, moved = count_and_share(t, now.timely, RateName.TIMELINESS), "–"
    if earlier is not None:
        moved = _between(t, earlier.counts.timely, now.timely, RateName.TIMELINESS, earlier.edition)
    return KeyFigure(t("Reported on time"), value, t("in the newest cycle"), moved)


def _among_responders(t: Text, now: KeyCounts, earlier: Earlier | None) -> KeyFigure:
    """AV ÷ RR where METHOD.md allows it, beside the count that is new or expanded and how that changed."""
    counts, said = now.funnel.counts, t("withheld")
    if counts.among_responders is not None:
        said = t(
            "{count} of {due} ({share})",
            count=t.number(counts.verified),
            due=t.number(counts.responded),
            share=t.percent(counts.among_responders),
        )
    detail = t("{count} verified as new or expanded", count=t.number(now.added.verified))
    moved = "–"
    if earlier is not None:
        moved = change(t, earlier.counts.added.verified, now.added.verified, earlier.edition)
    return KeyFigure(t("Verified among those who reported"), said, detail, moved)


def _signed(t: Text, value: float) -> str:
    """A number with its sign; the minus is as wide as the plus."""
    if not value:
        return t.number(0)
    return f"{'+' if value > 0 else '−'}{t.number(abs(value))}"
