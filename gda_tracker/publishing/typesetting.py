"""Data and one of our templates to a tagged PDF, with typst: no network, no packages, no file but the template's.

What people typed reaches the template as JSON, never as markup, so it can be printed and nothing else. The setting is
done in a process of its own, which runs this file: a report that took too long is given up and nobody waits for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

LONGEST_SECONDS: Final = 30
FACES: Final = Path(__file__).resolve().parent.parent / "charts" / "assets" / "fonts"
_TEMPLATES: Final = Path(__file__).resolve().parent / "paper"


def typeset(template: Literal["report", "form", "brief"], data: Mapping[str, object]) -> bytes:
    """The PDF of a template. `data` is plain JSON; which keys, each template says at its top.

    Raises subprocess.SubprocessError when it cannot be set in time.
    """
    command = [sys.executable, "-I", str(Path(__file__).resolve()), template]
    told = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    done = subprocess.run(command, input=told, capture_output=True, timeout=LONGEST_SECONDS, check=True)
    return done.stdout


def _set(template: str, data: str) -> bytes:
    import typst

    # Faces of the machine serve letters that ours lack, such as Arabic ones in a narrative.
    made = typst.compile(
        _TEMPLATES / f"{template}.typ", root=_TEMPLATES, font_paths=[FACES], format="pdf", sys_inputs={"data": data}
    )
    return bytes(made)


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(sys.argv[1], sys.stdin.buffer.read().decode()))
