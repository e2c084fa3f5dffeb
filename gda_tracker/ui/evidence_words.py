"""What a piece of evidence counts as, what would raise it, and what was found behind a link, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.answers import STATUS_LABELS
from ..domain.report import Entry
from ..domain.statuses import CAPS, EvidenceKind, EvidenceLevel, Status
from ..i18n import Text
from ..services.evidence import LinkCheck

_LARGE: int = 100 * 1024


def level_words(t: Text, level: EvidenceLevel) -> str:
    """The level, why it is that, and how far a status counts with it (METHOD.md, Evidence level)."""
    status = t(STATUS_LABELS[Status(CAPS[level])])
    words: Mapping[EvidenceLevel, str] = {
        EvidenceLevel.ASSERTION: t(
            "Evidence level 0: nothing is attached, the answer stands on your word. It caps the status at “{status}”.",
            status=status,
        ),
        EvidenceLevel.OWN_PAGE: t(
            "Evidence level 1: your own page or press release, or a document without its page or article. "
            "It caps the status at “{status}”.",
            status=status,
        ),
        EvidenceLevel.PRIMARY_DOCUMENT: t(
            "Evidence level 2: a primary document with its page; a reviewer has not opened it yet. "
            "It caps the status at “{status}”.",
            status=status,
        ),
        EvidenceLevel.OPENED: t("Evidence level 3: a reviewer opened it, it is right."),
        EvidenceLevel.INDEPENDENT: t("Evidence level 4: a reviewer found that another source agrees."),
    }
    return words[level]


def capped_words(t: Text, claimed: Status | None, level: EvidenceLevel) -> str:
    """That a claim is above what its evidence carries; nothing where it is not."""
    cap = Status(CAPS[level])
    if claimed is None or claimed <= cap:
        return ""
    return t(
        "You claim “{claimed}”: with this evidence it counts as “{status}”.",
        claimed=t(STATUS_LABELS[claimed]),
        status=t(STATUS_LABELS[cap]),
    )


def raising_words(t: Text, entry: Entry, level: EvidenceLevel) -> str:
    """What would raise the level by one."""
    if level >= EvidenceLevel.OPENED:
        return ""
    if level is EvidenceLevel.PRIMARY_DOCUMENT:
        return t("A reviewer who opens it and finds body, date and content right raises it to level 3.")
    without_page = (
        piece for piece in entry.evidence if piece.kind is EvidenceKind.PRIMARY_DOCUMENT and not piece.locator
    )
    if (piece := next(without_page, None)) is not None:
        return t("Give the page or article of “{title}” to raise it to level 2.", title=piece.title or piece.url or "–")
    return t("A law, plan, budget, contract or dataset with its page or article raises it to level 2.")


def found_words(t: Text, check: LinkCheck | None, *, is_checking: bool) -> str:
    """What was found behind a link, and when; nothing where links are not opened and never were."""
    if check is None:
        return t("not opened yet") if is_checking else ""
    day = t.date(check.checked_at.date())
    if check.outcome == "works":
        return _works(t, check, day)
    if check.outcome == "refused":
        return {
            "private-address": t("was not opened: it leads to a private address, which the public cannot reach"),
            "port": t("was not opened: give an address with the usual port of the web"),
        }.get(check.note or "", t("was not opened: it is no address on the web"))
    return t("could not be opened on {day}: {why}", day=day, why=_why(t, check))


def _works(t: Text, check: LinkCheck, day: str) -> str:
    dated = t.date(check.dated_on) if check.dated_on else ""
    if check.title and dated:
        return t("opened on {day}: {status}, “{title}”, dated {dated}", day=day, status=check.status, title=check.title,
                 dated=dated)  # fmt: skip
    if check.title:
        return t("opened on {day}: {status}, “{title}”", day=day, status=check.status, title=check.title)
    if dated:
        return t("opened on {day}: {status}, dated {dated}", day=day, status=check.status, dated=dated)
    return t("opened on {day}: {status}", day=day, status=check.status)


def _why(t: Text, check: LinkCheck) -> str:
    if check.outcome == "gone":
        return t("the page is gone ({status})", status=check.status)
    if check.status is not None:
        return t("the site answered {status}; it may still open for people", status=check.status)
    return {
        "late": t("it took longer than ten seconds"),
        "certificate": t("its certificate is not valid"),
        "no-host": t("there is no site of this name"),
        "no-answer": t("the site did not answer"),
        "too-many-redirects": t("it leads on more than five times"),
    }.get(check.note or "", t("the connection broke off"))


def size_words(t: Text, size_bytes: int) -> str:
    """A file's size as people say it."""
    if size_bytes < _LARGE:
        return t("{size} kB", size=t.number(max(1, round(size_bytes / 1024))))
    return t("{size} MB", size=t.number(round(size_bytes / 1024**2, 1)))
