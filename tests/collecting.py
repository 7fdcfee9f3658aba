"""A small course for tests of collecting, and files as other systems export them."""

import datetime as dt
import io
import json
import os
import zipfile

from autograder.collect.run import Collection, collect
from autograder.collect.times import Clock, timestamp
from autograder.course.folder import find_course
from autograder.course.roster import read_roster

ROSTER = """\
id,first_name,last_name,canvas_id,username,github,moodle_id
ada,Ada,Lovelace,12345,al_1815,adal,
ben,Ben,Müller,12346,bm,mary-jane,71
jane,Jane,Doe,12347,jd,jane,
"""
NOON = (2026, 11, 20, 12, 0, 0)


def notebook(text="1", ids=("square",)):
    """Return a notebook with graded cells of these ids."""
    cells = [
        {"cell_type": "code", "source": text, "metadata": {"nbgrader": {"grade_id": name}}}
        for name in ids
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def make_course(tmp_path):
    """Return a course of two assignments with a roster."""
    root = tmp_path / "course"
    for name, ids in (("powers", ("square", "cube")), ("roots", ("sqrt",))):
        folder = root / "solutions" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes(notebook("0", ids))
    entries = "".join(f"  - {{name: {n}, title: T}}\n" for n in ("powers", "roots"))
    (root / "course.yaml").write_text(f"course: tiny\ntitle: T\nassignments:\n{entries}")
    (root / "roster.csv").write_text(ROSTER)
    return find_course(root)


def run(course, *paths, is_dry=False, zone="Europe/Berlin", **options):
    """Collect sources for the assignment `powers`."""
    roster = read_roster(course.root / "roster.csv")
    assignment = course.course.assignment("powers")
    collection = Collection(course, assignment, roster, Clock(zone), is_dry, **options)
    return collect(collection, list(paths))


def told(report):
    """Return which student's attempts were collected, when, and with which outcome."""
    return [(row.student, timestamp(row.moment.utc), row.done.value) for row in report.rows]


def handed_in(course, student="ada"):
    """Return the collected notebook and the time beside it."""
    folder = course.submitted() / student / "powers"
    return (folder / "powers.ipynb").read_bytes(), (folder / "timestamp.txt").read_text()


def tree(course):
    """Return every file below submitted/ with its content and time."""
    files = sorted(p for p in course.submitted().rglob("*") if p.is_file())
    return [(str(p), p.read_bytes(), p.stat().st_mtime) for p in files]


def export(path, members, at=NOON):
    """Write a zip with these members, by name or by entry."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members if isinstance(members, list) else members.items():
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, at)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return path


def zipped(members):
    """Return the bytes of a student's own zip."""
    file = io.BytesIO()
    export(file, members)
    return file.getvalue()


def written(folder, members, at=NOON):
    """Write files into a folder, changed at a time of UTC."""
    for name, data in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        seconds = dt.datetime(*at, tzinfo=dt.UTC).timestamp()
        os.utime(path, (seconds, seconds))
    return folder


ADA, NOT_ADA = notebook("ada"), notebook("not ada")
