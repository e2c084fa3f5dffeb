"""Rules on partners, Sustainable Development Goals and the practice that is offered to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .evidence import link_problem, text_problem
from .problems import Problem, message
from .report import Practice

PARTNERS_MOST: Final = 50
PARTNER_CHARS: Final = 200
PRACTICE_TITLE_CHARS: Final = 200
PRACTICE_SUMMARY_CHARS: Final = 2000
GOALS: Final = range(1, 18)


def partner_problem(partner: str) -> Problem | None:
    """A partner is one name on one line."""
    if not partner.strip() or len(partner.splitlines()) != 1:
        text = message("Give each partner's name on one line of its own.")
        return Problem("partner-unreadable", text, column="partners", value=partner[:60])
    return text_problem(partner, "partners", PARTNER_CHARS)


def goal_problem(goal: int) -> Problem | None:
    """One of the seventeen goals."""
    if goal in GOALS:
        return None
    text = message("There is no goal {goal}. The Sustainable Development Goals are numbered 1 to 17.")
    return Problem("goal-unknown", text, column="sdgs", value=str(goal), values={"goal": str(goal)})


def practice_problems(practice: Practice) -> Iterator[Problem]:
    """What is wrong with a practice: others need its name and what it does."""
    if not practice.title:
        text = message("Give the practice a name, or leave it out.")
        yield Problem("practice-untitled", text, column="practice.title")
    if not practice.summary:
        text = message("Say in a few sentences what others can take over.")
        yield Problem("practice-without-summary", text, column="practice.summary")
    rules = (
        text_problem(practice.title, "practice.title", PRACTICE_TITLE_CHARS),
        text_problem(practice.summary, "practice.summary", PRACTICE_SUMMARY_CHARS),
    )
    yield from (problem for problem in rules if problem is not None)
    if practice.url and (problem := link_problem(practice.url)):
        yield Problem(problem.rule, problem.message, column="practice.url", value=problem.value, values=problem.values)


def more_problems(partners: Sequence[str], goals: Sequence[int], practice: Practice | None) -> Iterator[Problem]:
    """Everything that is wrong with what is rarely given."""
    if len(partners) > PARTNERS_MOST:
        text = message("There are {count} partners; name the {most} that matter most.")
        values = {"count": len(partners), "most": PARTNERS_MOST}
        yield Problem("partners-too-many", text, column="partners", values=values)
    rules = (*(partner_problem(partner) for partner in partners), *(goal_problem(goal) for goal in goals))
    yield from (problem for problem in rules if problem is not None)
    if len(set(goals)) < len(goals):
        yield Problem("goal-twice", message("A goal is named twice. Name it once."), column="sdgs")
    if practice is not None:
        yield from practice_problems(practice)
