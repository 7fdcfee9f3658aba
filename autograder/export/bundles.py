"""Write what Gradescope or PrairieLearn runs to grade an assignment as it is graded here."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from autograder.course.exercises import most_points, read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.export.installers import ENVIRONMENT, installers, zipped
from autograder.export.kit import KIT, PYTHON, pack_kit
from autograder.export.systems import System
from autograder.files import write_or_explain

_WARNING = """\
Keep this from students. course.kit contains the hidden graders, the solutions and the course's
secret: whoever has it knows every hidden input.
"""
_NOTICE = "CONTAINS-THE-SECRET-AND-THE-SOLUTIONS.txt"
_TIMEOUT_S = 600  # PrairieLearn's maximum; limits in course.yaml end a submission long before
_DOCKERFILE = f"""\
FROM python:{PYTHON}-slim
COPY . /tmp/backgrade/
RUN bash /tmp/backgrade/setup.sh && rm -r /tmp/backgrade
"""


def gradescope_zip(folder: CourseFolder, assignment: Assignment) -> bytes:
    """Return the zip that an instructor uploads to Gradescope."""
    files = {
        _NOTICE: _WARNING.encode(),
        "run_autograder": _script(System.GRADESCOPE),
        **installers(folder, assignment),
        KIT: pack_kit(folder, assignment),
    }
    return zipped(files, ("setup.sh", "run_autograder"))


def prairielearn_files(
    folder: CourseFolder, assignment: Assignment, image: str
) -> dict[str, bytes]:
    """Return the files of a question, and of the image that grades it, by relative path."""
    image_files = {**installers(folder, assignment), "Dockerfile": _DOCKERFILE.encode()}
    question = {
        "info.json": _info(folder, assignment, image),
        "question.html": _page(assignment),
        f"tests/{_NOTICE}": _WARNING.encode(),
        "tests/run.sh": _script(System.PRAIRIELEARN),
        f"tests/{KIT}": pack_kit(folder, assignment),
    }
    return {
        **{f"image/{name}": data for name, data in image_files.items()},
        **{f"question/{name}": data for name, data in question.items()},
    }


def export_graders(
    folder: CourseFolder, assignment: Assignment, system: System, place: Path, *, force: bool
) -> Path:
    """Write the zip or the folder, for this user alone, and return its path.

    Raises RequestError if something is there already, or if no exercise is graded automatically.
    """
    exercises = read_all_exercises(folder, assignment).values()
    if not most_points(exercise for own in exercises for exercise in own):
        raise RequestError(f"{assignment.name}: humans mark all of it, so there is nothing to run")
    if place.exists() and not force:
        raise RequestError(f"{place} is there already; pass --force to replace it")
    if system is System.GRADESCOPE:
        files = {place: gradescope_zip(folder, assignment)}
    else:
        name = f"backgrade-{assignment.name}".lower().replace(" ", "-")
        made = prairielearn_files(folder, assignment, name)
        files = {place / path: data for path, data in made.items()}
    for path, data in files.items():
        write_or_explain(path, data)
        path.chmod(0o700 if path.suffix == ".sh" else 0o600)
    return place


def _script(system: System) -> bytes:
    return (
        f"#!/bin/sh\n# {_WARNING.partition('. ')[0]}.\n"
        f"exec {ENVIRONMENT}/bin/python -P -m autograder.export.contained {system}\n"
    ).encode()


def _info(folder: CourseFolder, assignment: Assignment, image: str) -> bytes:
    course = folder.course
    info = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{course.course}/{assignment.name}")),
        "title": assignment.title,
        "topic": course.title,
        "type": "v3",
        "gradingMethod": "External",
        "externalGradingOptions": {
            "enabled": True,
            "image": image,
            "entrypoint": "/grade/tests/run.sh",
            "timeout": _TIMEOUT_S,
        },
    }
    return json.dumps(info, indent=2, ensure_ascii=False).encode() + b"\n"


def _page(assignment: Assignment) -> bytes:
    names = ",".join(f"{notebook}.ipynb" for notebook in assignment.notebooks)
    return (
        "<pl-question-panel>\n"
        f'  <pl-file-upload file-names="{names}"></pl-file-upload>\n'
        "</pl-question-panel>\n"
        "<pl-submission-panel>\n"
        "  <pl-external-grader-results></pl-external-grader-results>\n"
        "</pl-submission-panel>\n"
    ).encode()
