"""Bringing in what others sent: `gda import-signatories`, `gda import-report`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..domain.permissions import SYSTEM, Role
from ..domain.problems import Rejected
from .console import AsEmail, Day, acting, bar, fail, opened, refuse, say, table, text, today, verb

if TYPE_CHECKING:
    from ..domain.importing import ImportPlan

imports_app = typer.Typer()
File = Annotated[Path, typer.Argument(help="XLSX or CSV.", show_default=False)]


@imports_app.command("import-signatories")
@verb
def import_signatories(
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")] = False,
    as_: AsEmail = None,
) -> None:
    """Import a list of signatories; nothing that is recorded is overwritten."""
    from ..services.importing import apply_import, plan_import

    t = text()
    data = file.read_bytes()
    with opened() as register, bar(t("Reading {file}", file=file.name)) as progress:
        actor = acting(register, as_)
        plan = plan_import(register, actor, data, file.name, progress=lambda done, total: progress(None, done, total))
        if isinstance(plan, Rejected):
            refuse(plan)
        result = None if dry_run else apply_import(register, actor, plan)
        if isinstance(result, Rejected):
            refuse(result)
    _show_plan(plan, everything=dry_run)
    counts = {outcome.value: t.number(count) for outcome, count in plan.counts.items()}
    told = t(
        "{new} new, {same} the same, {maybe_same} maybe the same, {conflicting} conflicting, {refused} refused.",
        **counts,
    )
    if result is None:
        say(t("Dry run of {file}, nothing was changed: {counts}", file=file.name, counts=told))
    else:
        say(t.n("Imported one signatory from {file}: {counts}", "Imported {n} signatories from {file}: {counts}",
                result.added, file=file.name, counts=told))  # fmt: skip


def _show_plan(plan: ImportPlan, *, everything: bool) -> None:
    """Columns, then rows: all of them in a dry run, else those that a person decides on or should know of."""
    t = text()
    columns = [
        (f"{column.letters}", column.heading, column.field.value + (" ?" if column.is_guessed else ""))
        for column in plan.columns
    ]
    unused = [(column.letters, column.heading, t("not imported")) for column in plan.unused_columns]
    table(t("Columns"), (t("Column"), t("Heading"), t("Read as")), columns + unused)
    rows = [
        (
            str(row.row),
            row.name,
            row.record.stakeholder_type if row.record else "",
            (row.record.iso3 or "") if row.record else "",
            row.outcome.value,
            " ".join(t(one.message, **one.values) for one in row.reasons),
        )
        for row in plan.rows
        if everything or row.reasons or row.outcome.value not in {"new", "same"}
    ]
    if rows:
        headings = (t("Row"), t("Name"), t("Type"), t("Country"), t("Outcome"), t("Why"))
        table(t("Rows"), headings, rows)


@imports_app.command("import-report")
@verb
def import_report(
    file: File,
    signatory: Annotated[str, typer.Option(help="The signatory's id.", show_default=False)],
    cycle: Annotated[str, typer.Option(help="The cycle's code, such as 2026.", show_default=False)],
    received: Day = None,
    let_stand: Annotated[
        str, typer.Option(help="Why what a reviewer would ask may stand, for every open question of the report.")
    ] = "",
    as_: AsEmail = None,
) -> None:
    """Check and submit a report workbook for a signatory, as received today or on an earlier day."""
    from ..services.uploading import submit_workbook

    t = text()
    day = received.date() if received else today()
    if day > today():
        fail(t("A report cannot have been received in the future."))
    data = file.read_bytes()
    with opened() as register:
        # The machine's keeper may hand in what a signatory sent; the trail says that it was the command line.
        on_behalf = replace(SYSTEM, roles=SYSTEM.roles | {Role.FOCAL_POINT}, signatories=frozenset({signatory}))
        actor = acting(register, as_) if as_ else on_behalf
        answer = submit_workbook(register, actor, signatory, cycle, data, file.name, day, let_stand)
    if isinstance(answer, Rejected):
        refuse(answer)
    about = {"name": answer.report.signatory.name, "cycle": cycle}
    if not answer.changed:
        say(t("{name} had submitted this report for {cycle} already; nothing was changed.", **about))
    else:
        say(t.n("Submitted one entry of {name} for {cycle}.", "Submitted {n} entries of {name} for {cycle}.",
                len(answer.changed), **about))  # fmt: skip
