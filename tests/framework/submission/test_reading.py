import msgspec
import pytest

from autograder.languages.sentences import Sentence
from autograder.submission.editions import Editions
from autograder.submission.reading import Carried, read_all

EDITIONS = Editions(("zh",))


@pytest.fixture
def handed_in(tmp_path, as_notebook):
    """A student's folder: two editions of a notebook, a broken one, a link, and other files."""
    folder = tmp_path / "ann"
    (folder / "data").mkdir(parents=True)
    (folder / "powers.ipynb").write_text(as_notebook(["x = 1"]))
    (folder / "powers.zh.ipynb").write_text(as_notebook(["x = 2", "y = 3"]))
    (folder / "broken.ipynb").symlink_to(folder / "powers.ipynb")
    (folder / "data/numbers.bin").write_bytes(bytes(range(256)))
    (folder / "caf\udce9.txt").write_text("")
    return folder


@pytest.mark.parametrize(
    ("name", "notebooks"),
    [
        ("powers.ipynb", ("powers",)),
        ("broken.ipynb", ("powers",)),
        ("data", ("powers",)),
        ("", ("powers",)),
        ("", ("powers", "broken", "missing")),
        ("", ("first", "second")),
    ],
)
def test_a_reading_arrives_as_it_was(handed_in, name, notebooks):
    """Files, bytes, names and sentences are the same on another machine."""
    reading = read_all(handed_in / name, notebooks, handed_in, EDITIONS)
    data = msgspec.json.encode(Carried.of(reading))
    arrived = msgspec.json.decode(data, type=Carried).reading()
    assert (arrived, arrived.digest) == (reading, reading.digest)
    told, known = (
        [
            note.form
            for note in (*r.others.notes, *r.missing, *r.editions, *problems(r))
            if isinstance(note, Sentence)
        ]
        for r in (arrived, reading)
    )
    assert told == known


def problems(reading):
    """Return why notebooks could not be read."""
    return [one.problem for one in reading.files.values()]


def test_what_is_said_of_a_submission(handed_in):
    """Missing notebooks and editions are reported once, in words for the student."""
    several = read_all(handed_in, ("powers", "missing"), handed_in, EDITIONS)
    assert several.is_something
    assert [note[:30] for note in several.missing] == ["missing.ipynb was not handed i"]
    none = read_all(handed_in, ("first", "second"), handed_in, EDITIONS)
    assert (none.is_something, none.digest) == (False, "")
    assert "none of the assignment's notebooks" in none.missing[0]
