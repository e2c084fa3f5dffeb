"""Reruns a second with looping visitors and with visitors who pause, with and without the start-up fixes."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any, Final

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from .serving import serving

VISITORS_LOOPING: Final = 50
VISITORS_PAUSING: Final = 100
PAUSE_S: Final = 10.0
LOOP_S: Final = 15.0
PAUSING_S: Final = 30.0


def run() -> dict[str, Any]:
    """Median and p95 of a rerun in seconds, and reruns a second, for each way of starting."""
    results: dict[str, Any] = {}
    for name, app in (("tuned", "app.py"), ("without the start-up fixes", "tests/bench/untuned.py")):
        with serving(app) as url:
            socket = url.replace("http", "ws") + "/_stcore/stream"
            results[name] = asyncio.run(_measure(socket))
    return results


async def _measure(socket: str) -> dict[str, float]:
    await visit(socket, seconds=3, pause_s=0)
    single = await visit(socket, seconds=4, pause_s=0)
    started = time.perf_counter()
    looping = await _together(socket, VISITORS_LOOPING, LOOP_S, 0)
    looping_s = time.perf_counter() - started
    pausing = await _together(socket, VISITORS_PAUSING, PAUSING_S, PAUSE_S)
    median_single = statistics.median(single)
    return {
        "single median s": median_single,
        "50 looping, reruns/s": len(looping) / looping_s,
        "50 looping, p95 s": _p95(looping),
        "100 pausing, median s": statistics.median(pausing),
        "100 pausing, p95 s": _p95(pausing),
        "100 pausing, p95 / single median": _p95(pausing) / median_single,
    }


async def _together(socket: str, visitors: int, seconds: float, pause_s: float) -> list[float]:
    visits = (visit(socket, seconds, pause_s, pause_s * n / visitors) for n in range(visitors))
    return [took for visit in await asyncio.gather(*visits) for took in visit]


async def visit(socket: str, seconds: float, pause_s: float, wait_s: float = 0) -> list[float]:
    """How long each rerun took, from the request to its last message; the first, a new session, is left out."""
    took: list[float] = []
    await asyncio.sleep(wait_s)
    async with websockets.connect(socket, subprotocols=["streamlit"], max_size=None, open_timeout=60) as connection:
        end = time.perf_counter() + seconds
        first = True
        while time.perf_counter() < end:
            started = time.perf_counter()
            await _rerun(connection)
            if not first:
                took.append(time.perf_counter() - started)
            first = False
            if pause_s:
                await asyncio.sleep(pause_s)
    return took


async def _rerun(connection: Any) -> None:
    request = BackMsg()
    request.rerun_script.query_string = ""
    await connection.send(request.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await asyncio.wait_for(connection.recv(), 60))
        if answer.WhichOneof("type") == "script_finished":
            return


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
