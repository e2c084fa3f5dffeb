"""A problem says where, what and why; a refusal is all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def message(text: str) -> str:
    """Mark a sentence for the catalogues where no language is known yet; returns it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: rule id, message id with its values, and the cell where there is one.

    `row` is the row as Excel shows it (from 1), `cell` the cell's name, such as E6. `value` is what stood there, as
    text.
    """

    rule: str
    message: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    item: str | None = None
    cell: str | None = None

    def sentence(self) -> str:
        """The English sentence, with its values filled in."""
        return self.message.format(**self.values) if self.values else self.message


@dataclass(frozen=True, slots=True)
class Rejected:
    """An expected failure: nothing was changed, and this is why."""

    problems: tuple[Problem, ...]

    @classmethod
    def because(cls, rule: str, text: str, **values: object) -> Rejected:
        """A refusal of a whole file or act for one reason."""
        return cls((Problem(rule=rule, message=text, values=values),))
