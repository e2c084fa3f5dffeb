"""Plain HTML pages without script: their templates, and what their answers tell browsers and caches."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@cache
def environment() -> Environment:
    """Templates escape everything and fail on a name that nobody gave."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def no_store(response: Response) -> Response:
    """The answer with what keeps it out of every cache, and foreign scripts out of it."""
    # The address of an invitation holds its token, so it is told to nobody.
    response.headers.update(
        {"cache-control": "no-store", "referrer-policy": "same-origin", "content-security-policy": _POLICY}
    )
    return response
