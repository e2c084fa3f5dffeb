"""METHOD.md as code: tables in, tables out, no input or output of its own."""

from typing import Final

METHOD_VERSION: Final = "1.0"
