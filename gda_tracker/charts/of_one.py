"""The headline of a group in which one body alone is due: a sentence about it, not a count of one."""

from __future__ import annotations

from ..domain.rates import RateName
from ..i18n import Text


def of_one(t: Text, body: str, rate: RateName, *, is_met: bool) -> str:
    """What the one body that is due has done, or has not; `body` is its type in the singular."""
    if is_met:
        return {
            RateName.VERIFIED: t("One {body} is due: it has verified action on at least one item.", body=body),
            RateName.EVIDENCE_BACKED: t(
                "One {body} is due: it backs action on at least one item with evidence.", body=body
            ),
            RateName.CLAIMED: t("One {body} is due: it claims action on at least one item.", body=body),
            RateName.ACTING: t("One {body} is due: it has begun to act, with evidence.", body=body),
            RateName.RESPONSE: t("One {body} is due: it has reported.", body=body),
            RateName.TIMELINESS: t("One {body} is due: it reported on time.", body=body),
        }[rate]
    return {
        RateName.VERIFIED: t("One {body} is due: no action of it is verified yet.", body=body),
        RateName.EVIDENCE_BACKED: t("One {body} is due: no action of it is backed with evidence yet.", body=body),
        RateName.CLAIMED: t("One {body} is due: it claims no action yet.", body=body),
        RateName.ACTING: t("One {body} is due: it has not begun to act, with evidence.", body=body),
        RateName.RESPONSE: t("One {body} is due: it has not reported.", body=body),
        RateName.TIMELINESS: t("One {body} is due: it did not report on time.", body=body),
    }[rate]
