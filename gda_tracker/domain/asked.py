"""What a cycle asks, in a piece that can be frozen: items, elements, statuses with tests, reasons, indicators."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .answers import OFF_SCALE_LABELS, OFF_SCALE_TESTS, REASON_LABELS, STATUS_LABELS, STATUS_TESTS
from .declaration import Item, Strict
from .indicators import Indicator
from .trail import canonical


class AskedAnswer(Strict):
    """One answer that can be chosen: its code, what it is called, and what must be true; reasons have no test."""

    code: str
    label: str
    test: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a form asks in other words than another: its code, and the words in each; empty for missing."""

    code: str
    then: str
    now: str


class AskedForm(Strict):
    """Everything that is asked, with its words in English; they are message ids."""

    items: tuple[Item, ...]
    statuses: tuple[AskedAnswer, ...]
    off_scale: tuple[AskedAnswer, ...]
    reasons: tuple[AskedAnswer, ...]
    indicators: tuple[Indicator, ...]

    def by_code(self) -> dict[str, Item]:
        """The items by their code."""
        return {item.code: item for item in self.items}

    def catalogue(self) -> dict[str, Indicator]:
        """The indicators by their code."""
        return {indicator.code: indicator for indicator in self.indicators}

    def label_of(self, code: str) -> str:
        """What an answer is called, by its code such as `in_place`; empty for one that the form does not know."""
        return next((one.label for one in self._answers() if one.code == code), "")

    def test_of(self, code: str) -> str:
        """What must be true for an answer; empty for one that the form does not know."""
        return next((one.test for one in self._answers() if one.code == code), "")

    def canonical(self) -> str:
        """JSON of one form alone, so that the same questions give the same hash."""
        return canonical(self.model_dump(mode="json")) or ""

    def sha256(self) -> str:
        """The hash of the canonical JSON."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def words(self) -> dict[str, str]:
        """Everything that is asked by its code, as one line each."""
        return {
            **{item.code: f"{item.short}: {item.title}" for item in self.items},
            **{element.code: element.label for item in self.items for element in item.elements},
            **{one.code: f"{one.label}: {one.test}" if one.test else one.label for one in self._answers()},
            **{one.code: f"{one.name} ({one.unit}): {one.definition}" for one in self.indicators},
        }

    def _answers(self) -> tuple[AskedAnswer, ...]:
        return (*self.statuses, *self.off_scale, *self.reasons)


def form_now(items: Mapping[str, Item], indicators: Mapping[str, Indicator]) -> AskedForm:
    """What would be asked today."""
    return AskedForm(
        items=tuple(items.values()),
        statuses=tuple(
            AskedAnswer(code=status.code, label=label, test=STATUS_TESTS[status])
            for status, label in STATUS_LABELS.items()
        ),
        off_scale=tuple(
            AskedAnswer(code=answer.value, label=label, test=OFF_SCALE_TESTS[answer])
            for answer, label in OFF_SCALE_LABELS.items()
        ),
        reasons=tuple(AskedAnswer(code=reason.value, label=label) for reason, label in REASON_LABELS.items()),
        indicators=tuple(indicators.values()),
    )


def differences(then: AskedForm, now: AskedForm) -> tuple[Difference, ...]:
    """What is asked in other words, is asked no more, or was not asked yet, by code."""
    before, after = then.words(), now.words()
    return tuple(
        Difference(code, before.get(code, ""), after.get(code, ""))
        for code in sorted(before.keys() | after.keys())
        if before.get(code) != after.get(code)
    )


@cache
def parsed(form: str) -> AskedForm:
    """A frozen form as it was written down; there is one a cycle, read on every page of its reports."""
    return AskedForm.model_validate(json.loads(form))
