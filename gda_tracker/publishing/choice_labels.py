"""What the choices of select boxes are called in each language: the same in every edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ..charts import number_words, words
from ..charts.numbers import ADDED
from ..domain.behind import Counted, Part, Reason
from ..domain.cutoffs import AGES, STATUSES
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..domain.statuses import Light
from ..editions import Order
from ..i18n import Text

DIMENSIONS: Final = ("itu_region", "un_region", "ldc", "lldc", "sids", "income_group")
TYPES: Final = (*(kind.value for kind in StakeholderType), "all")
RATES: Final = (RateName.VERIFIED, RateName.EVIDENCE_BACKED, RateName.CLAIMED, RateName.ACTING, RateName.RESPONSE)
EVERYWHERE: Final = "all"
ANY: Final = "any"

Labels = dict[str, str]


def _who(t: Text) -> Labels:
    return {code: words.type_label(t, code) for code in TYPES}


def _by(t: Text) -> Labels:
    return {code: words.dimension_label(t, code) for code in DIMENSIONS}


def _show(t: Text) -> Labels:
    return {rate.value: words.rate_label(t, rate) for rate in RATES}


def _what(t: Text) -> Labels:
    """What is set side by side."""
    return {"signatories": t("Signatories"), "regions": t("Regions and groups"), "types": t("Stakeholder types")}


def _registry(t: Text) -> Labels:
    """What the country table of the framework is cut to."""
    return {
        "any": t("All governments"),
        "after": t("NDC after the endorsement"),
        "not_after": t("NDC on or before the endorsement"),
        "unknown": t("Date of the NDC unknown"),
        "new": t("New NDC since November 2024"),
        "differs": t("Claim and registry differ"),
    }


def _age(t: Text) -> Labels:
    return {str(age): t("up to {months} months", months=age) for age in AGES}


def _status(t: Text) -> Labels:
    return {
        str(int(status)): words.status_label(t, status)
        if status == STATUSES[-1]
        else t("{status} or higher", status=words.status_label(t, status))
        for status in STATUSES
    }


def _evidence(t: Text) -> Labels:
    return {"2": t("2: document attached"), "3": t("3: opened by a reviewer")}


def _light(t: Text) -> Labels:
    return {EVERYWHERE: t("Whatever the report")} | {light.value: words.light_label(t, light) for light in Light}


def _sort(t: Text) -> Labels:
    return {
        Order.NAME.value: t("Name"),
        Order.NEWEST.value: t("Endorsement, newest first"),
        Order.OLDEST.value: t("Endorsement, oldest first"),
        Order.REPORT.value: t("Latest report first"),
    }


def _count(t: Text) -> Labels:
    return {counted.value: number_words.counted_label(t, counted) for counted in Counted}


def _added(t: Text) -> Labels:
    return {ANY: t("All action"), ADDED: t("New and expanded action only")}


def _part(t: Text) -> Labels:
    """Rows behind a number: of all, of a part, or of one reason."""
    parts = {code: number_words.part_label(t, code) for code in (EVERYWHERE, *Part)}
    return parts | {reason.value: number_words.reason_label(t, reason) for reason in Reason}


FIXED: Final[Mapping[str, Callable[[Text], Labels]]] = {
    "who": _who,
    "by": _by,
    "show": _show,
    "what": _what,
    "registry": _registry,
    "light": _light,
    "sort": _sort,
    "age": _age,
    "status": _status,
    "evidence": _evidence,
    "count": _count,
    "added": _added,
    "part": _part,
}
"""Choices that are the same in every edition, in the order of their menus."""


def captions(t: Text) -> Labels:
    """What stands over each select box."""
    return {
        "who": t("Who"),
        "by": t("Grouping"),
        "where": t("Where"),
        "show": t("Show"),
        "item": t("Item"),
        "light": t("Report"),
        "sort": t("Sort by"),
        "edition": t("Edition"),
        "from": t("Compared with edition"),
        "registry": t("Registry"),
        "what": t("Compare"),
        "element": t("Element"),
        "near": t("Near you"),
        "age": t("Facts may be"),
        "status": t("Status, at least"),
        "evidence": t("Evidence, at least"),
        "count": t("Number"),
    }
