import os
from pathlib import Path

import pytest

from autograder.sandbox.cgroup import make_memory_group

pytestmark = pytest.mark.processes


@pytest.fixture
def machine(tmp_path):
    """Simulate a machine's cgroups; return the folder that replaces /proc/self."""

    def describe(membership, mounts):
        proc = tmp_path / "proc"
        proc.mkdir()
        (proc / "cgroup").write_text(membership)
        (proc / "mountinfo").write_text(mounts)
        return proc

    return describe


class Kernel:
    """Does what the kernel does when a folder is made in its file system."""

    def __init__(self, monkeypatch, files):
        real = Path.mkdir

        def mkdir(folder, *arguments, **options):
            real(folder, *arguments, **options)
            if folder.name.startswith("autograder-"):
                for name in files:
                    (folder / name).write_text("0")

        monkeypatch.setattr(Path, "mkdir", mkdir)


V2 = ("cgroup.procs", "memory.current", "memory.max", "memory.swap.max")
V1 = ("cgroup.procs", "memory.usage_in_bytes", "memory.limit_in_bytes")


def v2_mount(folder, root="/"):
    """Return the line of mountinfo for a cgroup2 file system."""
    return f"30 23 0:26 {root} {folder} rw,nosuid shared:4 - cgroup2 cgroup2 rw\n"


def test_a_group_of_version_2_is_made_beside_us(tmp_path, machine, monkeypatch):
    """It is in the nearest folder above that passes the memory controller on."""
    slice_ = tmp_path / "fs" / "user.slice"
    own = slice_ / "session.scope"
    own.mkdir(parents=True)
    (slice_ / "cgroup.subtree_control").write_text("cpu memory pids\n")
    (own / "cgroup.subtree_control").write_text("")
    Kernel(monkeypatch, V2)
    proc = machine("0::/user.slice/session.scope\n", v2_mount(tmp_path / "fs"))
    group = make_memory_group(proc)
    assert (group.version, group.folder.parent) == (2, slice_)
    (group.folder / "memory.current").write_text("1000")
    group.note_baseline()
    group.limit(2)
    assert (group.folder / "memory.max").read_text() == str(1000 + (2 << 20))
    assert (group.folder / "memory.swap.max").read_text() == "0"


def test_a_mount_that_shows_a_part_of_the_tree(tmp_path, machine, monkeypatch):
    """In a container the mount's root may be our own group."""
    (tmp_path / "fs").mkdir()
    (tmp_path / "fs" / "cgroup.subtree_control").write_text("memory")
    Kernel(monkeypatch, V2)
    proc = machine("0::/docker/abc\n", v2_mount(tmp_path / "fs", "/docker/abc"))
    assert make_memory_group(proc).folder.parent == tmp_path / "fs"


def test_a_group_of_version_1_is_made_below_us(tmp_path, machine, monkeypatch):
    """It is in our own memory folder; a limit is first removed and then set anew."""
    own = tmp_path / "memory" / "job"
    own.mkdir(parents=True)
    Kernel(monkeypatch, V1)
    proc = machine(
        "5:cpu,cpuacct:/x\n4:memory:/job\n0::/\n",
        f"31 23 0:27 / {tmp_path}/memory rw - cgroup cgroup rw,memory\n"
        f"32 23 0:28 / {tmp_path}/cpu rw - cgroup cgroup rw,cpu,cpuacct\n",
    )
    group = make_memory_group(proc)
    assert (group.version, group.folder.parent) == (1, own)
    group.note_baseline()
    group.limit(3)
    assert (group.folder / "memory.limit_in_bytes").read_text() == str(3 << 20)
    descriptor = group.open_entry()
    os.write(descriptor, b"0")
    os.close(descriptor)


@pytest.mark.parametrize(
    ("membership", "mounts"),
    [
        ("", ""),
        ("0::/\n", ""),
        ("0::/a\n", "30 23 0:26 / /nonexistent rw - cgroup2 cgroup2 rw\n"),
        ("4:memory:/a\n", "31 23 0:27 / /nonexistent rw - cgroup cgroup rw,memory\n"),
        ("4:memory:/a\n", "31 23 0:27 / /proc rw - cgroup cgroup rw,memory\n"),
    ],
)
def test_without_one_there_is_none(machine, membership, mounts):
    """A machine without cgroups, or one that allows none, is not an error."""
    assert make_memory_group(machine(membership, mounts)) is None


def test_a_folder_that_is_no_cgroup_is_left_alone(tmp_path, machine):
    """If the kernel adds no memory files, nothing is left behind."""
    (tmp_path / "fs").mkdir()
    (tmp_path / "fs" / "cgroup.subtree_control").write_text("memory")
    assert make_memory_group(machine("0::/\n", v2_mount(tmp_path / "fs"))) is None
    assert [p.name for p in (tmp_path / "fs").iterdir()] == ["cgroup.subtree_control"]


def test_groups_of_dead_graders_are_swept(tmp_path, machine, monkeypatch):
    """An empty group whose maker is gone is removed; another's is not."""
    fs = tmp_path / "fs"
    dead, alive, foreign = (fs / f"autograder-{n}" for n in ("99999999-0", f"{os.getpid()}-x", "x"))
    for folder in (dead, alive, foreign):
        folder.mkdir(parents=True)
    (fs / "cgroup.subtree_control").write_text("memory")
    Kernel(monkeypatch, V2)
    make_memory_group(machine("0::/\n", v2_mount(fs)))
    assert (dead.exists(), alive.exists(), foreign.exists()) == (False, True, True)
