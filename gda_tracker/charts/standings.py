"""Where cells stand, for people: words, the pattern that each is drawn with, and how it is sketched."""

from __future__ import annotations

from typing import Final

from ..domain.distribution import Standing
from ..i18n import Text
from .drawing import Tone

SMALLEST_LABEL: Final = 0.05
"""A stretch shorter than this share of a bar carries no number of its own; hover, text and table have it."""

PATTERNS: Final = {
    Standing.CLAIMED: "/",
    Standing.BLOCKED: ".",
    Standing.NO_UPDATE: "|",
    Standing.NOT_APPLICABLE: "+",
    Standing.OUT_OF_DATE: "-",
    Standing.NO_REPORT: "\\",
}
"""Plotly's names of the patterns; what is verified or only on its way is drawn plain."""

TONES: Final = {
    Standing.SUSTAINED: Tone.R6,
    Standing.IN_PLACE: Tone.R5,
    Standing.CLAIMED: Tone.UNVERIFIED,
    Standing.UNDER_WAY: Tone.R2,
    Standing.PLANNED: Tone.R1,
    Standing.NOT_STARTED: Tone.R0,
    Standing.BLOCKED: Tone.DOTS,
    Standing.NO_UPDATE: Tone.RULES,
    Standing.NOT_APPLICABLE: Tone.OUTLINE,
    Standing.OUT_OF_DATE: Tone.STRIPES,
    Standing.NO_REPORT: Tone.HATCH,
}


def standing_label(t: Text, standing: Standing) -> str:
    """The words for a place."""
    return {
        Standing.SUSTAINED: t("Sustained, verified"),
        Standing.IN_PLACE: t("In place, verified"),
        Standing.CLAIMED: t("Claimed, not verified"),
        Standing.UNDER_WAY: t("Under way"),
        Standing.PLANNED: t("Planned"),
        Standing.NOT_STARTED: t("Not started"),
        Standing.BLOCKED: t("Stopped"),
        Standing.NO_UPDATE: t("No update"),
        Standing.NOT_APPLICABLE: t("Said not to apply, undecided"),
        Standing.OUT_OF_DATE: t("Out of date"),
        Standing.NO_REPORT: t("No report"),
    }[standing]
