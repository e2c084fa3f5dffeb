"""Sockets are opened by our own pages alone.

Streamlit refuses foreign ones too, but first asks an outside service for this machine's address, and every visitor
waits meanwhile. So we refuse them before.
"""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from .forms import is_own_origin

_POLICY_VIOLATION = 1008


class OwnSockets:
    """Refuse a socket that another site's page opens."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not is_own_origin(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        await self._app(scope, receive, send)
