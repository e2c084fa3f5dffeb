"""Every public page by its address: one list for first paint, interface, downloads and embeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..i18n import language_known
from . import (
    compare,
    country,
    data_page,
    directory,
    framework,
    method_page,
    number,
    objectives,
    ourselves,
    overview,
    practices,
    profile,
    progress,
)
from .analysis import Analysis
from .asked import Asked, Body, Lead, PublicPage
from .choices import choices_of, edition_of
from .installation import UNSAID, Installation
from .plain_words import plain_query
from .shelf import Shelf
from .withdrawn import noticed

BOOK: Final[Mapping[str, PublicPage]] = {
    "progress": progress.PAGE,
    "": overview.PAGE,
    "objectives": objectives.PAGE,
    "compare": compare.PAGE,
    "framework": framework.PAGE,
    "country": country.PAGE,
    "data": data_page.PAGE,
    "method": method_page.PAGE,
    "number": number.PAGE,
    "ourselves": ourselves.PAGE,
    "practices": practices.PAGE,
    "signatories": directory.PAGE,
    "signatory": profile.PAGE,
}


def asked_of(
    shelf: Shelf,
    path: str,
    query: Mapping[str, str],
    language: str,
    analysis: Analysis,
    installation: Installation = UNSAID,
) -> Asked | None:
    """What a query, in labels or codes, asks of a page; None while there is no edition.

    Of the query only what the page reads and understands is kept, without control characters; a language without a
    catalogue is English.
    """
    query = plain_query(query)
    info = shelf.info(edition_of(query))
    if info is None:
        return None
    understood = choices_of(shelf.edition(info), analysis).understood(query, BOOK[path].keys)
    understood.pop("edition", None)
    return Asked(shelf, info, language_known(language), understood, analysis, installation)


def lead(path: str, asked: Asked) -> Lead | None:
    """What a page says first, a notice about its edition before all; None when there is no such thing."""
    found = BOOK[path].lead(asked)
    return noticed(path, asked, found) if found else None


def body(path: str, asked: Asked) -> Body | None:
    """Charts and parts of a page; None when there is no such thing."""
    return BOOK[path].body(asked)
