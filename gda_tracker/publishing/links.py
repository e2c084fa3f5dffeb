"""The addresses of a chart: downloads, permalink, embed, and the passport of its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class ChartLinks:
    """Addresses on this host; only `embed` names the host, since it is for other people's pages.

    `about` is empty where a chart has no rate or count to explain.
    """

    csv: str
    svg: str
    png: str
    permalink: str
    embed: str
    about: str = ""


def chart_links(
    path: str, name: str, query: Mapping[str, str], edition: int, language: str, *, about: str = "", origin: str = ""
) -> ChartLinks:
    """The addresses of one chart of a page (`path` as in the sitemap) for a query in codes.

    `origin` is the host's public address, such as `https://tracker.example`. Every address names the edition, so
    that it shows the same numbers for ever.
    """
    asked = {key: value for key, value in query.items() if value and key not in {"edition", "lang"}}
    view = urlencode({**asked, "edition": edition})
    told = f"{view}&{urlencode({'lang': language})}"
    page = path or "overview"
    return ChartLinks(
        csv=f"/charts/{page}/{name}.csv?{told}",
        svg=f"/charts/{page}/{name}.svg?{told}",
        png=f"/charts/{page}/{name}.png?{told}",
        permalink=f"/{path}?{view}#chart-{name}",
        embed=f"{origin}/embed/{page}/{name}?{told}",
        about=about,
    )
