"""A student's Jupyter server: hands in the open notebook, because the browser has no token.

The button itself is in labextension/static/hand_in.js.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import PurePosixPath
from typing import Any

import msgspec
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import ensure_async, url_path_join
from tornado.web import HTTPError, authenticated

from autograder.errors import RequestError
from autograder.handing_in.client import SERVICE, Course, Open, service_at


class HandInHandler(APIHandler):
    """Says what can be handed in, and hands in."""

    @authenticated
    async def get(self) -> None:
        """Give the course's assignments; nothing if no service is known."""
        self._finish(await self._course() if os.environ.get(SERVICE) else {})

    @authenticated
    async def post(self) -> None:
        """Hand in a notebook, with the others of its assignment that are beside it."""
        asked = self.get_json_body() or {}
        path, name = str(asked.get("path", "")), str(asked.get("assignment", ""))
        course = await self._course()
        chosen = next((one for one in course.assignments if one.name == name), None)
        if chosen is None or not path:
            raise HTTPError(400)
        files = {one.name: await self._read(one) for one in await self._beside(path, chosen)}
        self._finish(await self._ask(lambda service: service.hand_in(name, files)))

    async def _course(self) -> Course:
        course: Course = await self._ask(lambda service: service.course())
        return course

    async def _ask(self, ask: Any) -> Any:
        language = self.request.headers.get("Accept-Language", "")
        try:
            return await asyncio.to_thread(lambda: ask(service_at(language=language)))
        except RequestError as error:
            raise HTTPError(422, reason="Not handed in", log_message=str(error)) from error

    async def _beside(self, path: str, assignment: Open) -> list[PurePosixPath]:
        """Return the notebooks to hand in: this one, and the assignment's others if it has some."""
        opened = PurePosixPath(path)
        if opened.stem not in assignment.notebooks:
            return [opened]
        every = [opened.with_name(f"{name}{opened.suffix}") for name in assignment.notebooks]
        contents: Any = self.contents_manager
        there = [await ensure_async(contents.file_exists(str(one))) for one in every]
        return [one for one, exists in zip(every, there, strict=True) if exists]

    async def _read(self, path: PurePosixPath) -> bytes:
        contents: Any = self.contents_manager
        got = contents.get(str(path), content=True, type="file", format="text")
        model = await ensure_async(got)
        return str(model["content"]).encode()

    def _finish(self, answer: Any) -> None:
        self.finish(msgspec.json.encode(answer))

    def write_error(self, status_code: int, **told: Any) -> None:
        """Say what is wrong as the button expects it."""
        error = told.get("exc_info", (None, None, None))[1]
        cause = error.__cause__ if error is not None else None
        problem = str(cause) if isinstance(cause, RequestError) else "That did not work."
        self.set_status(status_code)
        self._finish({"problem": problem})


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.handing_in.jupyter"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address that the button uses."""
    web = server.web_app
    path = url_path_join(web.settings["base_url"], "backgrade", "hand-in")
    web.add_handlers(".*$", [(path, HandInHandler)])
