"""What a picture is made of once everything has its place: boxes, dots, strokes, areas, shapes and words.

Units are pixels of the picture, y downwards. Paints are names ("accent", "quiet-ink"); `paint` turns them into colours
or classes. A mark with a `link` is a link in an inline picture; `title` is what it says when pointed at.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    kind: ClassVar = "box"
    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around its centre."""

    kind: ClassVar = "dot"
    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    title: str = ""
    link: str = ""
    stroke_width: float = 2.5


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through places; `dash` as SVG writes it."""

    kind: ClassVar = "stroke"
    places: tuple[Place, ...]
    stroke: str
    width: float = 1
    dash: str = ""
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A closed, translucent surface."""

    kind: ClassVar = "area"
    places: tuple[Place, ...]
    fill: str
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path as SVG writes it, such as a country."""

    kind: ClassVar = "shape"
    path: str
    fill: str
    stroke: str
    width: float = 0.5
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on its base line. `anchor` is where x is in it: start, middle, end."""

    kind: ClassVar = "words"
    x: float
    y: float
    text: str
    size: float = 15
    ink: str = "ink"
    weight: int = 400
    anchor: str = "start"
    is_serif: bool = False
    title: str = ""
    link: str = ""


Mark = Box | Dot | Stroke | Area | Shape | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """Marks on a surface. `is_plain` keeps left and right as they are in every language (maps, time)."""

    width: float
    height: float
    marks: tuple[Mark, ...] = field(default_factory=tuple)
    is_plain: bool = False
    scale: float = 1


def mirrored(marks: tuple[Mark, ...], width: float) -> tuple[Mark, ...]:
    """The same marks for a language that is read from right to left."""
    return tuple(_mirrored(mark, width) for mark in marks)


def _mirrored(mark: Mark, width: float) -> Mark:
    match mark:
        case Box():
            return replace(mark, x=width - mark.x - mark.width)
        case Dot() | Words():
            return replace(mark, x=width - mark.x)
        case Stroke() | Area():
            return replace(mark, places=tuple((width - x, y) for x, y in mark.places))
        case Shape():
            return mark
