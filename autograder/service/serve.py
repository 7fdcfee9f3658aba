"""`autograder serve`: one process with the pages, the queue and the workers of a course."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import uvicorn

from autograder.course import secret
from autograder.errors import RequestError
from autograder.service.engine import ServiceEngine, ServiceSettings
from autograder.service.people.hub import (
    Hub,
    hub_of_environment,
    listening_place,
    public_address,
    service_path,
)
from autograder.service.people.links import Keys
from autograder.service.people.members import instructor_token
from autograder.service.web.app import application
from autograder.service.web.site import Address, Site
from autograder.text import printable

LOCK = Path(".autograder") / "serve.lock"
_OPEN_CONNECTIONS = 2000  # more are answered with 503
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared
_GRACE_S = 10  # for answers that are on their way when the service is stopped


class Where(msgspec.Struct, frozen=True):
    """Where the service listens, and how people get there."""

    host: str = "127.0.0.1"
    port: int = 8000  # 0 for any that is free
    url: str = ""  # what people type, if a proxy is in between; "" for host and port
    hub: Hub | None = None  # that has started this process


def serve(settings: ServiceSettings, where: Where, started: Callable[[str, str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C.

    `started` is called with the address and the instructor's token for this start. Raises
    RequestError if the address is taken, or if the course is being served already.
    """
    if where.host in _EVERYWHERE and not where.url:
        raise RequestError(f"--host {where.host} needs --url: the address that people type")
    _log_to_stderr()
    with _only_one(settings.root), _listening(where) as listener:
        engine = ServiceEngine(settings)
        keys = Keys(secret.course_secret(settings.root))
        address = Address(where.url.rstrip("/") or _url_of(listener, where.host))
        site = Site(engine, keys, address, where.hub)
        server = uvicorn.Server(_config(site, where))
        started(address.url, instructor_token(engine.database, keys))
        for number in (signal.SIGTERM, signal.SIGINT):  # the server sends itself the signal again
            signal.signal(number, lambda *_: None)
        server.run(sockets=[listener])


def where_of_hub(asked: Where) -> Where:
    """Return where the hub that has started this process expects it; raises RequestError."""
    host, port = listening_place()
    url = asked.url.rstrip("/") or public_address()
    if not url:
        raise RequestError(
            "serve: set c.JupyterHub.public_url, or say what people type with --url, like "
            f"https://hub.example.edu{service_path()}"
        )
    if not urlsplit(url).path:
        url += service_path()
    return Where(host, port, url, hub_of_environment())


def _config(site: Site, where: Where) -> uvicorn.Config:
    hosts = () if where.host in _EVERYWHERE else (where.host,)
    return uvicorn.Config(
        application(site, hosts),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(where.url),  # believed from this machine alone
        limit_concurrency=_OPEN_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE_S,
        lifespan="on",
    )


@contextlib.contextmanager
def _listening(where: Where) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((where.host, where.port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            raise RequestError(
                f"cannot listen at {where.host}, port {where.port}: {why}; choose another --port"
            ) from None
        listener.listen(_OPEN_CONNECTIONS)  # now, since the address is told before pages are there
        yield listener


def _url_of(listener: socket.socket, host: str) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


@contextlib.contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Hold the course's lock: two services would put marks in place at once."""
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RequestError(f"{root} is being served already; stop that service first") from None
    else:
        yield
    finally:
        os.close(descriptor)


class _OneLine(logging.Formatter):
    """Writes messages on one line: names in them come from students."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(super().formatMessage(record))


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
