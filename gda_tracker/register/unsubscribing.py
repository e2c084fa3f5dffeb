"""Who ended the mails that a contributor can end, and the links that do it; only hashes of their secrets are kept."""

from __future__ import annotations

from typing import Final

from ..domain.mail import Recipient
from .database import Change
from .readable import Readable

_FOCAL: Final = """
SELECT 1 AS is_focal FROM role
WHERE person_id = $person_id AND role = 'focal_point' AND ($signatory_id = '' OR signatory_id = $signatory_id) LIMIT 1
"""

_ENDED: Final = "SELECT 1 AS has_ended FROM unsubscribed WHERE person_id = $person_id"

_LINK: Final = """
SELECT l.token_hash, p.person_id, p.email, p.name
FROM unsubscribe_link_row l JOIN person p ON p.person_id = l.person_id
WHERE l.token_hash = $token_hash
"""


def only_helps(source: Readable, person_id: str, signatory_id: str) -> bool:
    """Whether somebody is no focal point of the signatory; with no signatory, of none at all."""
    return not source.rows(_FOCAL, {"person_id": person_id, "signatory_id": signatory_id})


def has_ended(source: Readable, person_id: str) -> bool:
    """Whether somebody ended the mails that can be ended."""
    return bool(source.rows(_ENDED, {"person_id": person_id}))


def of_link(source: Readable, token_hash: str) -> tuple[str, Recipient] | None:
    """The hash as it is kept, and whose mails the link ends; None when there is no such link."""
    rows = source.rows(_LINK, {"token_hash": token_hash})
    if not rows:
        return None
    row = rows[0]
    return str(row["token_hash"]), Recipient(row["person_id"], row["email"], row["name"])


def add_link(change: Change, token_hash: str, person_id: str) -> None:
    """A link that goes out with a mail."""
    change.insert("unsubscribe_link_row", {"token_hash": token_hash, "person_id": person_id, "made_at": change.now})


def add_choice(change: Change, person_id: str, *, is_unsubscribed: bool) -> None:
    """Such mails end, or come again."""
    row = {"person_id": person_id, "is_unsubscribed": is_unsubscribed, "set_at": change.now}
    change.insert("unsubscribed_row", row)
