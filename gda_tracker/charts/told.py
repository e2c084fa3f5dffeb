"""The text alternative of a chart: two whole sentences made from the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.rates import Counts, RateName
from ..i18n import Text
from .chart import count_and_share, count_with_share


def told(first: str, second: str) -> str:
    """The two sentences; each comes whole, with its stop."""
    return f"{first} {second}"


def named(t: Text, pairs: Sequence[tuple[str, str]]) -> str:
    """ "NDC: 3 of 83 (4 %); TNA: 2 of 64 (3 %)": names with what is said of each."""
    return "; ".join(t("{name}: {what}", name=name, what=what) for name, what in pairs)


def verified_of_each(t: Text, rows: Sequence[tuple[str, Counts]]) -> str:
    """One sentence on what is verified of each row, one on what is claimed; rows nobody is due on say so."""
    if not any(counts.due for _, counts in rows):
        return nobody(t)
    verified = [
        (name, count_and_share(t, counts, RateName.VERIFIED) if counts.due else t("nobody is due"))
        for name, counts in rows
    ]
    claimed = [(name, count_with_share(t, counts, RateName.CLAIMED)) for name, counts in rows if counts.due]
    return told(
        t("Verified, of those due: {list}.", list=named(t, verified)),
        t("Claimed: {list}; the table gives every count.", list=named(t, claimed)),
    )


def nobody(t: Text) -> str:
    """What stands for a chart of a group in which nobody is due."""
    return told(t("Nobody in this group is due."), t("Every count is 0."))
