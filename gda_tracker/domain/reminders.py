"""What becomes of a reminder, and why one is stopped."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .problems import message


class ReminderState(StrEnum):
    """Where a reminder is; from `queued` on, what became of its mail."""

    SCHEDULED = "scheduled"
    QUEUED = "queued"
    RETRIED = "retried"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    BOUNCED = "bounced"
    STOPPED = "stopped"


STATE_LABELS: Final[Mapping[str, str]] = {
    ReminderState.SCHEDULED: message("scheduled"),
    ReminderState.QUEUED: message("queued"),
    ReminderState.RETRIED: message("tried, and tried again"),
    ReminderState.SENT: message("sent"),
    ReminderState.PRINTED: message("printed, no mail server is set"),
    ReminderState.FAILED: message("failed"),
    ReminderState.BOUNCED: message("bounced"),
    ReminderState.STOPPED: message("stopped"),
}


class Stopped(StrEnum):
    """Why a scheduled reminder does not go."""

    SUBMITTED = "submitted"
    SIGNATORY = "signatory"
    ACCOUNT = "account"
    ROLE = "role"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    MISSION = "mission"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STOPPED_LABELS: Final[Mapping[str, str]] = {
    Stopped.SUBMITTED: message("the report came in"),
    Stopped.SIGNATORY: message("the signatory stands no more"),
    Stopped.ACCOUNT: message("the account was closed"),
    Stopped.ROLE: message("the person reports for it no more"),
    Stopped.UNSUBSCRIBED: message("the person ended such mails"),
    Stopped.BOUNCED: message("the address takes no mail"),
    Stopped.MISSION: message("no address of the mission is kept"),
    Stopped.CLOSED: message("the cycle is closed"),
    Stopped.CANCELLED: message("cancelled by hand"),
}
