"""Make the pictures of docs/serving.md: a student's page, and the class that an instructor sees.

python docs/screenshots/service.py

The sample class hands in at a real `autograder serve`, and a chromium of this machine looks.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from desk import ASSIGNMENT, ROOT, browser_page
from PIL import Image
from playwright.sync_api import Page

sys.path.append(str(ROOT / "tests"))

from courses import copy_of_the_course
from known_submissions import known

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 900, "height": 640}
COLOURS = 128  # enough for a page of text, and a third of the bytes
CLASS = {
    "ada": ("Ada Lovelace", "gradients_not_averaged"),
    "alan": ("Alan Turing", "as_taught"),
    "emmy": ("Emmy Noether", "half_done"),
    "kurt": ("Kurt Gödel", "sigmoid_from_missing_helper"),
    "sofia": ("Sofia Kovalevskaya", ""),
}
PROGRAM = [sys.executable, "-m", "autograder"]
SECRET = {"AUTOGRADER_SECRET": "the sample class's"}
CSRF = re.compile(r'name="csrf" value="(\w+)"')


def hand_in(url: str, link: str, case: str) -> None:
    """Hand in a notebook of the sample class."""
    with httpx.Client(base_url=url, headers={"Origin": url}, timeout=60) as browser:
        browser.post(link)
        found = CSRF.search(browser.get(f"/work/{ASSIGNMENT}").text)
        assert found is not None
        notebook = json.loads(known(ASSIGNMENT, case).content())
        files = {"notebook": (f"{ASSIGNMENT}.ipynb", json.dumps(notebook).encode())}
        answer = browser.post(f"/work/{ASSIGNMENT}/attempts", data={"csrf": found[1]}, files=files)
        while "refresh" in browser.get(answer.headers["location"]).headers:
            time.sleep(0.5)


def enter(page: Page, link: str) -> None:
    """Enter by a link."""
    page.goto(link)
    page.click("main button")
    page.wait_for_load_state()


def picture(page: Page, name: str) -> None:
    """Write a picture."""
    image = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = image.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)


def main() -> None:
    """Serve, hand in, and write the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of_the_course(Path(folder))
        rows = [f"{name},{full}" for name, (full, _) in CLASS.items()]
        (root / "roster.csv").write_text("\n".join(["id,name", *rows]) + "\n", encoding="utf-8")
        service = subprocess.Popen(  # noqa: S603 - our own command
            [*PROGRAM, "serve", "--port", "0"],
            cwd=root,
            env=os.environ | SECRET,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert service.stderr is not None
        try:
            said = next(service.stderr) + next(service.stderr)
            url, instructor = re.findall(r"http://[^;\s]+", said)
            made = subprocess.run(  # noqa: S603
                [*PROGRAM, "links", "--url", url],
                cwd=root,
                env=os.environ | SECRET,
                check=True,
                capture_output=True,
                text=True,
            )
            links = {row["id"]: row["link"] for row in csv.DictReader(io.StringIO(made.stdout))}
            for name, (_, case) in CLASS.items():
                if case:
                    hand_in(url, links[name], case)
            with browser_page(scale=2) as page:
                page.set_viewport_size(SIZE)
                enter(page, links["ada"])
                page.goto(f"{url}/work/{ASSIGNMENT}")
                picture(page, "service-student")
                page.click("text=Leave")
                enter(page, instructor)
                page.goto(f"{url}/class/{ASSIGNMENT}")
                picture(page, "service-class")
        finally:
            service.terminate()
            service.wait(60)


if __name__ == "__main__":
    main()
