"""Files that travel beside a page: what is downloaded from it and what is uploaded to it.

Streamlit hands a download to whoever holds its address, and takes an upload from whoever has a page open. All of ours
that go this way are of signed-in people (a workbook holds a draft), so both ask who is there, and nobody keeps a copy.
"""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .sign_in import actor_of

_PRIVATE: Final = ("/media/", "/_stcore/upload_file/")


class PrivateFiles:
    """Refuse downloads from pages and uploads to them unless somebody is signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_PRIVATE):
            await self._app(scope, receive, send)
            return

        async def send_unkept(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["cache-control"] = "private, no-store"
            await send(message)

        if await run_in_threadpool(actor_of, Request(scope).cookies) is None:
            refusal = PlainTextResponse("Sign in first.\n", status_code=403)
            await refusal(scope, receive, send_unkept)
            return
        await self._app(scope, receive, send_unkept)
