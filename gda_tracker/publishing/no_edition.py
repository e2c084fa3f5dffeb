"""What every public page says while no edition can be read: that none is there, or why each file was passed over."""

from __future__ import annotations

from collections.abc import Sequence

from ..charts.templating import render
from ..editions import EditionProblem
from ..i18n import Text


def no_edition(t: Text, problems: Sequence[EditionProblem]) -> str:
    """What is missing, and what to do."""
    return render("no_edition.html.j2", t, problems=[t(problem.message, **problem.values) for problem in problems])
