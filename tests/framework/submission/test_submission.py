import json
import os
import re
import time
from pathlib import Path

import pytest

from autograder.errors import RequestError, UnreadableSubmission
from autograder.files import safe_name
from autograder.submission.cells import MAX_VALUES, Cells, place_of, read_submission
from autograder.submission.files import MAX_BYTES, Resolver, read_bytes
from autograder.submission.find import SubmissionFile, find_submissions


@pytest.fixture
def tree(tmp_path):
    """Write files under tmp_path and find submissions of `hw` in these paths below it."""

    def find(files, *paths):
        for name in files:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}") if not name.endswith("/") else path.mkdir(exist_ok=True)
        found = find_submissions([tmp_path / path for path in paths], "hw", tmp_path / "submitted")
        return {s.student: str(s.path.relative_to(tmp_path)) for s in found}

    find.root = tmp_path
    return find


# -- finding ---------------------------------------------------------------------


@pytest.mark.parametrize("path", ["submitted", "submitted/ann", "submitted/ann/hw"])
def test_nbgrader_tree(tree, path):
    """The folder above the assignment's names the student, whatever path is given."""
    files = [
        "submitted/ann/hw/hw.ipynb",
        "submitted/ann/hw/helper.py",
        "submitted/ann/hw/old.ipynb",
    ]
    assert tree(files, path) == {"ann": "submitted/ann/hw/hw.ipynb"}


def test_one_notebook_of_nbgrader_s_tree(tree):
    """A file inside `submitted/` belongs to its student."""
    files = ["submitted/ann/hw/mine.ipynb"]
    assert tree(files, files[0]) == {"ann": "submitted/ann/hw/mine.ipynb"}


def test_a_renamed_notebook_in_nbgrader_s_tree(tree):
    """The only notebook is taken, whatever its name."""
    files = ["submitted/ann/hw/My Homework (1).ipynb", "submitted/ann/hw/notes.txt"]
    assert tree(files, "submitted") == {"ann": files[0]}


@pytest.mark.parametrize(
    "files",
    [
        ["submitted/ann/hw/a.ipynb", "submitted/ann/hw/b.ipynb"],
        ["submitted/ann/hw/"],
        ["submitted/ann/hw/report.pdf"],
    ],
)
def test_a_student_without_one_clear_file_is_not_dropped(tree, files):
    """With no file, or several, the folder is the submission, and reading explains it."""
    assert tree(files, "submitted") == {"ann": "submitted/ann/hw"}


def test_other_assignments_in_nbgrader_s_tree_are_not_this_one(tree):
    """A student with only other assignments handed in nothing here."""
    files = ["submitted/ann/hw/hw.ipynb", "submitted/bob/other/other.ipynb"]
    assert tree(files, "submitted") == {"ann": "submitted/ann/hw/hw.ipynb"}


def test_loose_files(tree):
    """In a folder of files the stems name the students."""
    files = ["in/ann.ipynb", "in/Bob Ng.py", "in/数学.ipynb", "in/list.csv"]
    assert tree(files, "in") == {"ann": files[0], "Bob Ng": files[1], "数学": files[2]}


def test_folders_per_student(tree):
    """In a folder of folders the folder names the student, however deep the file lies."""
    files = ["in/ann/x.ipynb", "in/ann/helper.py", "in/bob/deep/er/y.ipynb"]
    assert tree(files, "in") == {"ann": files[0], "bob": files[2]}


@pytest.mark.parametrize("name", ["hw.IPYNB", "hw.Py", "hw.ZIP"])
def test_suffixes_in_capitals(tree, name):
    """A file from a system that writes suffixes in capitals is found."""
    assert tree([f"in/{name}"], "in") == {"hw": f"in/{name}"}
    assert tree([f"of/ann/{name}"], "of") == {"ann": f"of/ann/{name}"}
    assert tree([f"tree/bob/hw/{name}"], "tree") == {"bob": f"tree/bob/hw/{name}"}


def test_a_zip_where_no_notebook_is(tree):
    """A zip is a submission, unless its folder has a notebook, or one has its name."""
    files = ["in/ann.zip", "in/bob.ipynb", "in/bob.zip", "in/cy/cy.zip", "in/dan/d.ipynb"]
    files += ["in/dan/data.zip", "in/eve/hw/eve.zip"]
    expected = {"ann": files[0], "bob": files[1], "cy": files[3], "dan": files[4], "eve": files[6]}
    assert tree(files, "in") == expected


@pytest.mark.parametrize("name", ["report.docx", "hw.tar.gz", "README.md", "timestamp.txt"])
def test_a_student_s_folder_without_a_notebook(tree, name):
    """A student who handed in something else, or nothing, has a result that says so."""
    files = ["in/ann/hw.ipynb", f"in/bob/{name}", "in/cy/"]
    assert tree(files, "in") == {"ann": files[0], "bob": "in/bob", "cy": "in/cy"}


def test_one_folder_too_high_in_nbgrader_s_tree(tree):
    """A file next to the assignments' folders is still the student's."""
    files = ["submitted/ann/hw/hw.ipynb", "submitted/bob/x.ipynb", "submitted/cy/report.pdf"]
    files += ["submitted/dan/"]
    found = {"ann": files[0], "bob": files[1], "cy": "submitted/cy"}
    assert tree(files, "submitted") == found


def test_other_files_in_a_class_folder(tree):
    """A document is its student's, who is told; lists and system files are nobody's."""
    mine = ["ann.docx", "bob.tar.gz", "cy.ipynb.txt", "dan"]
    mine += ["README.ipynb", "timestamp.ipynb"]
    nobody_s = ["README.txt", "marks.csv", "Readme.md", "class.xlsx", "Thumbs.db", ".DS_Store"]
    found = tree([f"in/{name}" for name in mine + nobody_s], "in")
    assert found == {name.partition(".")[0]: f"in/{name}" for name in mine}


def test_a_report_beside_the_notebook(tree):
    """A document beside a notebook, a zip or a folder of the same name is no second submission."""
    files = ["in/ann.ipynb", "in/ann.pdf", "in/bob.zip", "in/bob.pdf", "in/cy/x.py", "in/cy.pdf"]
    found = {"ann": files[0], "bob": files[2], "cy": files[4]}
    assert tree([*files, "in/dan.docx", "in/dan.pdf"], "in") == found | {"dan": "in/dan.docx"}


def test_several_notebooks_of_one_student(tree):
    """A folder is one student, whatever its files are called; the assignment's file is taken."""
    files = ["in/ann/lee.ipynb", "in/ann/y/zzz.ipynb", "in/ann-lee/x.ipynb"]
    files += ["in/bob/hw.ipynb", "in/bob/notes.ipynb"]
    found = {"ann": "in/ann", "ann-lee": files[2], "bob": files[3]}
    assert tree(files, "in") == found
    assert "several files and none" in unreadable(tree.root / "in/ann")


def test_a_longer_name_takes_no_other_s_place(tree):
    """A shared name becomes longer, but never equal to another student's."""
    files = ["one/hw.ipynb", "two/hw.ipynb", "two/one-hw.ipynb"]
    found = tree(files, *files)
    assert found["one-hw"] == files[2]
    assert sorted(found.values()) == sorted(files)


def test_tree_outside_the_course(tree):
    """A folder laid out like nbgrader's is read in the same way anywhere."""
    files = ["zip/ann/hw/hw.ipynb", "zip/bob/hw/hw.ipynb"]
    assert tree(files, "zip") == {"ann": files[0], "bob": files[1]}


def test_equal_stems_in_different_folders(tree):
    """Files of one name get the names of the folders above them as well."""
    files = ["one/hw.ipynb", "two/hw.ipynb", "two/ann.ipynb"]
    assert tree(files, *files) == {"one-hw": files[0], "two-hw": files[1], "ann": files[2]}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ann", "ann"),
        ("Stra\u00dfe", "STRASSE"),
        ("Jos\u00e9", "Jose\u0301"),
        ("a:b", "a?b"),
        ("x" * 190 + "1" * 20, "x" * 190 + "1" * 19),
    ],
)
def test_names_that_a_file_system_takes_for_one(tree, one, two):
    """Names that would share a result file get their folders' names."""
    files = [f"p/{one}.ipynb", f"q/{two}.ipynb"]
    found = tree(files, *files)
    assert len({safe_name(name).casefold() for name in found}) == 2
    assert sorted(found.values()) == sorted(files)


@pytest.mark.parametrize("files", [["in/ann.ipynb", "in/ann.py"], ["in/ann.ipynb", "in/Ann.ipynb"]])
def test_two_files_side_by_side_get_names_of_their_own(tree, files):
    """Files in one folder get a short hash, always the same."""
    found = tree(files, "in")
    assert len({safe_name(name).casefold() for name in found}) == 2
    assert found == tree(files, "in")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("\U0001f600" * 55 + "1.ipynb", "\U0001f600" * 55 + "2.ipynb"),
        (f"{'x' * 220}1/hw.ipynb", f"{'x' * 220}2/hw.ipynb"),
    ],
)
def test_names_longer_than_a_result_s(tree, one, two):
    """Names that differ only at their far end still get separate results."""
    found = tree([f"in/{one}", f"in/{two}"], "in")
    assert len({safe_name(name) for name in found}) == 2


def test_a_file_given_twice_counts_once(tree, tmp_path, monkeypatch):
    """The same file by two paths is one submission."""
    files = ["in/ann.ipynb"]
    assert tree(files, "in", files[0], "in") == {"ann": files[0]}
    monkeypatch.chdir(tmp_path)
    paths = [tmp_path / "in/ann.ipynb", (tmp_path / "in/ann.ipynb").relative_to(tmp_path)]
    assert len(find_submissions(paths, "hw", tmp_path / "submitted")) == 1


def test_hidden_and_generated_folders_are_skipped(tree):
    """Checkpoints, caches and hidden files are nobody's submission."""
    files = [
        "in/ann.ipynb",
        "in/.bob.ipynb",
        "in/.ipynb_checkpoints/ann-checkpoint.ipynb",
        "in/__pycache__/c.py",
        "in/dan/.ipynb_checkpoints/d.ipynb",
        "in/dan/d.ipynb",
        "in/.git/hooks/x.py",
    ]
    assert tree(files, "in") == {"ann": files[0], "dan": "in/dan/d.ipynb"}


@pytest.mark.parametrize(
    ("files", "path", "message"),
    [
        ([], "nowhere", "nowhere: no such file or folder"),
        (["empty/"], "empty", "empty: holds no submission"),
        (["in/list.csv"], "in", "in: holds no submission"),
        (["submitted/"], "submitted", "submitted: holds no submission"),
    ],
)
def test_nothing_to_grade_is_an_error(tree, files, path, message):
    """The message for a path without submissions says what was looked for."""
    with pytest.raises(RequestError, match=message):
        tree(files, path)


def test_a_broken_link_is_found_and_explained(tree, tmp_path):
    """A link to nowhere in a folder is a submission that reading explains."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ann.ipynb").symlink_to(tmp_path / "nowhere")
    assert tree([], "in") == {"ann": "in/ann.ipynb"}


def test_links_named_on_the_command_line(tree, tmp_path):
    """A link to nowhere or to itself is a submission too, and reading explains it."""
    (tmp_path / "ann.ipynb").symlink_to(tmp_path / "nowhere")
    (tmp_path / "bob.ipynb").symlink_to(tmp_path / "bob.ipynb")
    found = tree([], "ann.ipynb", "bob.ipynb")
    assert found == {"ann": "ann.ipynb", "bob": "bob.ipynb"}


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000])
def test_a_path_longer_than_any(tree, name):
    """A path that is too long counts as missing."""
    with pytest.raises(RequestError, match="no such file or folder"):
        tree([], name)


def test_folders_that_may_not_be_looked_into(tree, tmp_path, monkeypatch):
    """An unreadable student's folder is a submission; an unreadable class folder is a mistake."""
    files = ["in/ann/hw/hw.ipynb", "in/bob.ipynb"]
    tree(files, "in")
    allowed = {tmp_path / "in"}

    def guarded(real):
        def look(folder):
            if Path(folder) not in allowed:
                raise PermissionError(13, "Permission denied")
            return real(folder)

        return look

    for owner, name in ((type(tmp_path), "iterdir"), (os, "scandir")):
        monkeypatch.setattr(owner, name, guarded(getattr(owner, name)))
    assert tree([], "in") == {"ann": "in/ann/hw", "bob": files[1]}
    assert unreadable(tmp_path / "in/ann/hw") == "hw: cannot be read: Permission denied"
    allowed.clear()
    with pytest.raises(RequestError, match="in: cannot be read: Permission denied"):
        tree([], "in")


def test_submitted_at(tmp_path):
    """The timestamp beside a collected file is read, and its text is made printable."""
    file = SubmissionFile("ann", tmp_path / "hw.ipynb", is_collected=True)
    stamp = tmp_path / "timestamp.txt"
    seen = [file.submitted_at()]
    for content in (b"2026-12-01 10:00:00 UTC\n", b"", b"\xff", b"\x1b[31m\0" * 10_000):
        stamp.write_bytes(content)
        seen.append(file.submitted_at())
    assert seen[:3] == [None, "2026-12-01 10:00:00 UTC", ""]
    assert all(len(text) < 100 and text.isprintable() for text in seen[3:])


def test_a_timestamp_counts_where_the_system_puts_it(tree):
    """A student's own timestamp.txt is ignored."""
    files = ["in/ann.ipynb", "in/timestamp.txt", "in/bob/b.ipynb", "in/bob/timestamp.txt"]
    files += ["in/cy/hw/hw.ipynb", "in/cy/hw/timestamp.txt"]
    files += ["submitted/dan/hw/hw.ipynb", "submitted/dan/hw/timestamp.txt"]
    tree(files, "in", "submitted")
    for file in (f for f in files if f.endswith(".txt")):
        (tree.root / file).write_text("2020-01-01 00:00:00 UTC")
    paths = [tree.root / "in", tree.root / "submitted"]
    found = find_submissions(paths, "hw", tree.root / "submitted")
    told = {s.student: s.submitted_at() for s in found}
    assert told == {"ann": None, "bob": None, "cy": None, "dan": "2020-01-01 00:00:00 UTC"}


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_timestamp_that_is_no_file(tmp_path, make):
    """A pipe or a link in place of nbgrader's timestamp is neither waited for nor followed."""
    make(tmp_path / "timestamp.txt")
    assert SubmissionFile("ann", tmp_path / "hw.ipynb", is_collected=True).submitted_at() is None


# -- reading ---------------------------------------------------------------------


def unreadable(path, data=None):
    """Return the message with which a submission is refused."""
    with pytest.raises(UnreadableSubmission) as caught:
        read_submission(path, read_bytes(path) if data is None else data)
    return str(caught.value)


def read(tmp_path, notebook, name="hw.ipynb"):
    """Read a notebook given as JSON or bytes."""
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    return read_submission(tmp_path / name, data)


def cell(source, kind="code"):
    """Return a cell of format 4."""
    return {"cell_type": kind, "source": source, "metadata": {}}


def test_cells_are_numbered_as_the_file_lists_them(tmp_path):
    """Only code is kept, with its number among all cells."""
    cells = [cell("# Title", "markdown"), cell("x = 1"), cell("", "raw"), cell(["y = 2\n", "z"])]
    assert read(tmp_path, {"cells": cells, "nbformat": 4}).code == [(2, "x = 1"), (4, "y = 2\nz")]


def test_format_3(tmp_path):
    """Notebooks of the old format keep their cells in worksheets."""
    old = {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"}
    sheets = [{"cells": [old]}, {"cells": [{"cell_type": "markdown", "source": "t"}, old]}]
    notebook = {"nbformat": 3, "worksheets": sheets}
    assert read(tmp_path, notebook).code == [(1, "x = 1\ny = 2"), (3, "x = 1\ny = 2")]


def test_byte_order_mark(tmp_path):
    """A notebook saved by an editor that adds a byte order mark is read."""
    data = b"\xef\xbb\xbf" + json.dumps({"cells": [cell("x = 1")]}).encode()
    assert read(tmp_path, data).code == [(1, "x = 1")]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity"])
def test_numbers_that_only_python_writes(tmp_path, number):
    """NaN and infinity in an output do not lose the code."""
    data = json.dumps({"cells": [cell("x = 1")]}).encode()
    data = data[:-1] + b', "metadata": {"loss": ' + number + b"}}"
    assert read(tmp_path, data).code == [(1, "x = 1")]


def test_half_a_surrogate_pair(tmp_path):
    """Half an emoji in an output, as browsers save it, does not lose the code."""
    data = rb'{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": ["\ud83d"]}]}'
    assert read(tmp_path, data).code == [(1, "x = 1")]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_of_json(tmp_path, codec):
    """A notebook saved in UTF-16, as some editors on Windows do, is read."""
    text = json.dumps({"cells": [cell("x = '数学'")]}, ensure_ascii=False)
    assert read(tmp_path, text.encode(codec)).code == [(1, "x = '数学'")]


@pytest.mark.parametrize("number", [b"1" + b"0" * 5000, b"1e999"])
def test_numbers_beyond_all_bounds(tmp_path, number):
    """A number that is too large for any type does not lose the code."""
    data = json.dumps({"cells": [cell("x = 1")]}).encode()
    assert read(tmp_path, data[:-1] + b', "n": ' + number + b"}").code == [(1, "x = 1")]


@pytest.mark.parametrize(
    ("cells", "code", "notes"),
    [
        ([1, cell("x")], [(2, "x")], ["cell 1 is not a cell and was skipped"]),
        ([None, cell("x")], [(2, "x")], ["cell 1 is not a cell and was skipped"]),
        ([cell(3), cell("x")], [(2, "x")], ["cell 1 is not a cell and was skipped"]),
        ([cell(["a", 3]), cell("x")], [(2, "x")], ["cell 1 is not a cell and was skipped"]),
        ([cell({"a": 1}), cell("x")], [(2, "x")], ["cell 1 is not a cell and was skipped"]),
        ([{"cell_type": ["code"], "source": "x"}], [], []),
        ([{"source": "x"}], [], []),
        ([{"cell_type": "code"}], [(1, "")], []),
        ([], [], []),
    ],
)
def test_cells_of_wrong_types(tmp_path, cells, code, notes):
    """An invalid cell is noted and skipped; the others are read."""
    read_cells = read(tmp_path, {"cells": cells, "metadata": {}})
    assert (read_cells.code, read_cells.notes) == (code, notes)


@pytest.mark.parametrize(
    "metadata", [None, 3, [], {"kernelspec": 3}, {"language_info": {"name": 1}}]
)
def test_metadata_of_wrong_types(tmp_path, metadata):
    """Invalid metadata is ignored."""
    cells = read(tmp_path, {"cells": [cell("x")], "metadata": metadata})
    assert (cells.code, cells.notes) == ([(1, "x")], [])


def test_very_many_cells_that_are_none(tmp_path):
    """The notes name the first few invalid cells, and count the others."""
    notes = read(tmp_path, {"cells": [3] * 100_000}).notes
    assert (len(notes), notes[20]) == (21, "and 99980 more that are not cells")


def test_a_language_that_is_not_fit_to_print(tmp_path):
    """A note contains neither control characters nor lone surrogates."""
    notebook = {"cells": [cell("x")], "metadata": {"kernelspec": {"language": "\ud83d\x1b[31m\n"}}}
    assert read(tmp_path, notebook).notes == ["the notebook is for [31m, not Python"]


def test_another_language_is_noted(tmp_path):
    """A note says that a notebook is in another programming language."""
    metadata = {"kernelspec": {"language": "julia"}}
    notes = read(tmp_path, {"cells": [cell("x")], "metadata": metadata}).notes
    assert notes == ["the notebook is for julia, not Python"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "hw.ipynb: the file is empty"),
        (b" \n", "hw.ipynb: the file is empty"),
        (b"{}", "hw.ipynb: JSON, but not a notebook: it has no cells"),
        (b"[]", "hw.ipynb: JSON, but not a notebook: it has no cells"),
        (b"3", "hw.ipynb: JSON, but not a notebook: it has no cells"),
        (b'{"cells": {}}', "hw.ipynb: JSON, but not a notebook: it has no cells"),
        (b'{"worksheets": 3}', "hw.ipynb: JSON, but not a notebook: it has no cells"),
    ],
)
def test_what_is_no_notebook(tmp_path, data, message):
    """A file without a notebook is unreadable, with the reason."""
    assert unreadable(tmp_path / "hw.ipynb", data) == message


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"cells": [', b"PK\x03\x04", b"\xff\xfe{\0", b"<html>", b"[" * 100_000,
     b'{"cells": ["\xff"]}', b'{"a": ' * 50_000],
)  # fmt: skip
def test_broken_json(tmp_path, data):
    """A file that is not JSON is unreadable, in one short sentence."""
    message = unreadable(tmp_path / "hw.ipynb", data)
    assert re.fullmatch(r"hw\.ipynb: not valid JSON( in line \d+, column \d+)?", message)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'{"cells": [' + b"{}," * MAX_VALUES + b"{}]}",
            "hw.ipynb: more than 4 million values; clear its outputs and hand it in again",
        ),
        (
            json.dumps({"cells": [cell("x" * 5_000_000)] * 2}).encode(),
            "hw.ipynb: more than 8 million characters of code; take the data out of it",
        ),
    ],
    ids=["values", "code"],
)
def test_too_much_of_something(tmp_path, data, message):
    """A notebook that would take too much memory is refused, with a remedy."""
    assert unreadable(tmp_path / "hw.ipynb", data) == message


@pytest.mark.parametrize("name", ["hw.tar", "hw.tar.gz", "hw.tgz", "hw.7z", "hw.RAR"])
def test_archives_that_are_not_opened(tmp_path, name):
    """Archives other than a zip are unreadable, with what to hand in instead."""
    message = f"{name}: an archive that is not opened; hand in the .ipynb, or a .zip with it"
    assert unreadable(tmp_path / name, b"\x1f\x8b") == message


@pytest.mark.parametrize("name", ["hw.docx", "hw", "hw.txt"])
def test_documents(tmp_path, name):
    """A notebook is read under any name; for anything else the message says what to hand in."""
    assert read(tmp_path, {"cells": [cell("x")]}, name).code == [(1, "x")]
    message = f"{name}: not a notebook; hand in the .ipynb"
    assert unreadable(tmp_path / name, b"PK\3\4") == message


def test_names_are_fit_to_print(tmp_path):
    """A reason contains no control characters, whatever the file's name is."""
    path = tmp_path / "a\nb\x1b[31m\u202e\udcff.ipynb"
    assert unreadable(path, b"") == "a b [31m  .ipynb: the file is empty"


def test_scripts(tmp_path):
    """A script is one cell; a byte order mark and a declared encoding are understood."""
    seen = [
        read(tmp_path, data, "hw.py").code
        for data in ("x = 'é'".encode(), b"\xef\xbb\xbfx", b"# coding: latin-1\n'\xe9'")
    ]
    assert seen == [[(1, "x = 'é'")], [(1, "x")], [(1, "# coding: latin-1\n'é'")]]


@pytest.mark.parametrize(
    "data",
    [
        b"x = '\xe9'",
        b"# coding: no-such-codec\nx",
        b"# coding: rot13\n\xe9",
        b"# coding: undefined\n\xe9",
        b"# coding: punycode\n\xff",
    ],
)
def test_scripts_that_are_no_text(tmp_path, data):
    """A script that does not match its declared encoding is unreadable."""
    assert unreadable(tmp_path / "hw.py", data) == "hw.py: not a text file in UTF-8"


def test_the_name_of_a_codec_of_millions_of_letters(tmp_path):
    """A very long encoding name is not looked up, because that takes half a minute."""
    start = time.process_time()
    unreadable(tmp_path / "hw.py", b"# coding: " + b"x" * 16_000_000)
    assert time.process_time() - start < 5


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    """Folders, links, pipes and huge files are unreadable, with the reason."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "both").mkdir()
    for name in ("a.ipynb", "b.py"):
        (tmp_path / "both" / name).write_text("")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.ipynb").symlink_to(tmp_path / "loop.ipynb")
    (tmp_path / "target.ipynb").write_text("{}")
    (tmp_path / "good.ipynb").symlink_to(tmp_path / "target.ipynb")
    (tmp_path / "folder").symlink_to(tmp_path / "both")
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "report").mkdir()
    for name in ("z.pdf", *(f"{n}.png" for n in range(9)), "\x1b[31m.doc", "a" * 200, ".hidden"):
        (tmp_path / "report" / name).write_text("")
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    expected = {
        "empty": "empty: no .ipynb, .py or .zip file in the folder; hand in the .ipynb",
        "report": "report: no .ipynb, .py or .zip file in the folder, only [31m.doc, 0.png, "
        "1.png, 2.png, 3.png and 7 more; hand in the .ipynb",
        "both": "both: several files and none called as the assignment: a.ipynb, b.py",
        "link.ipynb": "link.ipynb: a link; hand in the file itself",
        "loop.ipynb": "loop.ipynb: a link; hand in the file itself",
        "good.ipynb": "good.ipynb: a link; hand in the file itself",
        "folder": "folder: a link; hand in the file itself",
        "pipe.ipynb": "pipe.ipynb: not a regular file",
        "huge.ipynb": "huge.ipynb: larger than 64 MiB",
    }
    assert {name: unreadable(tmp_path / name) for name in expected} == expected


# -- places ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("def f(x):\n    return x", 1),
        ("import numpy\n\n\ndef f(x): return x", 4),
        ("if True:\n    def f(x):\n        return x", 2),
        ("\tdef   f (x):", 1),
        ("async def f(x):", 1),
        ("f = lambda x: x", 1),
        ("f=max", 1),
        ("def f(x):\n    pass\ndef f(x):\n    return x", 3),
        ("def f(x):\n    pass\nf = cached(f)", 3),
        ("x = 1\r\ndef f(x):", 2),
        ("'a\x0cb\u2028c'\ndef f(x):", 2),
    ],
)
def test_the_place_of_a_function(code, line):
    """It is the line of its last definition, counted as Python counts lines."""
    assert place_of("f", Cells([(1, "g = 1"), (3, code)], [])) == f"cell 3, line {line}"


@pytest.mark.parametrize(
    "code",
    [
        *("", "f(3)", "y = f(3)", "f == 3", "# def f(x):", "def ff(x):", "def g(f):", "f.x = 1"),
        *("def f_(x):", "print('def f(x):')", "undef f(x)", "f, g = 1, 2", "    f = 3"),
    ],
)
def test_what_is_no_place_of_a_function(code):
    """Calls, comparisons, longer names and inner definitions do not count."""
    assert place_of("f", Cells([(1, code)], [])) == ""


def test_the_place_in_the_last_of_several_cells():
    """Later cells win, as they do in a notebook."""
    cells = Cells([(2, "def f(x):"), (5, "\ndef f(x):"), (7, "f(1)")], [])
    assert place_of("f", cells) == "cell 5, line 2"


def test_a_place_is_found_soon():
    """A megabyte of hostile text takes almost no time."""
    start = time.process_time()
    for text in (" " * 1_000_000 + "f", "def " * 250_000 + "f", "f\n" * 500_000):
        assert place_of("f", Cells([(1, text)], [])) == ""
    assert time.process_time() - start < 5


def test_paths_are_resolved_as_the_file_system_does(tmp_path, monkeypatch):
    """Links at the end and above, dots and relative paths lead where `Path.resolve` says."""
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "real" / "file").touch()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "to_file").symlink_to("file")
    monkeypatch.chdir(tmp_path)
    resolved = Resolver()
    for name in ("real/file", "link/file", "link/to_file", "link/inner/../file", ".."):
        for path in (Path(name), tmp_path / name):
            assert resolved(path) == str(path.resolve())
            assert resolved.above(path) == str(path.parent.resolve())
    assert resolved(Path("/")) == "/"


def test_a_link_to_itself_is_a_path_like_any_other(tmp_path):
    """It leads nowhere, and the class is graded all the same."""
    link = tmp_path / "ann.ipynb"
    link.symlink_to(link.name)
    assert Resolver()(link) == str(link)
