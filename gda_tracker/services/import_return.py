"""The faulty rows of a list, to be mended and brought again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from ..domain.answers import Translate
from ..domain.importing import Outcome
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected
from ..register.database import Register
from ..workbook.list_return import faulty_csv, faulty_workbook
from ..workbook.template import DEMONSTRATION
from .import_lists import open_list
from .import_plans import content_of
from .importing import raw_list


def faulty_rows(
    register: Register,
    actor: Actor,
    folder: Path,
    import_id: str,
    told: tuple[Translate, Callable[[Problem], str]],
    *,
    as_csv: bool = False,
) -> bytes | Rejected:
    """The rows that could not be read, each with its problem, as XLSX or CSV; `told` says things in a language."""
    require(actor, Action.EDIT_REGISTER)
    found = open_list(register, actor, folder, import_id)
    if isinstance(found, Rejected):
        return found
    data = content_of(folder, found.brought)
    listed = data if isinstance(data, Rejected) else raw_list(data, found.brought.file_name)
    if isinstance(listed, Rejected):
        return listed
    t, sentence = told
    rows = {row.row: [_placed(one, sentence) for one in row.reasons] for row in found.prepared.plan.of(Outcome.REFUSED)}
    headings = (t("Row in the list"), t("What is wrong"))
    mark = t(DEMONSTRATION) if register.is_demonstration else ""
    return (faulty_csv if as_csv else faulty_workbook)(listed, rows, headings, mark)


def _placed(problem: Problem, sentence: Callable[[Problem], str]) -> str:
    return f"{problem.column}: {sentence(problem)}" if problem.column else sentence(problem)


def return_name(file_name: str, suffix: str) -> str:
    """`list.xlsx` → `list-faulty.xlsx`."""
    return f"{PurePath(file_name).stem or 'list'}-faulty.{suffix}"
