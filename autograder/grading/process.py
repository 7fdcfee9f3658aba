"""The grader process: it judges many submissions, one after the other.

Trusted, and a process of its own, so that the engine survives whatever happens here. It reads
jobs from standard input, one JSON line each, and answers with one SubmissionResult a line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from autograder.course import secret
from autograder.course.folder import find_course
from autograder.course.settings import Graders
from autograder.errors import AutograderError
from autograder.grading.lifeline import Place, end_with, own_streams
from autograder.grading.protocol import Spec, Started
from autograder.grading.serving import Server, write
from autograder.sandbox.interpreter import adopt


def main() -> None:
    """Serve jobs from standard input until it closes."""
    end_with(int(sys.argv[1]))
    jobs, answers = own_streams()
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - the engine's Home: handed-out modules
    spec = msgspec.json.decode(jobs.readline(), type=Spec)
    if spec.python is not None:
        adopt(spec.python)
    if spec.secret is not None:
        secret.adopt(spec.secret)
    place = Place(int(sys.argv[2]))
    try:
        _serve(spec, place, jobs, answers)
    except AutograderError as error:
        write(answers, Started(str(error), type(error).__name__))
    except Exception as error:  # noqa: BLE001 - a process border: nobody reads a traceback here
        name = type(error).__name__
        write(answers, Started(f"a grader process failed: {name}: {error}", "EngineError"))


def _serve(spec: Spec, place: Place, jobs: BinaryIO, answers: BinaryIO) -> None:
    folder = find_course(Path(spec.root))
    assignment = folder.course.assignment(spec.assignment)
    # Imported here because only one of them is needed, and both take long.
    if assignment.graders is Graders.CELLS:
        from autograder.grading.by_cells import CellsJudge  # noqa: PLC0415

        cells = CellsJudge(spec.isolation, folder, assignment)
        try:
            Server(spec, cells, jobs, answers).serve()
        finally:
            cells.close()
        return
    from autograder.grading.by_tests import TestsJudge  # noqa: PLC0415

    tests = TestsJudge(spec, folder, assignment, place.note)
    try:
        server = Server(spec, tests, jobs, answers)
        if problem := tests.run(server.serve):
            server.say(Started(problem, "CourseError"))
    finally:
        tests.close()


if __name__ == "__main__":
    main()
