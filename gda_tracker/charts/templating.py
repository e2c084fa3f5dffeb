"""The one template engine: Jinja2 with escaping on, templates beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ..i18n import Text


@cache
def environment() -> Environment:
    """Templates fail on a name that nobody gave, and drop the blank lines that tags leave."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, text: Text, **values: Any) -> str:
    """HTML of one template; `t` is the language's text."""
    return environment().get_template(template).render(t=text, **values)


@cache
def template_at(path: Path) -> Template:
    """A template outside this folder, compiled once by the same engine."""
    return environment().from_string(path.read_text(encoding="utf-8"))
