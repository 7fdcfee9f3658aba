import io
import json
import zipfile
from pathlib import Path

import pytest

from autograder.errors import UnreadableSubmission
from autograder.submission.cells import read_submission
from autograder.submission.files import MAX_BYTES
from autograder.submission.zip import MAX_MEMBERS, read_member

NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()


def zipped(members, method=zipfile.ZIP_DEFLATED, mode=0o100644):
    """Return a zip with these members, by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, mode << 16
            archive.writestr(info, data)
    return file.getvalue()


def claiming(data, local, central, value):
    """Return a zip whose only member has a false value in one field, in both places."""
    changed, entry = bytearray(data), data.index(b"PK\x01\x02")
    for at in (local, entry + central):
        changed[at : at + len(value)] = value
    return bytes(changed)


def read(data, max_bytes=1000):
    """Read the zip of a student."""
    return read_member("ann.zip", data, max_bytes)


def refusal(data, max_bytes=1000):
    """Return the message with which a zip is refused."""
    with pytest.raises(UnreadableSubmission) as caught:
        read(data, max_bytes)
    return str(caught.value)


@pytest.mark.parametrize(
    "members",
    [
        {"hw.ipynb": NOTEBOOK},
        {"a/b/HW.IPYNB": NOTEBOOK, "a/b/helper.py": b"", "a/data.zip": b"PK"},
        {"__MACOSX/._hw.ipynb": b"\0", "hw.ipynb": NOTEBOOK, ".x.ipynb": b"", "a/.b/c.ipynb": b""},
        {".ipynb_checkpoints/hw-checkpoint.ipynb": b"old", "hw.ipynb": NOTEBOOK},
        {"old.ipynb": b"old", "ann.ipynb": NOTEBOOK},
        {"../../hw.ipynb": NOTEBOOK},
        {"/etc/hw.ipynb": NOTEBOOK},
        {"C:\\homework\\hw.ipynb": NOTEBOOK},
        {"a/hw.py": NOTEBOOK, "readme.txt": b""},
    ],
    ids=list,
)
def test_the_one_notebook_is_found(members):
    """It is read in memory, whatever else is there and whatever its name is."""
    name, data = read(zipped(members))
    assert (name[-3:].lower() in {"ynb", ".py"}, data) == (True, NOTEBOOK)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_ordinary_methods(method):
    """The methods of all usual zip programs are read."""
    assert read(zipped({"hw.ipynb": NOTEBOOK}, method)) == ("hw.ipynb", NOTEBOOK)


ONE = zipped({"hw.ipynb": NOTEBOOK})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zipped({}), "ann.zip: no .ipynb or .py file in the zip; hand in the .ipynb"),
        (
            zipped({"inner.zip": ONE, "\x1b[31m.x": b""}),
            "ann.zip: no .ipynb or .py file in the zip, only [31m.x, inner.zip; hand in the .ipynb",
        ),
        (
            zipped({"a.ipynb": b"", "b.ipynb": b"", "c.py": b""}),
            "ann.zip: several .ipynb files in the zip (a.ipynb, b.ipynb); hand in one",
        ),
        (
            zipped({"hw.ipynb": b"/etc/passwd"}, mode=0o120777),
            "ann.zip: hw.ipynb is a link; zip the file itself",
        ),
        (
            claiming(ONE, 6, 8, b"\1\0"),
            "ann.zip: hw.ipynb is encrypted; zip it without a password",
        ),
        (
            zipped({"hw.ipynb": NOTEBOOK}, zipfile.ZIP_LZMA),
            "ann.zip: hw.ipynb is compressed in an unusual way; hand in the .ipynb",
        ),
        (
            zipped({f"{n}.txt": b"" for n in range(MAX_MEMBERS + 1)}),
            "ann.zip: more than 1000 files; zip the notebook alone",
        ),
        (
            b"not a zip",
            "ann.zip: not a zip that can be read (File is not a zip file); hand in the .ipynb",
        ),
    ],
    ids=["empty", "nested", "several", "link", "encrypted", "method", "many", "none"],
)
def test_refusals(data, message):
    """Each refusal says why, and what to hand in."""
    assert refusal(data) == message


def test_a_bomb_is_not_decompressed():
    """A member beyond the limit is refused, even if the zip claims less."""
    bomb = zipped({"hw.ipynb": b"0" * (MAX_BYTES + 1)})
    assert len(bomb) < 100_000
    message = "ann.zip: hw.ipynb is larger than 64 MiB; clear its outputs and hand it in again"
    assert refusal(bomb, MAX_BYTES) == message
    lying = claiming(bomb, 22, 24, (16).to_bytes(4, "little"))
    assert "not a zip that can be read (Bad CRC-32" in refusal(lying, MAX_BYTES)
    boasting = claiming(zipped({"hw.ipynb": b"0"}), 22, 24, (1 << 30).to_bytes(4, "little"))
    assert refusal(boasting, MAX_BYTES) == message  # not read, because a zip may have many of them


def test_damage_anywhere():
    """A damaged zip is read correctly or refused with a sentence, whichever bit is damaged."""
    for bit in range(8 * len(ONE)):
        damaged = bytearray(ONE)
        damaged[bit // 8] ^= 1 << bit % 8
        try:
            assert read(bytes(damaged))[1] == NOTEBOOK, bit
        except UnreadableSubmission as error:
            assert str(error).startswith("ann.zip: "), bit  # noqa: PT017 - either will do


def test_a_zip_is_read_as_what_is_in_it():
    """Cells of a zipped notebook or script are read; reasons name zip and member."""
    for members, code in (({"a.ipynb": NOTEBOOK}, "x = 1"), ({"a.py": b"y = 2"}, "y = 2")):
        assert read_submission(Path("hw.ZIP"), zipped(members)).code == [(1, code)]
    with pytest.raises(UnreadableSubmission, match=r"hw\.zip: a\.ipynb: the file is empty"):
        read_submission(Path("hw.zip"), zipped({"a.ipynb": b""}))
