"""Start a real JupyterLab for one student, with nbgrader's exchange, and a browser in front of it.

Everything lies in one folder that the caller gives: home, settings, exchange. Nothing of
the user's own Jupyter is read or changed, and all that is started here is ended here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "shallow_network"
START_S = 60
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
SETTINGS = {  # no question about news over the picture; every cell in the page at once
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
    "notebook-extension/tracker": '{"windowingMode": "none"}',
}
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "neural-networks"
c.Exchange.root = {exchange!r}
"""


class Desk(NamedTuple):
    """The folders of one student, and the environment that keeps to them."""

    work: Path  # what JupyterLab shows
    environment: dict[str, str]


def set_up(folder: Path) -> Desk:
    """Make a student's folders, and an empty exchange."""
    exchange, work, jupyter = (folder / name for name in ("exchange", "work", "jupyter"))
    for made in (exchange, work, jupyter / "config"):
        made.mkdir(parents=True)
    exchange.chmod(0o777)  # nbgrader wants an exchange that everybody can write to
    environment = os.environ | {
        "HOME": str(folder),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(jupyter / "config"),
        "JUPYTER_DATA_DIR": str(jupyter / "data"),
        "JUPYTER_RUNTIME_DIR": str(jupyter / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    (jupyter / "config" / "nbgrader_config.py").write_text(CONFIG.format(exchange=str(exchange)))
    for name, text in SETTINGS.items():
        path = jupyter / "config" / "lab" / "user-settings" / "@jupyterlab" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".jupyterlab-settings").write_text(text)
    return Desk(work, environment)


def release(desk: Desk) -> None:
    """Put the committed release into the exchange, as the instructor does."""
    course = desk.work.parent / "course"
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, course / "release" / ASSIGNMENT)
    command = [sys.executable, "-m", "nbgrader", "release_assignment", ASSIGNMENT]
    subprocess.run(command, cwd=course, env=desk.environment, check=True)  # noqa: S603


def solved() -> NotebookNode:
    """Return the release with the solution in each exercise, and some answer to each question."""
    notebook, source = (
        nbformat.read(ROOT / folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
        for folder in ("assignments", "solutions")
    )
    solutions = {cell.id: cell.source for cell in source.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.metadata.nbgrader.solution:
            cell.source = solutions.get(cell.id, "Twins stay twins.")
    return notebook


@contextlib.contextmanager
def jupyterlab(desk: Desk) -> Iterator[str]:
    """Run a JupyterLab at a free port of this machine; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    options += ["--IdentityProvider.token=", "--no-browser"]
    options += ["--allow-root"] if os.getuid() == 0 else []
    log = desk.work.parent / "jupyterlab.log"
    with log.open("w") as output:
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=desk.work,
            env=desk.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(server, address, log)
            yield address
        finally:
            server.terminate()  # it ends its kernels first
            server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait until the server answers; raises RuntimeError with its log if it does not."""
    end = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(f"{address}/api").close()  # noqa: S310
            return
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


@contextlib.contextmanager
def browser_page(scale: float = 1) -> Iterator[Page]:
    """Open a page in this machine's chromium; `scale` is pixels of a picture per CSS pixel."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        raise RuntimeError("no chromium on this machine; on Debian: apt install chromium")
    options = ["--disable-gpu"]
    options += ["--no-sandbox"] if os.getuid() == 0 else []  # as root chromium refuses it
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        try:
            context = browser.new_context(
                viewport={"width": 1100, "height": 800}, device_scale_factor=scale
            )
            yield context.new_page()
        finally:
            browser.close()


def open_notebook(page: Page, address: str, path: str) -> None:
    """Open a notebook by its path in the student's folder; return when its kernel is ready."""
    page.goto(f"{address}/lab/tree/{path}?reset")  # without the tabs of before
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-KernelName", has_text="Python 3").wait_for(timeout=START_S * 1000)
    panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()


def validate(page: Page) -> str:
    """Press nbgrader's Validate; return what its dialog says, which stays open."""
    page.locator(".validate-button").click()
    dialog = page.locator(".nbgrader-SuccessDialog, .nbgrader-ErrorDialog")
    dialog.wait_for(timeout=START_S * 1000)
    return dialog.inner_text()


def close_dialog(page: Page) -> None:
    """Close the dialog that is open."""
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.locator(".jp-Dialog").wait_for(state="detached")
