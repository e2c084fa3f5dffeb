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
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["link"] = link
    made.filters["px"] = px
    return made


def px(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def web_address(address: str | None) -> str:
    """An address that leads to the web; empty for anything else that came with the data."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


def link(address: str | None) -> str:
    """An address that may stand in a link, on the web or here; anything else that came with the data leads nowhere."""
    is_ours = bool(address) and str(address).startswith("/") and not str(address).startswith(("//", "/\\"))
    return str(address) if is_ours else web_address(address) or "#"


def render(template: str, text: Text, **values: Any) -> str:
    """HTML of one template; `t` is the language's text."""
    return environment().get_template(template).render(t=text, **values)


@cache
def template_at(path: Path) -> Template:
    """A template outside this folder, compiled once by the same engine."""
    return environment().from_string(path.read_text(encoding="utf-8"))
