import os
import stat

import pytest

from autograder.course.secret import (
    SECRET_FILE,
    SEEDS,
    course_secret,
    fingerprint,
    is_missing,
    make_secret,
    submission_seed,
)
from autograder.errors import AutograderError, StorageError


@pytest.fixture(autouse=True)
def _no_secret_in_the_environment(monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)


def test_the_first_use_makes_a_secret_that_stays(tmp_path):
    """A course without a secret gets one, and keeps it."""
    assert is_missing(tmp_path)
    first = course_secret(tmp_path)
    assert (len(first), course_secret(tmp_path), is_missing(tmp_path)) == (64, first, False)


def test_making_a_secret_says_whether_it_did(tmp_path, monkeypatch):
    """Only the first call makes one, and none if the environment has one."""
    assert [make_secret(tmp_path), make_secret(tmp_path)] == [True, False]
    monkeypatch.setenv("AUTOGRADER_SECRET", "given")
    assert not make_secret(tmp_path / "other")


def test_a_secret_that_cannot_be_made_is_a_sentence(tmp_path):
    """If a course cannot be written to, the message has its path and a remedy."""
    (tmp_path / ".autograder").write_text("a file where the folder would be")
    with pytest.raises(StorageError, match=r"cannot be made: .*AUTOGRADER_SECRET"):
        make_secret(tmp_path)


def test_two_courses_have_different_secrets(tmp_path):
    """A secret is random."""
    assert course_secret(tmp_path / "a") != course_secret(tmp_path / "b")


def test_only_the_owner_reads_the_secret(tmp_path):
    """Others have no permissions on the file, and no temporary file is left."""
    course_secret(tmp_path)
    path = tmp_path / SECRET_FILE
    mode = stat.S_IMODE(path.stat().st_mode)
    assert (mode, list(path.parent.iterdir())) == (0o600, [path])


def test_reading_a_secret_writes_nothing(tmp_path):
    """A course on a read-only disk can be used once it has its secret."""
    course_secret(tmp_path)
    folder = (tmp_path / SECRET_FILE).parent
    os.utime(folder, ns=(1, 1))
    course_secret(tmp_path)
    assert folder.stat().st_mtime_ns == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n"])
def test_an_empty_secret_is_refused(tmp_path, content):
    """A secret file that lost its content must not make hidden inputs predictable."""
    path = tmp_path / SECRET_FILE
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(AutograderError, match="secret"):
        course_secret(tmp_path)


def test_the_environment_goes_first(tmp_path, monkeypatch):
    """AUTOGRADER_SECRET has priority, and no file is made."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "given")
    assert (course_secret(tmp_path), is_missing(tmp_path)) == (b"given", False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_variable_is_no_secret(tmp_path, monkeypatch):
    """An empty AUTOGRADER_SECRET counts as not given."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "")
    assert len(course_secret(tmp_path)) == 64


def test_a_seed_depends_on_all_that_it_should():
    """Secret, course and assignment each change all seeds; a submission chooses one of few."""
    groups = [(b"s", "c", "a"), (b"t", "c", "a"), (b"s", "d", "a"), (b"s", "c", "b")]
    numbers = list(map(str, range(100)))
    seeds = [{submission_seed(*group, number) for number in numbers} for group in groups]
    assert list(map(len, seeds)) == [SEEDS] * 4
    assert len(set().union(*seeds)) == 4 * SEEDS
    assert {len(seed) for seed in seeds[0]} == {32}
    assert submission_seed(*groups[0], "0") == submission_seed(*groups[0], "0")


def test_a_seed_does_not_mix_up_its_parts():
    """Course `ab` with assignment `c` differs from course `a` with assignment `bc`."""
    assert submission_seed(b"s", "ab", "c", "0") != submission_seed(b"s", "a", "bc", "0")


def test_a_fingerprint_does_not_give_the_secret_away():
    """It distinguishes two secrets and contains neither."""
    prints = {fingerprint(b"one"), fingerprint(b"two")}
    assert (len(prints), {len(p) for p in prints}) == (2, {16})
