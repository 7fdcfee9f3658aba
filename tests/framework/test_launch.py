import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.errors import SandboxError
from autograder.sandbox import launch
from autograder.sandbox.launch import Sandbox, check_isolation
from autograder.sandbox.policy import (
    CODE_MOUNT,
    ENVIRONMENT,
    WORKER_MODULES,
    Isolation,
    make_policy,
)
from autograder.student import StudentCrashed
from autograder.worker import messages as m

PACKAGE = Path(autograder.__file__).parent
LIMITS = m.Limits(memory_mib=256, cpu_s=10, processes=16, file_size_mib=1, scratch_mib=2)


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A course's folder, with a file that is handed out."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "course.yaml").write_text("course: c\n")
    (folder / "data.csv").write_text("1,2\n")
    return folder


@pytest.fixture(scope="module")
def sandbox(outside):
    """One warm sandbox for the whole module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "not for students")
        sandbox = Sandbox(make_policy(Isolation.NAMESPACES, {"data.csv": outside / "data.csv"}))
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def probe(sandbox, student_in):
    """Run the body of a function in the sandbox and return what it returns."""

    def run(body, *args, **limits):
        lines = "\n".join("    " + line for line in body.strip().splitlines())
        names = [f"a{i}" for i in range(len(args))]
        student = student_in(
            sandbox,
            f"import ctypes, os, signal, socket, sys\nimport numpy as np\n"
            f"libc = ctypes.CDLL(None, use_errno=True)\n"
            f"def probe({', '.join(names)}):\n{lines}\n",
            signatures={"probe": names},
            **limits,
        )
        return student.probe(*args)

    return run


def descendants(pid):
    """Return the processes below one, as the machine outside sees them."""
    children = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if fields[0] != "Z":
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = set(), [pid]
    while queue:
        new = children.get(queue.pop(), [])
        found.update(new)
        queue.extend(new)
    return found


# -- what student code reaches -------------------------------------------------------


def test_no_network(probe):
    """No socket of any family can be made."""
    body = """
denied = []
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
    try:
        socket.socket(family, socket.SOCK_DGRAM)
    except OSError as error:
        denied.append(error.errno)
return denied
"""
    assert probe(body) == [1, 1, 1, 1]


def test_no_proc(probe):
    """There is not one entry in /proc, so no other process can be seen."""
    assert probe("return os.listdir('/proc')") == []


def test_the_course_is_out_of_sight(probe, outside):
    """Neither the course nor this project, nor any home or temporary folder, is there."""
    hidden = [outside, outside / "course.yaml", PACKAGE, PACKAGE / "checks.py", Path(__file__)]
    hidden += [Path("/var"), Path("/etc/passwd"), Path("/sys"), Path("/run")]
    hidden += [PACKAGE.parent / name for name in ("course.yaml", "solutions", "tests")]
    assert probe("return list(filter(os.path.exists, a0))", [str(path) for path in hidden]) == []


def test_only_the_worker_s_own_modules_are_there(probe):
    """Of this package, student code finds what the worker runs and nothing else."""
    found = probe(f"return sorted(os.listdir('{CODE_MOUNT}/autograder'))")
    assert set(found) - {"__pycache__"} == set(WORKER_MODULES)


@pytest.mark.parametrize(
    "module", ["autograder.checks", "autograder.secret", "autograder.reference"]
)
def test_trusted_modules_cannot_be_imported(probe, module):
    """What decides a mark is not importable."""
    assert probe(f"try:\n    import {module}\nexcept ImportError:\n    return 'denied'") == "denied"


def test_files_handed_out_can_be_read(probe):
    """The assignment's files lie in the working folder."""
    assert probe("return (os.getcwd(), open('data.csv').read())") == ("/student", "1,2\n")


def test_nothing_outside_the_working_folder_can_be_written(probe):
    """Files can be made in /student and nowhere else."""
    body = """
written = []
for folder in a0:
    try:
        with open(os.path.join(folder, 'new'), 'w') as file:
            file.write('x')
        written.append(folder)
    except OSError:
        pass
return written
"""
    folders = ["/student", "/", "/usr", "/usr/lib", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/proc"]
    folders += ["/handed-out", CODE_MOUNT, f"{CODE_MOUNT}/autograder/worker", sys.prefix, "/etc"]
    folders += [str(Path(np.__file__).parent), "/sys", "/run", "/newroot", "/oldroot"]
    assert probe(body, folders) == ["/student"]


def test_files_that_are_there_cannot_be_changed(probe):
    """No file of the interpreter, of ours or of the course can be opened for writing."""
    body = """
changed = []
for path in a0:
    for attempt in (lambda p: open(p, 'r+b'), os.unlink, lambda p: os.chmod(p, 0o777)):
        try:
            attempt(path)
            changed.append(path)
        except OSError:
            pass
return changed
"""
    files = [np.__file__, os.__file__, "/handed-out/data.csv", f"{CODE_MOUNT}/autograder/wire.py"]
    assert probe(body, files) == []


@pytest.mark.parametrize(
    "call",
    [
        "libc.ptrace(16, os.getppid() or 1, 0, 0)",
        "libc.ptrace(0, 0, 0, 0)",
        "libc.mount(b'none', b'/student', b'tmpfs', 0, b'')",
        "libc.umount2(b'/proc', 2)",
        "libc.unshare(0x10000000)",
        "libc.unshare(0x00020000)",
        "libc.setns(0, 0)",
        "libc.chroot(b'/student')",
        "libc.sethostname(b'x', 1)",
        "libc.personality(0x40000)",
    ],
)
def test_system_calls_of_attacks_are_denied(probe, call):
    """The kernel answers EPERM."""
    assert probe(f"result = {call}\nreturn (result, ctypes.get_errno())") == (-1, 1)


def test_no_new_namespace_by_clone(probe):
    """`clone` with a namespace's flag is denied, and threads still work."""
    body = """
import threading
seen = []
thread = threading.Thread(target=seen.append, args=(1,))
thread.start()
thread.join()
stack = ctypes.create_string_buffer(65536)
top = ctypes.c_void_p(ctypes.addressof(stack) + 65536)
entry = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(lambda _: 0)
result = libc.clone(entry, top, 0x10000000 | 17, None)
return (seen, result, ctypes.get_errno())
"""
    assert probe(body) == ([1], -1, 1)


def test_the_user_is_nobody_special(probe):
    """Student code is not root inside, whoever runs the grader, and cannot become it."""
    body = """
try:
    os.setuid(0)
    return 'root'
except OSError:
    return (os.getuid() == 0, os.geteuid() == 0, os.getgid() == 0, os.getgroups())
"""
    uid, euid, gid, groups = probe(body)
    assert (uid, euid, gid, 0 in groups) == (False, False, False, False)


def test_no_capability_is_left(probe):
    """The effective, permitted and inheritable sets are empty."""
    body = """
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
data = (ctypes.c_uint32 * 6)(*[9] * 6)
return (libc.capget(header, data), list(data))
"""
    assert probe(body) == (0, [0] * 6)


def test_the_environment_is_clean(probe):
    """Student code sees the policy's variables and none of the grader's."""
    seen = probe("return dict(os.environ)")
    assert {k: v for k, v in seen.items() if k not in {"LC_CTYPE", "PWD"}} == ENVIRONMENT


def test_no_descriptor_leads_out(probe):
    """Beside the silenced standard streams there are only sockets to the grader."""
    body = """
import stat
kinds = []
for descriptor in range(3, 64):
    try:
        kinds.append(stat.S_ISSOCK(os.fstat(descriptor).st_mode))
    except OSError:
        pass
return (all(kinds), len(kinds) <= 2, [os.fstat(d).st_rdev for d in range(3)])
"""
    null = Path("/dev/null").stat().st_rdev
    assert probe(body) == (True, True, [null] * 3)


def test_the_harmless_devices_are_there(probe):
    """Code that opens os.devnull or reads random bytes works."""
    body = """
with open(os.devnull, 'w') as null:
    print('nothing', file=null)
return [len(open(path, 'rb').read(3)) for path in ('/dev/zero', '/dev/urandom')]
"""
    assert probe(body) == [3, 3]


def test_the_first_process_cannot_be_ended(probe):
    """Killing all that can be seen leaves the loaded notebook, and so the grader, alone."""
    body = """
for pid in (1, os.getppid(), -1):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
return (os.getpid() > 1, os.getppid())
"""
    assert probe(body) == (True, 1)


# -- limits ----------------------------------------------------------------------


def test_memory_is_limited(probe):
    """Too large an array is a MemoryError, as on a small machine."""
    with pytest.raises(StudentCrashed, match=r"probe raised .*MemoryError"):
        probe("return np.ones(1 << 30)", memory_mib=128)


def test_memory_within_the_limit_is_there(probe):
    """The limit counts beyond what the interpreter itself needs."""
    assert probe("return float(np.ones(12 << 20).sum())", memory_mib=128) == float(12 << 20)


def test_processes_are_limited(probe):
    """A fork bomb ends in an error."""
    body = """
children = []
try:
    for _ in range(200):
        pid = os.fork()
        if pid == 0:
            signal.pause()
        children.append(pid)
except OSError:
    pass
return len(children)
"""
    assert 0 < probe(body, processes=16) < 16


ONE_FILE = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open('big', 'wb') as file:
    file.write(bytes(2 << 20))
"""
ALL_FILES = """
for i in range(20):
    with open(str(i), 'wb') as file:
        file.write(bytes(900_000))
"""
MANY_FILES = """
for i in range(10_000):
    open(f'f{i}', 'w').close()
"""


@pytest.mark.parametrize("body", [ONE_FILE, ALL_FILES, MANY_FILES], ids=["one", "all", "many"])
def test_disk_is_limited(probe, body):
    """Neither a large file nor many small ones fill the machine."""
    with pytest.raises(StudentCrashed, match="probe raised OSError"):
        probe(body, file_size_mib=1, scratch_mib=2)


# -- ending ----------------------------------------------------------------------


DAEMON = """
for _ in range(2):
    if os.fork():
        return 'away'
    os.setsid()
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.pause()
"""


def test_a_daemon_ends_with_its_submission(sandbox, probe):
    """A process that forked twice and made its own session is gone after the kill."""
    sandbox.kill_submission()
    before = descendants(sandbox._process.pid)
    assert probe(DAEMON) == "away"
    during = descendants(sandbox._process.pid)
    sandbox.kill_submission()
    assert (len(during - before) >= 2, descendants(sandbox._process.pid)) == (True, before)


def test_a_submission_leaves_nothing_for_the_next(probe):
    """Files and changed modules of one submission are not there for another."""
    body = (
        "seen = (sorted(os.listdir('.')), np.pi)\nopen('left', 'w').close()\nnp.pi = 3\nreturn seen"
    )
    assert [probe(body), probe(body)] == [(["data.csv"], np.pi)] * 2


def test_spawning_ends_the_one_before(sandbox):
    """There is one submission at a time in a sandbox."""
    first = sandbox.spawn(LIMITS)
    with first, sandbox.spawn(LIMITS):
        assert first.recv(1) == b""
    sandbox.kill_submission()


def test_killing_nothing_is_fine(sandbox):
    """Ending a submission twice, or none, does no harm."""
    sandbox.kill_submission()
    sandbox.kill_submission()
    sandbox.spawn(LIMITS).close()
    sandbox.kill_submission()


def test_closing_ends_everything():
    """Nothing of a sandbox is left when it is closed."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    sandbox.wait_until_ready()
    sandbox.spawn(LIMITS).close()
    inside = descendants(sandbox._process.pid) | {sandbox._process.pid}
    sandbox.close()
    assert (len(inside) >= 3, survivors(inside)) == (True, set())


def test_closing_a_sandbox_that_is_still_starting_ends_everything():
    """A sandbox that is given up half-way through its start leaves no process behind."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    inside, deadline = set(), time.monotonic() + 5
    while not inside and time.monotonic() < deadline:
        inside = descendants(sandbox._process.pid)
    inside.add(sandbox._process.pid)
    sandbox.close()
    assert (len(inside) >= 2, survivors(inside)) == (True, set())


def survivors(pids):
    """Return which processes are still there when the kernel has had time to end them."""
    deadline = time.monotonic() + 2
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.005)
    return {pid for pid in pids if is_running(pid)}


def is_running(pid):
    """Return whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


# -- starting ----------------------------------------------------------------------


def test_check_isolation_passes_here():
    """The machine offers the isolation that the other tests use."""
    assert check_isolation(Isolation.NAMESPACES) is None


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'bwrap: No permissions to create new namespace' >&2; exit 1",
         "sandbox: this machine denies user namespaces"),
        ("echo 'something else' >&2; exit 1",
         r"sandbox: the isolated interpreter did not start \(something else\)"),
        ("exit 3", "sandbox: the isolated interpreter did not start"),
    ],
)  # fmt: skip
def test_a_sandbox_that_does_not_start_says_why(tmp_path, monkeypatch, script, message):
    """A machine without the isolation is refused with what to do; nothing runs without it."""
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(f"#!/bin/sh\n{script}\n")
    bwrap.chmod(0o755)
    monkeypatch.setattr(launch, "find_bubblewrap", lambda: str(bwrap))
    with pytest.raises(SandboxError, match=message):
        check_isolation(Isolation.NAMESPACES)


def test_no_isolation_works_when_asked_for_by_name(student_in):
    """Isolation `none` runs the code as a plain process."""
    sandbox = Sandbox(make_policy(Isolation.NONE))
    try:
        assert student_in(sandbox, "def probe():\n    return 7").probe() == 7
        sandbox.kill_submission()
    finally:
        sandbox.close()
