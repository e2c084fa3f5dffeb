"""The register and its editions: `gda init`, `demo`, `publish`, `editions`, `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..domain.problems import Rejected
from .console import AsEmail, Day, acting, bar, fail, opened, refuse, say, sentence, table, text, today, verb

registers_app = typer.Typer()


@registers_app.command()
@verb
def init() -> None:
    """Create a real register: empty but for the sourced facts and the cycles."""
    from ..services.registers import create_register
    from ..settings import settings

    _refuse_what_is_there()
    register = create_register(settings().register_path)
    register.close()
    t = text()
    say(t("Created an empty register at {path}.", path=settings().register_path))


@registers_app.command()
@verb
def demo(
    signatories: Annotated[int, typer.Option(min=10, max=500_000)] = 2000,
    cycles: Annotated[int, typer.Option(min=1, max=3)] = 3,
    seed: Annotated[int, typer.Option()] = 29,
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Do nothing when there is data already.")] = False,
) -> None:
    """Create a demonstration register and its editions, seeded and repeatable."""
    from ..services.demonstration import create
    from ..services.registers import set_up
    from ..settings import settings

    t = text()
    if if_missing and _what_is_there():
        return
    _refuse_what_is_there()
    with bar(t("Inventing reports")) as progress:
        set_up(
            settings().home,
            lambda path, editions_folder: create(
                path,
                editions_folder,
                signatories=signatories,
                cycle_count=cycles,
                seed=seed,
                today=today(),
                progress=lambda what, done, total: progress(what, done, total),
            ),
        )
    say(
        t(
            "Created a demonstration register at {path}: {signatories} signatories, {cycles} cycles.",
            path=settings().register_path,
            signatories=t.number(signatories),
            cycles=cycles,
        )
    )


@registers_app.command()
@verb
def publish(
    on: Day = None,
    as_: AsEmail = None,
    reason: Annotated[str, typer.Option(help="Why, where nothing changes against the last edition.")] = "",
) -> None:
    """Publish the next edition."""
    from ..services.editions import publish_edition
    from ..settings import settings

    t = text()
    day = on.date() if on else today()
    with opened() as register, bar(t("Publishing")):
        actor, folder = acting(register, as_), settings().editions_folder
        evidence = settings().evidence_folder
        answer = publish_edition(register, actor, on=day, folder=folder, evidence=evidence, reason=reason)
    if isinstance(answer, Rejected):
        refuse(answer)
    say(t("Published edition {number} of {day}: {path}.", number=answer.number, day=t.date(day), path=answer.path))


@registers_app.command()
@verb
def editions() -> None:
    """List the editions, newest first."""
    from ..editions import survey
    from ..settings import settings

    t = text()
    found = survey(settings().editions_folder)
    if found.editions:
        headings = (t("Number"), t("Of"), t("Published (UTC)"), t("Method"), t("Title"), t("File"))
        rows = [
            (
                str(info.number),
                info.snapshot_on.isoformat(),
                f"{info.published_at:%Y-%m-%d %H:%M}",
                info.method_version,
                info.title,
                info.path.name,
            )
            for info in found.editions
        ]
        table("", headings, rows)
    folder = settings().editions_folder
    say(t.n("One edition in {folder}.", "{n} editions in {folder}.", len(found.editions), folder=folder))
    if found.problems:
        fail("\n".join(t(problem.message, **problem.values) for problem in found.problems))


@registers_app.command()
@verb
def check() -> None:
    """Verify the trail's hash chain, every edition and every evidence file; say where something breaks."""
    from ..services.registers import check as check_register
    from ..settings import settings

    t = text()
    with opened() as register, bar(t("Checking")):
        found = check_register(register, settings().editions_folder, settings().evidence_folder)
    if found.problems:
        fail("\n".join(sentence(problem) for problem in found.problems))
    counts = {
        "records": t.number(found.trail_records),
        "editions": t.number(found.editions),
        "files": t.number(found.files),
    }
    words = t("All holds. Trail records: {records}; published editions: {editions}; evidence files: {files}.", **counts)
    say(words)


def _what_is_there() -> Path | None:
    from ..settings import settings

    places = (settings().register_path, settings().editions_folder)
    return next((place for place in places if place.is_file() or (place.is_dir() and any(place.iterdir()))), None)


def _refuse_what_is_there() -> None:
    if place := _what_is_there():
        t = text()
        fail(t("There is data at {path} already; nothing was changed. Choose another GDA_HOME.", path=place))
