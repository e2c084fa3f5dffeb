"""Run as a program: draw one page of a PDF as PNG, or tell how many it has. Nothing of ours is imported here.

A PDF comes from outside, and what draws it is a large library: so it has a process of its own, with little memory and
little time, and what goes wrong in it ends there (pdf_pages.py starts it).
"""

from __future__ import annotations

import resource
import sys

import pypdfium2

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 10
WIDTH_PX = 1100


def main(path: str, number: int) -> None:
    """Write the page as PNG to the standard output; for page 0 the number of pages in digits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    document = pypdfium2.PdfDocument(path)
    if number == 0:
        sys.stdout.write(str(len(document)))
        return
    page = document[number - 1]
    scale = min(3.0, WIDTH_PX / max(page.get_width(), 1), 2 * WIDTH_PX / max(page.get_height(), 1))
    page.render(scale=scale).to_pil().convert("RGB").save(sys.stdout.buffer, "PNG")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
