"""What happens once when the server starts (ARCHITECTURE.md, "Two start-up fixes")."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from ..services.edition_notices import settle_notices
from ..services.evidence_tidying import tidy
from ..services.import_plans import tidy_lists
from ..settings import settings
from . import link_checker, post, state, static_files
from .first_paint import streamlit_files

_HEAVY: Final = (
    "gda_tracker.ui.overview_page",
    "gda_tracker.charts.figures",
    "gda_tracker.publishing.overview",
    "plotly.graph_objects",
    "pandas",
    "pyarrow",
)


def preload() -> None:
    """Import what the first visitor would otherwise wait for, then take it out of every later garbage collection."""
    for name in _HEAVY:
        if find_spec(name.split(".")[0]) is not None:
            with contextlib.suppress(ModuleNotFoundError):
                importlib.import_module(name)
    from plotly.graph_objects import Bar, Choropleth, Figure, Heatmap, Scatter

    # Plotly builds its classes at first use.
    for trace in (Bar(), Choropleth(), Heatmap(), Scatter()):
        Figure(data=[trace]).to_json()
    static_files.own_files()
    gc.collect()
    gc.freeze()


def send_small_packets_at_once() -> None:
    """Set TCP_NODELAY on the listening sockets of this process; Linux passes it on to every connection.

    Streamlit binds its socket itself, with protocol 0, and asyncio sets the option only where it sees TCP.
    """
    for descriptor in _descriptors():
        with contextlib.suppress(OSError):
            listener = socket.socket(fileno=os.dup(descriptor))
            with listener:
                if _is_listening_tcp(listener):
                    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_listening_tcp(found: socket.socket) -> bool:
    is_tcp = found.family in {socket.AF_INET, socket.AF_INET6} and found.type == socket.SOCK_STREAM
    return is_tcp and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


def _descriptors() -> list[int]:
    folder = Path("/proc/self/fd")
    return [int(entry.name) for entry in folder.iterdir()] if folder.is_dir() else []


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Preload before the first visitor; compress Streamlit's files beside the first requests."""
    preload()
    register = state.open_server_register()
    if register is not None:
        tidy(register, settings().evidence_folder)
        tidy_lists(settings().imports_folder)
        settle_notices(register, settings().editions_folder)
    workers = [one for one in (post.postman(register), link_checker.link_checker(register)) if one is not None]
    for worker in workers:
        worker.start()
    send_small_packets_at_once()
    compressing = asyncio.create_task(asyncio.to_thread(streamlit_files().hold_all))
    try:
        yield {}
    finally:
        compressing.cancel()
        for worker in workers:
            await asyncio.to_thread(worker.stop)
        state.close_server_register()
