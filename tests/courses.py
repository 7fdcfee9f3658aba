"""Copies of the course for tests that grade whole classes."""

import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
# Less than the default, which loops without an end would use up twice.
QUICK = {"load_s": 5.0}


def copy_of_the_course(folder: Path) -> Path:
    """Copy the course into a new folder, with smaller limits for every assignment."""
    course = yaml.safe_load((ROOT / "course.yaml").read_text(encoding="utf-8"))
    for assignment in course["assignments"]:
        assignment["limits"] = QUICK
    for name in ("solutions", "assignments", "tests/graders"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "course.yaml").write_text(yaml.safe_dump(course), encoding="utf-8")
    return folder
