"""Letters as the register holds them: JSON of sentences with their values, in no language yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from .mail import Kind, Letter, Line, Link, Quote, Sentence


def stored(line: Line) -> str:
    """A line as the register holds it: JSON."""
    return json.dumps(_packed(line), ensure_ascii=False)


def stored_body(paragraphs: tuple[tuple[Line, ...], ...]) -> str:
    """The paragraphs as the register holds them: JSON."""
    return json.dumps([[_packed(line) for line in lines] for lines in paragraphs], ensure_ascii=False)


def letter_of(kind: str, subject: str, body: str) -> Letter:
    """The letter that the register holds; raises ValueError when it is none."""
    try:
        head = _unpacked(json.loads(subject))
        paragraphs = tuple(tuple(_unpacked(line) for line in lines) for lines in json.loads(body))
        about = Kind(kind)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError("This is no letter.") from error
    if not isinstance(head, Sentence):
        raise ValueError("This is no letter.")
    return Letter(about, head, paragraphs)


def _packed(value: object) -> object:
    match value:
        case Sentence():
            return {"say": value.message, "with": {name: _packed(part) for name, part in value.values.items()}}
        case Quote():
            return {"quote": value.text}
        case Link():
            return {"link": value.path}
        case date():
            return {"day": value.isoformat()}
    return value


def _unpacked(value: dict[str, Any]) -> Line:
    if "say" in value:
        return Sentence(value["say"], _values(value["with"]))
    return Quote(value["quote"]) if "quote" in value else Link(value["link"])


def _unpacked_value(value: Any) -> str | int | date | Sentence | Link:
    if isinstance(value, dict) and "link" in value:
        return Link(value["link"])
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else Sentence(value["say"], _values(value["with"]))
    return value if isinstance(value, int) else str(value)


def _values(values: Mapping[str, Any]) -> dict[str, str | int | date | Sentence | Link]:
    return {name: _unpacked_value(part) for name, part in values.items()}
