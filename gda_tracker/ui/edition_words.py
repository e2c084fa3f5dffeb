"""Causes, states of a cell and rates in words, for the desk's pages about editions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS
from ..domain.changes import Cause
from ..domain.statuses import AgeClass, OffScale, Status
from ..i18n import Text


def causes(t: Text) -> dict[str, str]:
    """Every cause by code, in the order of attribution."""
    return {
        Cause.METHOD.value: t("Method"),
        Cause.ROSTER.value: t("Roster: signatories, groups, due days"),
        Cause.NEW_REPORTS.value: t("New reports"),
        Cause.REVIEWS.value: t("Reviews"),
        Cause.AGEING_OUT.value: t("Facts grown out of date"),
    }


def reported(t: Text) -> dict[str, str]:
    """What of a signatory's reporting can change, by code."""
    return {"light": t("Light"), "due_on": t("Due day"), "received_on": t("Received")}


def written(t: Text) -> dict[str, str]:
    """What of a signatory can be written otherwise, by code."""
    return {
        "answer": t("answers"),
        "decision": t("decisions and replies"),
        "standing": t("how its answers stand"),
        "timing": t("whether reports were in time"),
        "signatory": t("who it is and how it endorsed"),
        "fact": t("facts of registries"),
    }


def counts(t: Text) -> dict[str, str]:
    """What a cell can be counted in, by code."""
    return {
        "due": t("due"),
        "responded": t("reported"),
        "claimed": t("claimed"),
        "evidence_backed": t("evidence-backed"),
        "verified": t("verified"),
        "acting": t("acting"),
        "on_time": t("on time"),
    }


def state(t: Text, row: Mapping[str, Any], end: str) -> str:
    """A cell before (`from_`) or after (`to_`) a cause: what it says, on what evidence, as what it is assessed."""
    if not row[f"{end}is_due"]:
        return t("not counted")
    off_scale, claimed = row[f"{end}off_scale"], row[f"{end}claimed"]
    if off_scale == OffScale.NO_REPORT.value or (off_scale is None and claimed is None):
        return t("no report")
    if off_scale is not None:
        return t(OFF_SCALE_LABELS[OffScale(off_scale)]) if off_scale in OFF_SCALE_LABELS else str(off_scale)
    values = {
        "claimed": t(STATUS_LABELS[Status(claimed)]),
        "evidence": "–" if row[f"{end}evidence"] is None else row[f"{end}evidence"],
        "assessed": "–" if row[f"{end}assessed"] is None else t(STATUS_LABELS[Status(row[f"{end}assessed"])]),
    }
    if row[f"{end}age_class"] == AgeClass.OUT_OF_DATE.value:
        return t("out of date; claims {claimed}, evidence {evidence}, assessed {assessed}", **values)
    return t("claims {claimed}, evidence {evidence}, assessed {assessed}", **values)


def states(t: Text, row: Mapping[str, Any]) -> tuple[str, str]:
    """The cell before and after; whether its report was in time is added where the due day has moved."""
    was, now = state(t, row, "from_"), state(t, row, "to_")
    in_time = {True: t("received in time"), False: t("received late")}
    sides = row["from_was_on_time"], row["to_was_on_time"]
    if None in sides or sides[0] == sides[1]:
        return was, now
    return f"{was}; {in_time[sides[0]]}", f"{now}; {in_time[sides[1]]}"


def moved_in(t: Text, row: Mapping[str, Any]) -> str:
    """Which counts the cell enters and leaves."""
    names = counts(t)
    told = {end: ", ".join(names[code] for code in str(row[end] or "").split()) for end in ("entered", "left")}
    entered = t("enters: {counts}", counts=told["entered"]) if told["entered"] else ""
    left = t("leaves: {counts}", counts=told["left"]) if told["left"] else ""
    return "; ".join(filter(None, (entered, left)))
