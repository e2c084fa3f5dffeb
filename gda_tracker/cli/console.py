"""How the command line speaks: one line for what was done, one sentence for what was not, a bar for what takes long."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Optional, ParamSpec

import typer

from ..domain.permissions import SYSTEM, Actor

if TYPE_CHECKING:
    from ..domain.problems import Problem, Rejected
    from ..i18n import Text
    from ..services.registers import Register

Parameters = ParamSpec("Parameters")
MOST_LINES = 200

AsEmail = Annotated[Optional[str], typer.Option("--as", help="Act as this person.", show_default=False)]  # noqa: UP045
Day = Annotated[
    Optional[datetime],  # noqa: UP045
    typer.Option(formats=["%Y-%m-%d"], help="A day; today when left out.", show_default=False),
]


def text() -> Text:
    """The language of the terminal, English when it is none of ours."""
    from .. import i18n

    places = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return i18n.text(next(filter(None, places), "")[:2])


def say(line: str) -> None:
    """One line of what was done; never broken, so that it can be read by programs."""
    typer.echo(line)


def fail(sentence: str) -> NoReturn:
    """Say why not, and end with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def sentence(problem: Problem) -> str:
    """A problem with the place where it is, when it has one."""
    t = text()
    where = [problem.sheet or "", t("row {row}", row=problem.row) if problem.row else "", problem.column or ""]
    place = ", ".join(filter(None, where))
    said = t(problem.message, **problem.values)
    return f"{place}: {said}" if place else said


def refuse(rejected: Rejected) -> NoReturn:
    """Say everything that is wrong, and end with status 1."""
    shown = [sentence(problem) for problem in rejected.problems]
    more = len(shown) - MOST_LINES
    if more > 0:
        shown = [*shown[:MOST_LINES], text().n("and one more problem.", "and {n} more problems.", more)]
    fail("\n".join(shown))


def verb(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """A command whose failures are sentences, never tracebacks."""

    @functools.wraps(command)
    def spoken(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except KeyboardInterrupt:
            t = text()
            typer.echo(t("Stopped."), err=True)
            raise typer.Exit(130) from None
        except Exception as error:
            if os.environ.get("GDA_DEBUG"):
                raise
            fail(_sentence_of(error))

    return spoken


def _sentence_of(error: Exception) -> str:
    from ..domain.permissions import NotAllowed
    from ..editions import EditionProblem
    from ..services.registers import RegisterProblem

    t = text()
    match error:
        case EditionProblem() | RegisterProblem():
            return t(error.message, **error.values)
        case NotAllowed():
            return t("That person's roles do not permit this; nothing was changed.")
        case OSError():
            return t("{file} cannot be used: {why}.", file=error.filename, why=error.strerror or error)
    return t(
        "Something unforeseen went wrong ({kind}: {why}). Run it again with GDA_DEBUG=1 to see where.",
        kind=type(error).__name__,
        why=error,
    )


@contextmanager
def opened() -> Iterator[Register]:
    """The register of GDA_HOME for one command; says so when the server holds it."""
    from ..services.registers import open_register
    from ..settings import settings

    register = open_register(settings().register_path)
    try:
        yield register
    finally:
        register.close()


@contextmanager
def bar(what: str) -> Iterator[Callable[[str | None, int, int], None]]:
    """A progress bar; call it with what goes on, how much is done, and out of how much (0: not known)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)

        def advance(now: str | None, done: int, total: int) -> None:
            progress.update(task, description=now or what, completed=done, total=total or None)

        yield advance


def table(title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A small table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    drawn = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in headings:
        drawn.add_column(heading, overflow="fold")
    for row in rows:
        drawn.add_row(*(Plain(cell) for cell in row))  # Plain: square brackets in a name are no markup.
    keywords: dict[str, Any] = {} if os.isatty(1) else {"width": 160}
    Console(**keywords).print(drawn)


def acting(register: Register, email: str | None) -> Actor:
    """The person with that address, or the command line itself."""
    from ..services.people import actor_named

    if email is None:
        return SYSTEM
    actor = actor_named(register, email)
    t = text()
    return actor or fail(t("There is no active account for {value}.", value=email))


def today() -> date:
    """The day, in UTC, as everywhere in the register."""
    return datetime.now(UTC).date()
