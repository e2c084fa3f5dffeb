"""Looking for acts in the trail: by who, what, about whom, when and any word, the names of people among them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from ..domain.trail import Sought
from .database import Register

# The name of a signatory that was merged or removed is the one that it had last.
_FOUND: Final = """
WITH named AS (
    SELECT signatory_id, name FROM
        (SELECT signatory_id, name, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
         FROM signatory_row) AS r
    WHERE newest = 1
)
SELECT t.seq, t.recorded_at, t.actor_id, coalesce(p.name, '') AS actor, t.action, t.subject, t.signatory_id,
       coalesce(s.name, '') AS signatory, t.before_json, t.after_json, t.previous_hash, t.hash,
       coalesce(a.name, '') AS person, coalesce(a.email, '') AS person_email,
       count(*) OVER () AS total
FROM trail t
LEFT JOIN person p ON p.person_id = t.actor_id
LEFT JOIN person a ON a.person_id = t.subject
LEFT JOIN named s ON s.signatory_id = t.signatory_id
WHERE ($who = '' OR t.actor_id = $who OR lower(p.name) LIKE $who_like ESCAPE '!' OR p.email = $who)
  AND ($action = '' OR t.action = $action)
  AND ($signatory = '' OR t.signatory_id = $signatory OR lower(s.name) LIKE $signatory_like ESCAPE '!'
       OR t.signatory_id = ANY($signatories))
  AND t.recorded_at >= $since AND t.recorded_at < $until
  AND ($word = '' OR lower(t.subject) LIKE $word_like ESCAPE '!' OR lower(t.before_json) LIKE $word_like ESCAPE '!'
       OR lower(t.after_json) LIKE $word_like ESCAPE '!' OR lower(p.name) LIKE $word_like ESCAPE '!'
       OR lower(a.name) LIKE $word_like ESCAPE '!' OR a.email = $word)
ORDER BY t.seq DESC
LIMIT $most OFFSET $skipped
"""

_ACTIONS: Final = "SELECT DISTINCT action FROM trail ORDER BY action"

_NAMES: Final = "SELECT person_id, name FROM person WHERE person_id = ANY($ids)"

_SIGNATORIES: Final = """
SELECT signatory_id, name FROM
    (SELECT signatory_id, name, row_number() OVER (PARTITION BY signatory_id ORDER BY row_no DESC) AS newest
     FROM signatory_row WHERE signatory_id = ANY($ids)) AS r
WHERE newest = 1
"""

_EVER: Final = (datetime(1, 1, 1), datetime(9999, 12, 31))


def found(register: Register, sought: Sought, most: int, skipped: int) -> list[dict[str, Any]]:
    """Records that fit, newest first, with `total` of all that do."""
    who, signatory, word = sought.who.lower(), sought.signatory.lower(), sought.word.lower()
    return register.rows(
        _FOUND,
        {
            "who": who,
            "who_like": _holds(who),
            "action": sought.action,
            "signatory": signatory,
            "signatory_like": _holds(signatory),
            "signatories": list(sought.signatories),
            "word": word,
            "word_like": _holds(word),
            "since": sought.since or _EVER[0],
            "until": sought.until or _EVER[1],
            "most": most,
            "skipped": skipped,
        },
    )


def actions(register: Register) -> tuple[str, ...]:
    """Every kind of act on record."""
    return tuple(str(row["action"]) for row in register.rows(_ACTIONS))


def names(register: Register, ids: Collection[str]) -> dict[str, str]:
    """What the people with these ids are called; ids of nobody are left out."""
    if not ids:
        return {}
    return {str(row["person_id"]): str(row["name"]) for row in register.rows(_NAMES, {"ids": sorted(ids)})}


def signatory_names(register: Register, ids: Collection[str]) -> dict[str, str]:
    """What signatories are or were called, the merged and removed ones included; other words are left out."""
    if not ids:
        return {}
    return {str(row["signatory_id"]): str(row["name"]) for row in register.rows(_SIGNATORIES, {"ids": sorted(ids)})}


def _holds(word: str) -> str:
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"
