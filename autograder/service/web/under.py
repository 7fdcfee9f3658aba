"""A service whose pages are under a path of another site, as those of a hub's services are."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class UnderPath:
    """Takes the path away from requests, and puts it into redirects."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app, self._path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or not self._path:
            await self._app(scope, receive, send)
        elif not scope["path"].startswith(f"{self._path}/"):
            await PlainTextResponse("not found\n", 404)(scope, receive, send)
        else:
            await self._app({**scope, "root_path": self._path}, receive, self._complete(send))

    def _complete(self, send: Send) -> Send:
        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").startswith("/"):
                    headers["location"] = self._path + headers["location"]
            await send(message)

        return completing
