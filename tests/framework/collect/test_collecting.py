import contextlib
import hashlib
import os
import re
import shutil
import stat
import subprocess
import warnings
import zipfile
import zlib

import pytest
from collecting import (
    ADA,
    NOON,
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
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.collect import commits, sources
from autograder.collect.blackboard import read_receipt
from autograder.collect.git import limits
from autograder.collect.times import Clock
from autograder.errors import RequestError
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

RECEIPT = """\
Name: Ada Lovelace ({username})
Assignment: Powers
Date Submitted: Friday, 20 November 2026 23:59:00 o'clock CET
Current Grade: Not Yet Graded

Submission Field:
Date Submitted: Friday, 20 November 2020 23:59:00 o'clock CET
"""


@pytest.fixture
def course(tmp_path):
    """A course of two assignments with a roster."""
    return make_course(tmp_path)


# -- how systems name files --------------------------------------------------------


@pytest.mark.parametrize(
    "members",
    [
        {"Ada Lovelace_123456_assignsubmission_file_/nb.ipynb": ADA},
        {"Ada Lovelace_123456_assignsubmission_file/sub/nb.ipynb": ADA},
        {"Ada Lovelace_123456_assignsubmission_file_nb.ipynb": ADA},
        {"Ada Lovelace_123456_assignsubmission_file_/w.zip": zipped({"a/nb.ipynb": ADA})},
        {
            "Ada Lovelace_9_assignsubmission_file_/nb.ipynb": ADA,
            "Ada Lovelace_9_assignsubmission_onlinetext_/onlinetext.html": b"see file",
        },
        {"Ada Lovelace_1_assignsubmission_file_Ben Müller_2_assignsubmission_file_x.ipynb": ADA},
        {"export/Ada Lovelace_123456_assignsubmission_file_/nb.ipynb": ADA},
        {"lovelaceada_12345_67890_nb.ipynb": ADA},
        {"lovelaceada_LATE_12345_67890_nb-1.ipynb": ADA},
        {"renamed_12345_67890_nb.ipynb": ADA},
        {"lovelaceada_12345_67890_nb-1.ipynb": NOT_ADA, "lovelaceada_12345_67891_nb-2.ipynb": ADA},
        {"lovelaceada_12345_2_powers-3.ipynb": ADA, "lovelaceada_12345_3_scratch.ipynb": NOT_ADA},
        {"gradebook_NN_Powers_al_1815_attempt_2026-11-20-12-00-00_nb.ipynb": ADA},
        {"ada.ipynb": ADA},
        {"ada_powers.ipynb": ADA},
        {"class/powers-Ada Lovelace (1).ipynb": ADA},
        {"ada/powers/powers.ipynb": ADA, "ada/roots/roots.ipynb": NOT_ADA},
        {"ada/nb.ipynb": ADA, "ada/helper.py": b"", "ada/data.csv": b"", "readme.txt": b""},
        {"ada.zip": zipped({"old.ipynb": NOT_ADA, "powers.ipynb": ADA})},
        {"ada/.ipynb_checkpoints/nb-checkpoint.ipynb": NOT_ADA, "ada/nb.ipynb": ADA},
        {"powers-adal/powers.ipynb": ADA},
    ],
    ids=lambda members: next(iter(members)),
)
@pytest.mark.parametrize("is_zip", [True, False], ids=["zip", "folder"])
def test_every_export(course, tmp_path, members, is_zip):
    """A submission from any system, zipped or unpacked, becomes ada's, with its time in UTC."""
    if is_zip:
        source = export(tmp_path / "export.zip", members)
    else:
        source = written(tmp_path / "export", members, at=(2026, 11, 20, 11, 0, 0))
    report = run(course, source)
    assert (told(report), report.problems) == (
        [("ada", "2026-11-20 11:00:00 UTC", "collected")],
        [],
    )
    assert handed_in(course) == (ADA, "2026-11-20 11:00:00 UTC")


def test_what_is_collected_is_found_by_grade(course, tmp_path):
    """`autograder grade` without a path reads what was collected."""
    run(course, export(tmp_path / "e.zip", {"ada.ipynb": NOT_ADA}))
    run(course, export(tmp_path / "e.zip", {"ada.ipynb": ADA}, at=(2026, 11, 20, 13, 0, 0)))
    (found,) = find_submissions([course.submitted()], "powers", course.submitted())
    assert (found.student, found.submitted_at()) == ("ada", "2026-11-20 12:00:00 UTC")
    assert found.path.read_bytes() == ADA


def test_blackboard_receipt(course, tmp_path):
    """The receipt says who it is and which zone; the student's text below it is ignored."""
    head = "gradebook_NN_Powers_al_1815_attempt_2026-11-20-23-59-00"
    members = {f"{head}_nb.ipynb": ADA, f"{head}.txt": RECEIPT.format(username="al_1815").encode()}
    report = run(course, export(tmp_path / "e.zip", members), zone="UTC")
    assert told(report) == [("ada", "2026-11-20 22:59:00 UTC", "collected")]
    assert report.zones_assumed == 0


def test_a_receipt_without_a_date(course, tmp_path):
    """A line by the student does not replace a date that Blackboard left out."""
    head = "gradebook_NN_Powers_al_1815_attempt_2026-11-20-23-59-00"
    lines = RECEIPT.format(username="al_1815").splitlines(keepends=True)
    receipt = "".join(lines[:2] + lines[3:])
    members = {f"{head}_nb.ipynb": ADA, f"{head}.txt": receipt.encode()}
    report = run(course, export(tmp_path / "e.zip", members), zone="UTC")
    assert (handed_in(course)[1], report.zones_assumed) == ("2026-11-20 23:59:00 UTC", 1)


def test_blackboard_attempts(course, tmp_path):
    """The last attempt counts, the earlier one is kept, and a second run changes nothing."""
    head = "gradebook_NN_Powers_bm_attempt_2026-11-"
    members = {f"{head}21-10-00-00_nb.ipynb": ADA, f"{head}20-10-00-00_nb.ipynb": NOT_ADA}
    source = export(tmp_path / "e.zip", members)
    assert [done for _, _, done in told(run(course, source))] == [
        "collected",
        "collected, the older one kept",
    ]
    assert handed_in(course, "ben") == (ADA, "2026-11-21 09:00:00 UTC")
    kept = course.submitted() / "ben/powers/.attempts/2026-11-20 09:00:00 UTC.ipynb"
    assert kept.read_bytes() == NOT_ADA
    before = tree(course)
    assert {done for _, _, done in told(run(course, source))} == {"unchanged"}
    assert tree(course) == before


def test_a_blackboard_name_that_only_ends_like_another(course, tmp_path):
    """A name that fits two students belongs to nobody, unless a receipt says whose it is."""
    (course.root / "roster.csv").write_text("id,username\nada,a_b\nben,b\n")
    name = "gradebook_NN_HW_a_b_attempt_2026-11-20-10-00-00"
    report = run(course, export(tmp_path / "e.zip", {f"{name}_nb.ipynb": ADA}))
    assert report.rows == []
    assert "different students: ada, ben" in report.problems[0]
    receipt = RECEIPT.format(username="b").encode()
    members = {f"{name}_nb.ipynb": ADA, f"{name}.txt": receipt}
    assert [row.student for row in run(course, export(tmp_path / "e.zip", members)).rows] == ["ben"]


def test_canvas_late(course, tmp_path):
    """A submission that Canvas marks as late is reported."""
    report = run(course, export(tmp_path / "e.zip", {"lovelaceada_LATE_12345_1_nb.ipynb": ADA}))
    assert [row.is_late for row in report.rows] == [True]


def test_moodle_number_of_somebody_else(course, tmp_path):
    """Moodle's number counts in a blind export, but not against the name."""
    blind = {"Participant 71_71_assignsubmission_file_/nb.ipynb": ADA}
    assert [r.student for r in run(course, export(tmp_path / "a.zip", blind)).rows] == ["ben"]
    guest = {"Guest User_71_assignsubmission_file_/nb.ipynb": ADA}
    report = run(course, export(tmp_path / "b.zip", guest))
    assert (report.rows, len(report.problems)) == ([], 1)
    assert "the number is that of ben, the name is not" in report.problems[0]


@pytest.mark.parametrize("word", ["Participant", "Teilnehmerin", "Unbekanntes Wort"])
def test_moodle_blind(course, tmp_path, word):
    """If all names are Moodle's word for a participant, numbers identify the students."""
    (course.root / "roster.csv").write_text("id,name,moodle_id\nada,Ada L,70\nben,Ben M,71\n")
    members = {
        f"{word}_71_assignsubmission_file/nb.ipynb": NOT_ADA,
        f"{word}_70_assignsubmission_file/nb.ipynb": ADA,
    }
    report = run(course, export(tmp_path / "e.zip", members))
    assert ([row.student for row in report.rows], report.problems) == (["ada", "ben"], [])
    assert handed_in(course)[0] == ADA


def test_moodle_teams(course, tmp_path):
    """A group's submission belongs to all its members, as the roster says."""
    (course.root / "roster.csv").write_text(
        "id,name,group,moodle_id\nada,Ada L,Team 4,\nben,Ben M,Team 4,\ncy,Cy,Team 5,77\n"
    )
    members = {
        "Team 4_77_assignsubmission_file/nb.ipynb": ADA,
        "Default group_assignsubmission_file/nb.ipynb": NOT_ADA,
    }
    report = run(course, export(tmp_path / "e.zip", members))
    assert [row.student for row in report.rows] == ["ada", "ben"]
    (problem,) = report.problems
    assert "'Default group': no student of the roster is in this group" in problem


@pytest.mark.parametrize(
    "names",
    [
        ["Ada Lovelace_1_assignsubmission_file", "Ada  Lovelace_2_assignsubmission_file"],
        ["Team 4_71_assignsubmission_file", "Ada Lovelace_3_assignsubmission_file"],
    ],
)
def test_a_profile_called_like_a_classmate_or_a_group(course, tmp_path, names):
    """A shared name means nobody; a student named like a group is not the group."""
    (course.root / "roster.csv").write_text("id,name,group\nada,Ada Lovelace,\nben,B,Team 4\n")
    members = {f"{name}/nb.ipynb": NOT_ADA for name in names}
    report = run(course, export(tmp_path / "e.zip", members))
    assert {row.student for row in report.rows} <= {"ada"}
    assert len(report.rows) == ("Team" in names[0])


def test_an_id_that_stands_twice_in_the_roster(course, tmp_path):
    """Nothing is collected for such an id, so a corrected roster puts everybody's file in place."""
    members = {
        "Emil Gauss_1_assignsubmission_file/nb.ipynb": NOT_ADA,
        "Dan Dyck_2_assignsubmission_file/nb.ipynb": ADA,
    }
    source = export(tmp_path / "e.zip", members)
    (course.root / "roster.csv").write_text("id,name\nu7,Emil Gauss\nu7,Dan Dyck\n")
    assert run(course, source).rows == []
    (course.root / "roster.csv").write_text("id,name\nu6,Emil Gauss\nu7,Dan Dyck\n")
    assert [row.student for row in run(course, source).rows] == ["u6", "u7"]
    assert handed_in(course, "u7")[0] == ADA


def test_names_longer_than_any(course, tmp_path):
    """A name that no file system can hold is left out before patterns are tried on it."""
    name = "Ada" + " " * 60_000 + "_1_assignsubmission_file_"
    report = run(course, export(tmp_path / "e.zip", {f"{name}/nb.ipynb": ADA}))
    (problem,) = report.problems
    assert "a name of more than 255 characters" in problem
    assert len(problem) < 2000


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        (RECEIPT.format(username="al_1815"), ("Ada Lovelace", "al_1815")),
        ("Name:" + " " * 99_000 + "x\n", ("", "")),
        ("Name: " + "(" * 99_000 + "\n", ("", "")),
        ("Name: A (b) (c)\n", ("A (b)", "c")),
        ("\n" * 99_000 + "Name: A (b)\n", ("", "")),
    ],
)
def test_receipts(tmp_path, text, receipt):
    """The lines that Blackboard writes are read, whatever a student did to the file."""
    (tmp_path / "r.txt").write_text(text)
    with contextlib.ExitStack() as stack:
        (found,) = sources.look_into(tmp_path / "r.txt", Clock("UTC"), stack)
        read = read_receipt(found)
    assert (read.name, read.username) == receipt


@pytest.mark.parametrize(
    "members",
    [
        {"zoe/ada/powers.ipynb": ADA, "ben/nb.ipynb": NOT_ADA},
        {"zoe.zip": zipped({"ada/powers.ipynb": ADA}), "ben.ipynb": NOT_ADA},
        {"Zoe_1_assignsubmission_file_Ada Lovelace_2_assignsubmission_file_x.ipynb": ADA},
        {"Zoe_1_assignsubmission_file_/lovelaceada_12345_1_nb.ipynb": ADA},
        {"zoe_1_2_lovelaceada_12345_1_nb.ipynb": ADA},
        {
            "gradebook_NN_P_zoe_attempt_2026-11-20-10-00-00_al_1815_attempt_"
            "2020-11-20-10-00-00_nb.ipynb": ADA
        },
    ],
    ids=lambda members: next(iter(members)),
)
def test_no_file_can_name_a_classmate(course, tmp_path, members):
    """No name that a student gives to a file or folder makes it another student's."""
    report = run(course, export(tmp_path / "e.zip", members))
    assert "ada" not in {row.student for row in report.rows}
    assert len(report.problems) == 1
    assert "zoe" in report.problems[0].lower()


# -- what is left out ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"zoe.ipynb": ADA}, "e.zip: zoe.ipynb: whose is it? 'zoe': no student"),
        (
            {"ada/a.ipynb": ADA, "ada/b.ipynb": NOT_ADA},
            "ada handed in several files and none called powers: a.ipynb, b.ipynb",
        ),
        (
            {"ada/essay.docx": b"x"},
            "ada handed in no notebook, only essay.docx; ask for the .ipynb",
        ),
        ({"ada/w.tar.gz": b"x"}, "ada handed in no notebook, only w.tar.gz"),
        ({"ada.ipynb": notebook("x", ["sqrt"])}, "of ada: a notebook of roots, not of powers"),
        ({"ada.zip": b"no zip"}, "of ada: ada.zip: not a zip that can be read"),
        (
            {"ada.zip": zipped({"inner.zip": zipped({"powers.ipynb": ADA})})},
            "no .ipynb or .py file in the zip, only inner.zip",
        ),
    ],
    ids=range(7),
)
def test_what_is_left_out_is_told_and_the_rest_goes_on(course, tmp_path, members, sentence):
    """One sentence says which file, why, and what to do; ben's file is still collected."""
    report = run(course, export(tmp_path / "e.zip", members | {"ben.ipynb": NOT_ADA}))
    assert [row.student for row in report.rows] == ["ben"]
    (problem,) = report.problems
    assert sentence in problem


def entry(name, *, mode=stat.S_IFREG | 0o644, flags=0):
    """Return a zip's entry."""
    info = zipfile.ZipInfo(name, NOON)
    info.external_attr, info.flag_bits = mode << 16, flags
    return info


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([("../../ada.ipynb", ADA)], "its name leads out of the zip"),
        ([("/ada.ipynb", ADA)], "its name leads out of the zip"),
        ([("C:\\ada.ipynb", ADA)], "its name leads out of the zip"),
        ([("ada\\..\\..\\powers.ipynb", ADA)], "its name leads out of the zip"),
        ([(entry("ada.ipynb", mode=stat.S_IFLNK | 0o777), b"/etc/passwd")], "a link or a device"),
        ([(entry("ada.ipynb", mode=stat.S_IFCHR | 0o666), b"")], "a link or a device"),
        ([("ada.ipynb", b" " * (20 << 20))], "unpacks to more than 200 times its size"),
        ([("ada.ipynb", bytes(65 << 20))], "larger than 64 MiB"),
        ([("ada.ipynb", ADA), ("ada.ipynb", NOT_ADA)], "several files of this name"),
        ([("ada.ipynb", ADA), ("ADA.ipynb", NOT_ADA)], "several files of this name"),
        ([("ada.zip", zipped({"powers.ipynb": bytes(65 << 20)}))], "is larger than 64 MiB"),
    ],
    ids=range(11),
)
def test_hostile_zips(course, tmp_path, members, sentence):
    """A malformed or dishonest zip entry is left out, and nothing is written for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile's own warning about names that it writes twice
        source = export(tmp_path / "e.zip", [*members, ("ben.ipynb", NOT_ADA)])
    report = run(course, source)
    assert [row.student for row in report.rows] == ["ben"]
    assert report.problems
    assert all(sentence in problem for problem in report.problems)
    assert {path.name for path in tmp_path.iterdir()} == {"course", "e.zip"}
    assert [path.name for path in course.submitted().iterdir()] == ["ben"]


def test_an_encrypted_member(course, tmp_path):
    """The message asks for a zip without a password."""
    source = export(tmp_path / "e.zip", {"ada.ipynb": ADA})
    data = bytearray(source.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(data)
    (problem,) = run(course, source).problems
    assert "encrypted" in problem


def test_a_name_in_utf8_that_is_not_marked_so(course, tmp_path):
    """Moodle's names are read as UTF-8, and bytes in no encoding do no harm."""
    source = export(tmp_path / "e.zip", {"Ben Mxxller_1_assignsubmission_file_/nb.ipynb": ADA})
    source.write_bytes(source.read_bytes().replace(b"xx", "ü".encode()))
    assert [row.student for row in run(course, source).rows] == ["ben"]
    source.write_bytes(source.read_bytes().replace("ü".encode(), b"\xff\xfe"))
    report = run(course, source)
    assert (report.rows, len(report.problems)) == ([], 1)
    assert report.problems[0].isprintable()


def test_too_much_in_a_zip(course, tmp_path, monkeypatch):
    """A zip with too many files, or too much data in all, is refused as a whole."""
    source = export(tmp_path / "e.zip", {"ada.ipynb": ADA, "ben.ipynb": ADA})
    monkeypatch.setattr(sources, "MAX_ENTRIES", 1)
    assert "more than 1 files" in run(course, source).problems[0]
    monkeypatch.setattr(sources, "MAX_ENTRIES", 2)
    monkeypatch.setattr(sources, "MAX_TOTAL_BYTES", len(ADA) + 1)
    assert "export it in parts" in run(course, source).problems[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all"])
def test_a_source_that_is_no_zip(course, tmp_path, data):
    """A broken export is reported; the other sources are collected."""
    (tmp_path / "broken.zip").write_bytes(data)
    report = run(course, tmp_path / "broken.zip", written(tmp_path / "c", {"ada.ipynb": ADA}))
    assert [row.student for row in report.rows] == ["ada"]
    assert "broken.zip: not a zip that can be read" in report.problems[0]


def test_links_and_pipes_in_folders(course, tmp_path):
    """No link to a file or folder is followed, and no pipe is waited for."""
    secret = written(tmp_path / "secret", {"powers.ipynb": NOT_ADA})
    source = written(tmp_path / "class", {"jane/nb.ipynb": ADA})
    (source / "ada").symlink_to(secret)
    (source / "zoe.ipynb").symlink_to(secret / "powers.ipynb")
    (source / "ben").mkdir()
    os.mkfifo(source / "ben" / "nb.ipynb")
    report = run(course, source)
    assert [row.student for row in report.rows] == ["jane"]
    assert [problem.removeprefix(str(source)) for problem in report.problems] == [
        "/ada: a link, which is not followed; ask for the file itself",
        "/zoe.ipynb: a link, which is not followed; ask for the file itself",
        "/ben/nb.ipynb: of ben: nb.ipynb: not a regular file",
    ]


def test_a_source_that_is_not_there(course, tmp_path):
    """A wrong path is a mistake in the command, found before anything is written."""
    with pytest.raises(RequestError, match="no such file"):
        run(course, written(tmp_path / "c", {"ada.ipynb": ADA}), tmp_path / "nowhere.zip")
    assert not course.submitted().exists()


# -- what is there already ----------------------------------------------------------


def class_at(tmp_path, data, hour, name="ada.ipynb"):
    """Write a class folder with one file, changed at this hour of UTC."""
    return written(tmp_path / f"at{hour}", {name: data}, at=(2026, 11, 20, hour, 0, 0))


def test_an_older_attempt_takes_no_place(course, tmp_path):
    """An older attempt that arrives later is kept beside the newer one, also in a second run."""
    run(course, class_at(tmp_path, ADA, 12))
    older = class_at(tmp_path, NOT_ADA, 9)
    assert [done for *_, done in told(run(course, older))] == ["older, kept beside the newer one"]
    assert handed_in(course) == (ADA, "2026-11-20 12:00:00 UTC")
    before = tree(course)
    assert len(before) == 4  # the attempts, the time, the secret
    assert [done for *_, done in told(run(course, older))] == ["unchanged"]
    assert tree(course) == before


def test_an_attempt_of_the_same_time(course, tmp_path):
    """If two files have the same time, the first one stays and the other one is reported."""
    run(course, class_at(tmp_path, ADA, 12))
    report = run(course, class_at(tmp_path, NOT_ADA, 12))
    assert report.rows == []
    assert "another file of the same time, 2026-11-20 12:00:00 UTC, is in" in report.problems[0]
    assert handed_in(course)[0] == ADA


def test_ties_by_attempt_number(course, tmp_path):
    """Of attempts with the same time, the one with the higher number counts, however names sort."""
    for name, data in (("x_12345_1_nb-10.ipynb", ADA), ("x_12345_1_nb-9.ipynb", NOT_ADA)):
        export(tmp_path / f"{name}.zip", {name: data})
    report = run(course, *sorted(tmp_path.glob("*.zip"), reverse=True))
    assert (len(report.rows), report.problems) == (1, [])
    assert handed_in(course)[0] == ADA


def test_a_script_after_a_notebook(course, tmp_path):
    """A newer attempt of the other type is the only file that is left to be graded."""
    run(course, class_at(tmp_path, ADA, 9))
    run(course, class_at(tmp_path, b"x = 1\n", 12, "ada.py"))
    folder = course.submitted() / "ada" / "powers"
    there = {p.name for p in folder.iterdir()}
    assert there == {".attempts", "powers.py", "timestamp.txt", "submission_secret.txt"}


def test_a_killed_run_leaves_the_right_time(course, tmp_path):
    """Without a timestamp.txt the file's own time counts, and the stamp is written."""
    run(course, class_at(tmp_path, ADA, 9))
    stamp = course.submitted() / "ada/powers/timestamp.txt"
    stamp.unlink()
    run(course, class_at(tmp_path, ADA, 9))
    assert stamp.read_text() == "2026-11-20 09:00:00 UTC"
    stamp.unlink()
    report = run(course, class_at(tmp_path, NOT_ADA, 10))
    assert [row.done.value for row in report.rows] == ["collected, the older one kept"]
    assert handed_in(course) == (NOT_ADA, "2026-11-20 10:00:00 UTC")


def test_links_in_submitted(course, tmp_path):
    """Nothing is written through a link in submitted/."""
    (tmp_path / "elsewhere").mkdir()
    course.submitted().mkdir()
    (course.submitted() / "ada").symlink_to(tmp_path / "elsewhere")
    report = run(course, class_at(tmp_path, ADA, 9))
    assert "is a link or a file" in report.problems[0]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_dry_run(course, tmp_path):
    """A dry run prints the same and writes nothing."""
    head = "gradebook_NN_Powers_bm_attempt_2026-11-"
    members = {f"{head}21-10-00-00_nb.ipynb": ADA, f"{head}20-10-00-00_nb.ipynb": NOT_ADA}
    source = export(tmp_path / "e.zip", members)
    dry = told(run(course, source, is_dry=True))
    assert not course.submitted().exists()
    assert dry == told(run(course, source))


def test_command(course, tmp_path):
    """The first run prints a table and what is left out, and exits with 1; the next with 0."""
    source = export(tmp_path / "e.zip", {"ada.ipynb": ADA, "zoe.ipynb": ADA})
    arguments = ["collect", "powers", str(source), "--course", str(course.root)]
    first = CliRunner().invoke(app, [*arguments, "--timezone", "Europe/Berlin"])
    assert first.exit_code == 1
    assert re.search(r"^ada .* 2026-11-20 11:00:00 UTC +collected", first.stdout, re.MULTILINE)
    assert re.search(r"^left out: .*e\.zip: zoe\.ipynb: whose is it\?", first.stdout, re.MULTILINE)
    assert "1 collected, 1 left out" in first.stderr
    assert "had no zone: taken in Europe/Berlin" in first.stderr
    export(source, {"ada.ipynb": ADA})
    second = CliRunner().invoke(app, arguments)
    assert second.exit_code == 0
    assert "1 unchanged; submitted/ is as it was" in second.stderr


# -- clones ---------------------------------------------------------------------------


def git(folder, *command, **environment):
    """Run git as a student would; return what it prints."""
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME",)}
    identity |= {"GIT_AUTHOR_EMAIL": "x@x.org", "GIT_COMMITTER_EMAIL": "x@x.org"}
    return subprocess.run(
        ["git", *command],
        cwd=folder,
        env=os.environ | identity | environment,
        check=True,
        capture_output=True,
    ).stdout


@pytest.fixture
def clone(tmp_path):
    """A clone among others, last committed in New York."""
    folder = written(tmp_path / "powers-submissions" / "Powers-adal", {"powers.ipynb": ADA})
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "done", GIT_COMMITTER_DATE="2026-11-20T18:30:00-05:00")
    return folder


@pytest.mark.parametrize("state", ["loose", "packed", "detached"])
def test_the_time_of_a_commit_counts_where_it_is_believed(course, clone, state):
    """A commit's time is read in UTC from any kind of repository, but only if requested."""
    if state == "packed":
        git(clone, "gc", "-q")
        git(clone, "pack-refs", "--all")
    if state == "detached":
        git(clone, "checkout", "-q", "--detach")
    for source in (clone.parent, clone):
        assert [row.moment.told for row in run(course, source).rows] == [sources.Told.CLONE]
        assert handed_in(course) == (ADA, "2026-11-20 12:00:00 UTC")
    shutil.rmtree(course.submitted())
    for source in (clone.parent, clone):
        run(course, source, believes_commits=True)
        assert handed_in(course) == (ADA, "2026-11-20 23:30:00 UTC")


def test_what_the_instructor_says_of_the_time(course, clone):
    """The instructor's time counts for everything, before any file's or commit's time."""
    received = Clock("Europe/Berlin").read("2026-11-21 08:00")
    run(course, clone.parent, received=received, believes_commits=True)
    assert handed_in(course) == (ADA, "2026-11-21 07:00:00 UTC")
    with pytest.raises(RequestError, match="--received: not a date and time"):
        Clock("UTC").read("yesterday")


def test_a_commit_larger_than_git_may_take(course, clone, monkeypatch):
    """A commit that needs more memory than git may use has no time; the rest continues."""
    monkeypatch.setattr(commits, "_BOUND", limits(1 << 20, 64 << 20))
    head = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    head += b"author a <a@b> 1700000000 +0000\ncommitter a <a@b> 1700000000 +0000\n\n"
    data = b"commit %d\0" % (len(head) + (100 << 20)) + head + b"x" * (100 << 20)
    name = hashlib.sha1(data).hexdigest()
    place = clone / ".git/objects" / name[:2] / name[2:]
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(zlib.compress(data, 1))
    (clone / ".git" / "HEAD").write_text(name)
    assert told(run(course, clone.parent, believes_commits=True)) == [
        ("ada", "2026-11-20 12:00:00 UTC", "collected")
    ]


def test_logins_with_hyphens(course, clone):
    """If two logins end a folder's name, the one after the assignment's name counts."""
    clone.rename(clone.with_name("powers-mary-jane"))
    assert [row.student for row in run(course, clone.parent).rows] == ["ben"]


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a trace when it runs."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    program.chmod(0o755)
    return program


def springs(trap, clone):
    """Return whether a careless look at the log runs the trap, and make it ready again."""
    subprocess.run(["git", "log", "-1"], cwd=clone, capture_output=True, check=False)
    is_sprung = (trap.parent / "sprung").exists()
    (trap.parent / "sprung").unlink(missing_ok=True)
    return is_sprung


def test_a_signature_is_checked_by_nobody(course, clone, trap):
    """The program that a repository names for checking signatures is not run."""
    for setting in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand"):
        git(clone, "config", setting, str(trap))
    git(clone, "config", "log.showSignature", "true")
    commit = git(clone, "cat-file", "commit", "HEAD")
    signed = commit.replace(b"\n\n", b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n\n", 1)
    (clone / "signed").write_bytes(signed)
    (clone / ".git" / "HEAD").write_bytes(git(clone, "hash-object", "-wt", "commit", "signed"))
    assert springs(trap, clone)
    run(course, clone.parent, believes_commits=True)
    assert handed_in(course)[1] == "2026-11-20 23:30:00 UTC"
    assert not (trap.parent / "sprung").exists()


def test_the_settings_of_a_repository_are_not_read(course, clone):
    """Even settings that make git itself fail have no effect."""
    (clone / ".git" / "config").write_text("[broken")
    run(course, clone.parent, believes_commits=True)
    assert handed_in(course)[1] == "2026-11-20 23:30:00 UTC"


def test_a_missing_commit_is_fetched_from_nowhere(course, clone, trap):
    """A repository that promises its commits from elsewhere makes nothing run."""
    git(clone, "config", "core.repositoryFormatVersion", "1")
    git(clone, "config", "extensions.partialClone", "origin")
    git(clone, "config", "remote.origin.url", str(clone))
    git(clone, "config", "remote.origin.promisor", "true")
    git(clone, "config", "remote.origin.uploadpack", str(trap))
    (clone / ".git" / "HEAD").write_text("1" * 40 + "\n")
    assert springs(trap, clone)
    assert told(run(course, clone.parent, believes_commits=True)) == [
        ("ada", "2026-11-20 12:00:00 UTC", "collected")
    ]
    assert not (trap.parent / "sprung").exists()


@pytest.mark.parametrize("head", ["ref: refs/../../x", "ref: refs/heads/gone", "--output=x", ""])
def test_a_head_that_leads_nowhere(course, clone, head):
    """If no commit can be read, the file's own time counts."""
    (clone / ".git" / "HEAD").write_text(head)
    assert told(run(course, clone.parent, believes_commits=True)) == [
        ("ada", "2026-11-20 12:00:00 UTC", "collected")
    ]
