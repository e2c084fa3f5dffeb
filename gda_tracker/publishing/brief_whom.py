"""Whom the brief of a group is about: a place, and the stakeholder type that is shown item by item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a brief is about: a place, and the type that is shown item by item. `has_types`: all types stand in it."""

    name: str
    head: str
    title: str
    eyebrow: str
    dimension: str
    member: str
    kind: str
    has_types: bool
