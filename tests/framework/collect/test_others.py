"""What students hand in beside the notebook, as collecting brings it into submitted/."""

import os

import pytest
from collecting import (
    ADA,
    NOT_ADA,
    export,
    handed_in,
    make_course,
    notebook,
    run,
    told,
    tree,
    written,
    zipped,
)

from autograder.collect.run import Done
from autograder.submission import beside
from autograder.submission.beside import read_beside
from autograder.submission.find import find_submissions

HELPER, DATA = b"def twice(x):\n    return 2 * x\n", b"1, 2\n"
BOTH = {"helper.py": HELPER, "data/rows.csv": DATA}
FLAT = {"helper.py": HELPER, "rows.csv": DATA}
BLACKBOARD = "gradebook_NN_Powers_al_1815_attempt_2026-11-"


@pytest.fixture
def course(tmp_path):
    """A course of two assignments with a roster."""
    return make_course(tmp_path)


def lies_beside(course, student="ada", assignment="powers"):
    """Return what is beside a student's notebook, except what collecting itself writes."""
    folder = course.submitted() / student / assignment
    own = {f"{assignment}.ipynb", f"{assignment}.py", "timestamp.txt", "submission_secret.txt"}
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in files.items() if name not in own}


def within(folder, members):
    """Return the files in a folder, by path."""
    return {f"{folder}/{name}": data for name, data in members.items()}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (within("Ada Lovelace_1_assignsubmission_file_", {"nb.ipynb": ADA, **BOTH}), BOTH),
        (within("Ada Lovelace_1_assignsubmission_file_/w", {"nb.ipynb": ADA, **BOTH}), BOTH),
        (
            {
                f"Ada Lovelace_1_assignsubmission_file_{name}": data
                for name, data in {"nb.ipynb": ADA, **FLAT}.items()
            },
            FLAT,
        ),
        (
            {
                "lovelaceada_12345_1_nb.ipynb": ADA,
                "lovelaceada_12345_2_helper-1.py": HELPER,
                "lovelaceada_12345_3_rows.csv": DATA,
                "mullerben_12346_4_nb.ipynb": NOT_ADA,
                "mullerben_12346_5_of_ben.py": HELPER,
            },
            FLAT | {"helper-1.py": HELPER},
        ),
        (
            {
                f"{BLACKBOARD}20-10-00-00_nb.ipynb": ADA,
                f"{BLACKBOARD}20-10-00-00_helper.py": HELPER,
                f"{BLACKBOARD}20-10-00-00_rows.csv": DATA,
                f"{BLACKBOARD}19-10-00-00_old.csv": DATA,
            },
            FLAT,
        ),
        (
            within("ada", {"nb.ipynb": ADA, **BOTH})
            | within("ben", {"nb.ipynb": NOT_ADA, "of_ben.py": HELPER}),
            BOTH,
        ),
        (
            within("ada/powers", {"powers.ipynb": ADA, **BOTH})
            | within("ada", {"of_all.py": b"", "roots/roots.ipynb": NOT_ADA, "roots/r.csv": b""}),
            BOTH,
        ),
        ({"ada.ipynb": ADA, "data.csv": b"x", "ada.csv": b"x", "ada/old.csv": b"x"}, {}),
        ({"ada.zip": zipped(within("work", {"powers.ipynb": ADA, **BOTH}))}, BOTH),
        (within("ada", {"w.zip": zipped({"nb.ipynb": ADA, **BOTH}), "note.txt": b""}), BOTH),
        (within("powers-adal", {"powers.ipynb": ADA, **BOTH}), BOTH),
    ],
    ids=range(11),
)
@pytest.mark.parametrize("is_zip", [True, False], ids=["zip", "folder"])
def test_what_is_of_the_same_submission_comes_along(course, tmp_path, members, expected, is_zip):
    """Modules and data in the student's own folder or attempt are beside the notebook again."""
    make = export if is_zip else written
    source = make(tmp_path / ("e.zip" if is_zip else "e"), members)
    report = run(course, source)
    assert ("ada" in {row.student for row in report.rows}, lies_beside(course)) == (True, expected)
    assert handed_in(course)[0] == ADA
    before = tree(course)
    assert {row.done for row in run(course, source).rows} == {Done.UNCHANGED}
    assert tree(course) == before


def test_what_was_collected_beside_is_graded_beside(course, tmp_path):
    """Grading takes the notebook as the submission, together with the files beside it."""
    source = written(tmp_path / "e", within("ada", {"nb.ipynb": ADA, "w.zip": b"x", **BOTH}))
    run(course, source)
    (found,) = find_submissions([course.submitted()], "powers", course.submitted())
    assert (found.student, found.path.name) == ("ada", "powers.ipynb")
    read = read_beside(found.path, ["powers"], found.folder)
    assert read.files == BOTH | {"w.zip": b"x"}


HOSTILE = {
    "timestamp.txt": b"2020-01-01 00:00:00 UTC",
    "sub/Timestamp.txt": b"2020-01-01 00:00:00 UTC",
    "submission_secret.txt": b"known",
    "submission_secret.txt/x": b"",
    "timestamp.txt/x": b"",
    ".hidden": b"",
    ".attempts/2026-11-20 12:00:00 UTC.ipynb": b"",
    "__pycache__/helper.pyc": b"",
    "roots.ipynb": notebook("x", ["sqrt"]),
    "powers.py": b"",
    "Powers.zip/x": b"",
    "powers.ipynb/x": b"",
    "a\u202eb.csv": b"",
    "a\x1b[2Jb.csv": b"",
    f"{'x' * 230}.csv": b"",
    f"{'d/' * 9}deep.csv": b"",
}


@pytest.mark.parametrize("kind", ["export", "own zip", "folder"])
def test_names_that_are_not_taken(course, tmp_path, kind):
    """No time, secret, attempt, other notebook or odd name is accepted from a student."""
    members = {"powers.ipynb": ADA, "ok.csv": DATA, **HOSTILE}
    if kind == "own zip":
        source = export(tmp_path / "e.zip", {"ada.zip": zipped(members)})
    elif kind == "export":
        source = export(tmp_path / "e.zip", within("ada", members))
    else:  # file systems without upper and lower case
        apart = {n: d for n, d in members.items() if n.partition("/")[0] not in {*members} - {n}}
        source = written(tmp_path / "e", within("ada", apart))
        (source / "ada" / "link.csv").symlink_to("/etc/passwd")
        (source / "ada" / "data").symlink_to("/etc")
    report = run(course, source)
    assert [row.student for row in report.rows] == ["ada"]
    assert lies_beside(course) == {"ok.csv": DATA}
    assert (handed_in(course)[0], handed_in(course)[1][:4]) == (ADA, "2026")
    secret = course.submitted() / "ada/powers/submission_secret.txt"
    assert secret.read_text() != "known"


def test_limits_on_what_lies_beside(course, tmp_path, monkeypatch):
    """Large files, too many files and links are left out; the notebook is still collected."""
    large = {"large.csv": bytes((8 << 20) + 1)}
    source = written(tmp_path / "e", within("ada", {"nb.ipynb": ADA, "a.csv": DATA, **large}))
    os.link(course.root / "roster.csv", source / "ada" / "z.csv")
    (source / "ada" / "link.csv").symlink_to(course.root / "roster.csv")
    report = run(course, source)
    assert lies_beside(course) == {"a.csv": DATA}
    assert [problem.partition("ada")[2] for problem in report.problems] == [
        "/link.csv: a link, which is not followed; ask for the file itself",
        "/nb.ipynb: of ada: large.csv: left out: larger than 8 MiB",
        "/nb.ipynb: of ada: z.csv: left out: a link; ask for the file itself",
    ]
    monkeypatch.setattr(beside, "MOST_FILES", 2)
    many = {f"{n}.csv": DATA for n in range(5)}
    report = run(course, written(tmp_path / "b", within("ben", {"nb.ipynb": ADA, **many})))
    assert len(lies_beside(course, "ben")) == 2
    assert "2 and 32 MiB at most are taken" in report.problems[0]


def attempt(tmp_path, hour, members):
    """Write a class folder in which ada's files were changed at this hour of UTC."""
    at = (2026, 11, 20, hour, 0, 0)
    return written(tmp_path / f"at{hour}", within("ada", members), at=at)


def test_a_newer_attempt_takes_all_the_former_one_s_files_away(course, tmp_path):
    """The former attempt's files are kept with it, and none is beside the newer one."""
    newer = {"nb.ipynb": ADA, "helper.py": b"new", "other.csv": DATA}
    run(course, attempt(tmp_path, 9, {"nb.ipynb": NOT_ADA, **BOTH}))
    report = run(course, attempt(tmp_path, 12, newer))
    assert [row.done for row in report.rows] == [Done.REPLACED]
    kept = ".attempts/2026-11-20 09:00:00 UTC"
    everything = {"helper.py": b"new", "other.csv": DATA, f"{kept}.ipynb": NOT_ADA}
    everything |= within(kept, BOTH)
    assert lies_beside(course) == everything
    assert not (course.submitted() / "ada/powers/data").exists()
    before = tree(course)
    again = run(course, tmp_path / "at9", tmp_path / "at12")
    assert {row.done for row in again.rows} == {Done.UNCHANGED}
    assert tree(course) == before
    run(course, attempt(tmp_path, 10, {"nb.ipynb": ADA, "between.csv": DATA}))
    middle = {".attempts/2026-11-20 10:00:00 UTC.ipynb": ADA}
    middle[".attempts/2026-11-20 10:00:00 UTC/between.csv"] = DATA
    assert lies_beside(course) == everything | middle


def test_the_same_notebook_with_another_module_is_another_attempt(course, tmp_path):
    """A change only in a file beside the notebook counts, with its own time."""
    run(course, attempt(tmp_path, 9, {"nb.ipynb": ADA, "helper.py": b"old"}))
    source = attempt(tmp_path, 9, {"nb.ipynb": ADA, "helper.py": b"new"})
    late = source / "ada" / "helper.py"
    os.utime(late, (late.stat().st_mtime + 3600,) * 2)
    assert told(run(course, source)) == [
        ("ada", "2026-11-20 10:00:00 UTC", "collected, the older one kept")
    ]
    assert lies_beside(course)["helper.py"] == b"new"


def test_a_run_that_was_killed_is_completed(course, tmp_path):
    """Files that are missing beside a notebook with the same time are added by the next run."""
    source = attempt(tmp_path, 9, {"nb.ipynb": ADA, **BOTH})
    run(course, source)
    folder = course.submitted() / "ada/powers"
    (folder / "helper.py").unlink()
    (folder / "timestamp.txt").unlink()
    assert [row.done for row in run(course, source).rows] == [Done.COLLECTED]
    assert lies_beside(course) == BOTH
    assert handed_in(course)[1] == "2026-11-20 09:00:00 UTC"


def test_nothing_in_submitted_is_written_over_or_through(course, tmp_path):
    """Another person's file and a link's target stay unchanged; both are reported."""
    source = attempt(tmp_path, 9, {"nb.ipynb": ADA, **BOTH})
    folder = written(course.submitted() / "ada/powers", {"helper.py": b"the instructor's"})
    report = run(course, source)
    assert (report.rows, lies_beside(course)) == ([], {"helper.py": b"the instructor's"})
    assert "helper.py is in the way" in report.problems[0]
    (folder / "helper.py").unlink()
    (tmp_path / "elsewhere").mkdir()
    (folder / "data").symlink_to(tmp_path / "elsewhere")
    report = run(course, source)
    assert "data is a link; put a folder in its place" in report.problems[0]
    assert (report.rows, list((tmp_path / "elsewhere").iterdir())) == ([], [])
