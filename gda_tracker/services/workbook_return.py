"""An upload with problems, given back as the same workbook: marked in its cells, and listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..domain.answers import Translate
from ..domain.permissions import Actor
from ..domain.problems import Problem, Rejected, message
from ..register import Register, reports
from ..workbook.annotation import annotated
from ..workbook.template import DEMONSTRATION
from .report_view import found
from .upload_reading import may_upload, merged_into, read_upload


def annotated_return(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    upload: tuple[bytes, str],
    t: Translate,
    sentence: Callable[[Problem], str],
    today: date,
) -> bytes | Rejected:
    """The XLSX file to mend and upload again; `sentence` says a problem in the person's language. Changes nothing.

    Rejected when the file is refused as a whole, so that it has no cells to mark, or when nothing is wrong in it.
    """
    may_upload(actor, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    data, name = upload
    read = read_upload(register, actor, *known, data, name, today)
    if isinstance(read, Rejected):
        return read
    problems = read.problems
    if not problems:
        current = reports.newest(register, signatory_id, cycle)
        problems = merged_into(register, read.read, current, signatory_id, cycle, actor.person_id).conflicts
    if not problems:
        return Rejected.because("nothing-to-mend", message("Nothing is wrong in the cells of this file."))
    mark = t(DEMONSTRATION) if register.is_demonstration else ""
    return annotated(data, read.file, read.read, problems, sentence, t, mark)


def return_name(name: str) -> str:
    """What the annotated file is called: like the upload, an XLSX workbook, and told from it."""
    stem = "".join(
        letter for letter in name.rpartition(".")[0] or name if letter.isprintable() and letter not in '/\\"'
    )
    return f"{stem[:80] or 'report'}-to-mend.xlsx"
