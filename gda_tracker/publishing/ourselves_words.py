"""The names and definitions of what the secretariat measures of itself."""

from __future__ import annotations

from ..domain.service import Measure
from ..i18n import Text


def groups(t: Text) -> tuple[tuple[str, tuple[Measure, ...]], ...]:
    """Headings with their measures, in the order of the page."""
    return (
        (t("How quickly"), (Measure.BACKLOG, Measure.OLDEST, Measure.DAYS)),
        (t("How surely"), (Measure.DOUBLE_READ, Measure.AGREEMENT, Measure.OVER_CLAIMED)),
        (t("How strictly"), (Measure.LOWERED, Measure.RETURNED, Measure.TACIT)),
        (t("How well kept"), (Measure.DEAD_LINKS, Measure.BACKUP, Measure.BACKUP_CHECK, Measure.ACCESSIBILITY)),
    )


def label(t: Text, measure: Measure) -> str:
    """What is measured, in a few words."""
    return {
        Measure.BACKLOG: t("Answers that wait for a review"),
        Measure.OLDEST: t("Age of the oldest that waits"),
        Measure.DAYS: t("Median time from submission to decision"),
        Measure.DOUBLE_READ: t("Read by two reviewers"),
        Measure.AGREEMENT: t("Agreement of two readers (Cohen's kappa)"),
        Measure.LOWERED: t("Claims lowered by review"),
        Measure.RETURNED: t("Answers returned"),
        Measure.TACIT: t("Published without a reply"),
        Measure.OVER_CLAIMED: t("Claims too much, in the last audit"),
        Measure.DEAD_LINKS: t("Dead links among public evidence"),
        Measure.BACKUP: t("Last backup"),
        Measure.BACKUP_CHECK: t("Last backup that was opened and checked"),
        Measure.ACCESSIBILITY: t("Accessibility faults found by axe"),
    }[measure]


def definition(t: Text, measure: Measure) -> str:
    """What exactly is counted, and over what."""
    return {
        Measure.BACKLOG: t(
            "Current answers that can be decided – a claim above “not started”, a claim with evidence, or “not "
            "applicable” – and that nobody has decided."
        ),
        Measure.OLDEST: t("Days since the submission of the answer that has waited longest."),
        Measure.DAYS: t(
            "Calendar days from the submission of an answer to the first decision on it; half took longer."
        ),
        Measure.DOUBLE_READ: t("Of the answers decided, those that two reviewers read, the second without the first."),
        Measure.AGREEMENT: t(
            "How often the first words of two readers agree, beyond what chance would give: 1 is full agreement, 0 is "
            "chance. Verdict and status count together."
        ),
        Measure.LOWERED: t("Of the answers decided, those whose status a reviewer lowered."),
        Measure.RETURNED: t("Of the answers decided, those that went back to the signatory with a question."),
        Measure.TACIT: t(
            "Of the decisions against a claim whose 20 working days for a reply are over, those without a reply."
        ),
        Measure.OVER_CLAIMED: t(
            "In a random sample of claims that nobody had verified: of those that could be judged, those whose "
            "evidence shows less than is claimed. The interval is Wilson's."
        ),
        Measure.DEAD_LINKS: t("Of the links of public evidence that were opened, those that lead nowhere."),
        Measure.BACKUP: t("The day on which the register was last copied while it ran."),
        Measure.BACKUP_CHECK: t("The day on which a copy was last opened: its trail held, and every table was whole."),
        Measure.ACCESSIBILITY: t(
            "Rules of axe-core that public pages broke, each page seen wide in light and narrow in dark. A machine "
            "finds a part of all faults: none found does not mean that there is none."
        ),
    }[measure]
