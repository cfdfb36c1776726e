"""The address at which the local run has the emulator's state saved."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from infra.local.emulator.inside.saved_state import SavedState

SAVE = "/_kuultu/save"
App = Callable[[Any, Any, Any], Awaitable[None]]


def with_saving(app: App, state: SavedState) -> App:
    """The emulator's ASGI application, and a request that has its state saved: 204, or 507 if there was no room."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 (ASGI)
        if scope["type"] != "http" or scope["path"] != SAVE:
            await app(scope, receive, send)
            return
        is_saved = await asyncio.to_thread(state.save)
        await send({"type": "http.response.start", "status": 204 if is_saved else 507, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return answer
