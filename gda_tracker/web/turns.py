"""Work that costs something waits its turn, so that whoever asks for little is answered at once.

Every server has one pool of threads for all; sixty charts asked for together would hold it for seconds. Files,
pictures and filtered pages each have a few places of their own, a short queue, and beyond it a word to come again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Final, TypeVarTuple

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.responses import PlainTextResponse, Response

RETRY_SECONDS: Final = 5
Given = TypeVarTuple("Given")


class Turns:
    """`at_once` threads work, `most_waiting` requests queue for them, the next ones are asked to come again."""

    def __init__(self, name: str, *, at_once: int, most_waiting: int) -> None:
        self.most_waiting = most_waiting
        self._at_once = at_once
        self._here = 0
        # A limiter belongs to one event loop; tests have many.
        self._limiters: RunVar[CapacityLimiter] = RunVar(f"gda_turns_{name}")

    async def run(self, make: Callable[[*Given], Response], *given: *Given) -> Response:
        """The answer that `make` gives in a thread, or 503 when the queue is full."""
        if self._here >= self._at_once + self.most_waiting:
            return busy()
        # Counted here and not by the limiter, to which requests of one moment come only after all have been let in.
        self._here += 1
        try:
            return await to_thread.run_sync(make, *given, limiter=self._limiter())
        finally:
            self._here -= 1

    async def parts(self, made: Iterator[bytes]) -> AsyncIterator[bytes]:
        """The parts of a long answer, each made in its turn."""
        while (part := await to_thread.run_sync(next, made, None, limiter=self._limiter())) is not None:
            yield part

    def _limiter(self) -> CapacityLimiter:
        try:
            return self._limiters.get()
        except LookupError:
            limiter = CapacityLimiter(self._at_once)
            self._limiters.set(limiter)
            return limiter


FILES: Final = Turns("files", at_once=2, most_waiting=40)
PICTURES: Final = Turns("pictures", at_once=2, most_waiting=40)
VIEWS: Final = Turns("views", at_once=2, most_waiting=100)
"""First paints of addresses with a query; a plain address is kept ready and does not queue."""


def busy() -> Response:
    """Too much is asked for at once."""
    sentence = "Too much is being asked for at this moment. Please try again in a few seconds.\n"
    headers = {"retry-after": str(RETRY_SECONDS), "cache-control": "no-store"}
    return PlainTextResponse(sentence, status_code=503, headers=headers)
