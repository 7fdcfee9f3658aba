"""Read the body of a request: never more than is allowed, and not for ever."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from starlette.datastructures import FormData, Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

FORM_BYTES = 64 << 10  # a form without files
_CHUNK_S = 20.0  # the longest pause within a body
_ALL_S = 300.0  # for the whole body
_SLOWEST = 4 << 10  # bytes a second, after the first pause
_DRAIN_S = 30.0  # for what is left of a body that is too large: only then do browsers show a page
_FILES, _FIELDS = 20, 1000


class TooLarge(HTTPException):
    """The body is larger than allowed."""

    def __init__(self, most: int) -> None:
        super().__init__(413)
        self.most = most


class TooSlow(HTTPException):
    """The body does not arrive fast enough."""

    def __init__(self) -> None:
        super().__init__(408, headers={"Connection": "close"})


@contextlib.asynccontextmanager
async def form_of(request: Request, most: int) -> AsyncIterator[FormData]:
    """Give the fields of a form of at most so many bytes; raises HTTPException."""
    limited = Request(request.scope, _Limited(request.receive, request.headers, most))
    async with limited.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=FORM_BYTES) as form:
        yield form


class _Limited:
    """Passes on what arrives, as long as it is neither too much nor too slow."""

    def __init__(self, receive: Receive, headers: Headers, most: int) -> None:
        self._receive, self._most = receive, most
        length = headers.get("content-length", "")
        self._is_too_large = length.isdigit() and int(length) > most
        self._start, self._size = time.monotonic(), 0

    async def __call__(self) -> Message:
        if self._is_too_large:
            await self._drain()
            raise TooLarge(self._most)
        try:
            async with asyncio.timeout(self._patience_s()):
                message = await self._receive()
        except TimeoutError:
            raise TooSlow from None
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            if message.get("more_body", False):
                await self._drain()
            raise TooLarge(self._most)
        return message

    def _patience_s(self) -> float:
        passed = time.monotonic() - self._start
        if passed > _CHUNK_S and self._size < _SLOWEST * (passed - _CHUNK_S):
            return 0.0
        return min(_CHUNK_S, _ALL_S - passed)

    async def _drain(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_S):
                while (await self._receive()).get("more_body", False):
                    pass
