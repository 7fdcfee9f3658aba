"""Reports, similar code, regrades and exports: our own commands, started from a page."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.export.systems import System
from autograder.regrade.changes import Preview
from autograder.service.changes import record
from autograder.service.queue.finish import touch
from autograder.service.web.door import INSTRUCTORS, STAFF, Asked, door
from autograder.service.web.downloads import download
from autograder.service.web.headers import REPORT_POLICY
from autograder.service.web.render import SOON_S, go_to, when
from autograder.service.web.staff.pages import assignment_of, staff_page

_PAGES = Path(".autograder") / "pages"
_MADE = {"report": "report", "similar": "similar code"}  # commands that make a page


class _Tool(msgspec.Struct, frozen=True):
    """A command: what it is called, whether it runs, and how it ended."""

    name: str
    title: str
    is_running: bool
    made_at: str
    problem: str


def doors() -> list[BaseRoute]:
    """Return the doors to what our commands do."""
    one = "/class/{assignment}"
    return [
        door(f"{one}/tools", tools_page, STAFF),
        door(f"{one}/tools/{{tool}}", made_page, STAFF),
        door(f"{one}/tools/{{tool}}", make, STAFF, "POST"),
        door(f"{one}/regrade", regrade_page, STAFF),
        door(f"{one}/regrade", preview, INSTRUCTORS, "POST"),
        door(f"{one}/regrade/accept", accept, INSTRUCTORS, "POST"),
        door(f"{one}/export", export, INSTRUCTORS, "POST"),
    ]


def tools_page(asked: Asked) -> Response:
    """Offer the reports and exports of an assignment."""
    assignment = assignment_of(asked)
    tools = [_tool(asked, assignment, name) for name in _MADE]
    is_running = any(tool.is_running for tool in tools)
    systems = [str(one) for one in System]
    return staff_page(
        asked,
        "staff/tools.html.j2",
        refresh_s=SOON_S if is_running else 0,
        assignment=assignment,
        tools=tools,
        systems=systems,
    )


def _tool(asked: Asked, assignment: Assignment, name: str) -> _Tool:
    commands, key = asked.site.engine.commands, f"{name} {assignment.name}"
    ended = commands.ended(key)
    path = _path(asked, assignment, name)
    made = "" if not path.is_file() else when(_made_at(path), asked.site, None)
    problem = ended.told if ended is not None and ended.code > 1 else ""
    return _Tool(name, _MADE[name], commands.is_running(key), made, problem)


def _made_at(path: Path) -> dt.datetime:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def _path(asked: Asked, assignment: Assignment, name: str) -> Path:
    return asked.site.engine.settings.root / _PAGES / f"{assignment.name}.{name}.html"


def make(asked: Asked) -> Response:
    """Start the command that makes a page."""
    assignment, name = assignment_of(asked), _name(asked)
    path = _path(asked, assignment, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    commands = asked.site.engine.commands
    commands.start(f"{name} {assignment.name}", name, assignment.name, "--page", str(path))
    return go_to(f"/class/{quote(assignment.name)}/tools")


def made_page(asked: Asked) -> Response:
    """Show the page that a command has made; no script in it could run."""
    path = _path(asked, assignment_of(asked), _name(asked))
    if not path.is_file():
        raise HTTPException(404)
    headers = {"Content-Security-Policy": REPORT_POLICY}
    return HTMLResponse(path.read_bytes(), headers=headers)


def _name(asked: Asked) -> str:
    if asked.path["tool"] not in _MADE:
        raise HTTPException(404)
    return asked.path["tool"]


def regrade_page(asked: Asked) -> Response:
    """Show whose mark the present graders would change."""
    assignment = assignment_of(asked)
    commands = asked.site.engine.commands
    ended = commands.ended(_preview_key(assignment))
    is_running = commands.is_running(_preview_key(assignment))
    shown = None if ended is None or ended.code else msgspec.json.decode(ended.out, type=Preview)
    return staff_page(
        asked,
        "staff/regrade.html.j2",
        refresh_s=SOON_S if is_running else 0,
        assignment=assignment,
        is_running=is_running,
        preview=shown,
        made_at="" if ended is None else when(ended.at, asked.site, None),
        problem=ended.told if ended is not None and ended.code else "",
    )


def _preview_key(assignment: Assignment) -> str:
    return f"preview {assignment.name}"


def preview(asked: Asked) -> Response:
    """Start to grade the class into a place of its own."""
    assignment, engine = assignment_of(asked), asked.site.engine
    isolation = str(engine.settings.isolation)
    options = ("--preview", "--json", "--jobs", "1", "--isolation", isolation)
    engine.commands.start(_preview_key(assignment), "grade", assignment.name, *options)
    return go_to(f"/class/{quote(assignment.name)}/regrade")


def accept(asked: Asked) -> Response:
    """Put previewed results in place; the service then takes them over."""
    assignment, engine, why = assignment_of(asked), asked.site.engine, asked.field("why")
    if not why or len(why) > 500:
        raise RequestError("say why, in 1 to 500 characters, for the record of regrades")
    keep = ("--keep-best",) if asked.field("keep_best") else ()
    options = (*keep, "--isolation", str(engine.settings.isolation))
    ended = engine.commands.run("grade", assignment.name, "--accept", f"--why={why}", *options)
    if ended.code > 1:
        raise RequestError(ended.told)
    with engine.database.writing() as session:
        touch(session, assignment=assignment.name)
        record(
            session, asked.member.name, "regrade accepted", assignment=assignment.name, detail=why
        )
    engine.commands.forget(_preview_key(assignment))
    engine.graded.ring()
    return go_to(f"/class/{quote(assignment.name)}/regrade")


def export(asked: Asked) -> Response:
    """Make the file that a learning management system imports."""
    assignment, to = assignment_of(asked), asked.field("to")
    if to not in set(System):
        raise HTTPException(404)
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        name = assignment.name if to == System.CSV else f"{assignment.name}.{to}"
        path = Path(folder) / f"{name}.csv"
        asked.site.engine.scribe.write(assignment.name)
        options = ("--to", to, "--output", str(path), "--force")
        ended = asked.site.engine.commands.run("export", assignment.name, *options)
        if ended.code or not path.is_file():
            raise RequestError(ended.told)
        data = path.read_bytes()
    with asked.site.engine.database.writing() as session:
        record(session, asked.member.name, "exported", assignment=assignment.name, detail=to)
    return download(path.name, data, "text/csv; charset=utf-8")
