"""Which modules the sandbox imports before it is given a submission."""

from autograder.course.folder import find_course
from autograder.grading.material import read_imports

YAML = "course: c\ntitle: C\nassignments:\n  - {name: pets, title: Pets}\n"


def test_source_release_and_hidden_tests_count(tmp_path, as_notebook):
    """A hidden test may pass a table to a function that names no package."""
    files = {
        "course.yaml": YAML,
        "solutions/pets/pets.ipynb": as_notebook(["import sympy\nimport math"]),
        "assignments/pets/pets.ipynb": as_notebook(["import math\nfrom scipy import sparse"]),
        "tests/graders/pets/test_mean.py": "import pandas as pd",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    folder = find_course(tmp_path)
    modules = read_imports(folder, folder.course.assignment("pets"))
    assert modules == ["sympy", "math", "scipy", "pandas"]


def test_what_cannot_be_read_imports_nothing(tmp_path):
    """Whoever needs the file says what is wrong with it."""
    (tmp_path / "course.yaml").write_text(YAML)
    source = tmp_path / "solutions/pets/pets.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text("{")
    folder = find_course(tmp_path)
    assert read_imports(folder, folder.course.assignment("pets")) == []
