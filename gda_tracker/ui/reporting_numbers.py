"""Numbers in the form, read as the workbook reads them: what is no number is said in our words, and not saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from ..domain.problems import Problem
from ..i18n import Text
from ..services.figures import number_typed
from .problems import beside

Rule = Callable[[Decimal], Problem | None]


def number_field(
    t: Text, label: str, given: Decimal | float | None, key: str, typed: Mapping[str, Any], rule: Rule | None = None
) -> None:
    """A text field for a number, with what is wrong with it under it."""
    text = st.text_input(label, _plain(given), key=key, max_chars=60, **typed)
    found = _read(text, rule)
    if isinstance(found, Problem):
        beside(t, [found], found.column or "")


def number_kept(key: str, before: Decimal | None, rule: Rule | None = None) -> Decimal | None:
    """The number in a field; `before` while what is typed cannot be read."""
    found = _read(st.session_state.get(key), rule)
    return before if isinstance(found, Problem) else found


def _read(text: str | None, rule: Rule | None) -> Decimal | Problem | None:
    found = number_typed(text)
    return (rule(found) if rule and isinstance(found, Decimal) else None) or found


def _plain(given: Decimal | float | None) -> str:
    """Digits and a decimal point, without an exponent or noughts at the end."""
    if given is None:
        return ""
    text = f"{Decimal(repr(given)) if isinstance(given, float) else given:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
