import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

import autograder
from autograder.confinement.places import HOME
from autograder.errors import SandboxError
from autograder.sandbox import launch
from autograder.sandbox.doctor import check_isolation
from autograder.sandbox.interpreter import interpreter
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import why_not
from autograder.sandbox.policy import (
    CODE_MOUNT,
    ENVIRONMENT,
    SYSTEM_MOUNTS,
    WORKER_MODULES,
    Isolation,
    make_policy,
)
from autograder.sandbox.syscalls import DENIED_ERRNO
from autograder.sandbox.usage import tree
from autograder.student.errors import StudentCrashed
from autograder.wire import messages as m

pytestmark = pytest.mark.processes

PACKAGE = Path(autograder.__file__).parent
LIMITS = m.Limits(memory_mib=256, cpu_s=10, processes=16, file_size_mib=1, scratch_mib=2)


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A course's folder with a handed-out file."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "course.yaml").write_text("course: c\n")
    (folder / "data.csv").write_text("1,2\n")
    return folder


LEVELS = [Isolation.NAMESPACES, Isolation.LANDLOCK]
NAMESPACES_ONLY = pytest.mark.parametrize("sandbox", LEVELS[:1], indirect=True)
LANDLOCK_ONLY = pytest.mark.parametrize("sandbox", LEVELS[1:], indirect=True)


@pytest.fixture(scope="module", params=LEVELS)
def sandbox(request, outside):
    """One warm sandbox of each level for the whole module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "not for students")
        sandbox = Sandbox(make_policy(request.param, {"data.csv": outside / "data.csv"}))
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
    assert probe(body) == [DENIED_ERRNO] * 4


REACHED = """
def reached(path):
    for attempt in (open, os.listdir, os.readlink):
        try:
            attempt(path)
            return True
        except OSError:
            pass
    return False
return [path for path in a0 if reached(path)]
"""


def test_no_process_can_be_seen(probe):
    """Nothing in /proc can be read, neither its own entries nor another process's."""
    places = [f"/proc/{i}/{kind}" for i in ("self", 1, 2) for kind in ("environ", "maps", "fd")]
    places += [f"/proc/{os.getpid()}/cmdline", "/proc/cpuinfo", "/proc/self/mounts", "/proc/1/root"]
    assert probe(f"{REACHED}", places) == []
    assert probe("try:\n    return os.listdir('/proc')\nexcept OSError:\n    return []") == []


def test_the_course_is_out_of_sight(probe, outside):
    """Neither the course, this project, nor any home or temporary folder can be read."""
    hidden = [outside, outside / "course.yaml", PACKAGE, PACKAGE / "checks", Path(__file__)]
    hidden += [Path("/var"), Path("/etc/passwd"), Path("/sys"), Path("/run")]
    hidden += [PACKAGE.parent / name for name in ("course.yaml", "solutions", "tests")]
    assert probe(REACHED, [str(path) for path in hidden]) == []


@NAMESPACES_ONLY
def test_the_course_is_not_even_there(probe, outside):
    """With namespaces, code cannot even see that these exist."""
    hidden = [outside, PACKAGE, Path("/var"), Path("/etc/passwd"), Path("/sys"), Path("/run")]
    assert probe("return list(filter(os.path.exists, a0))", [str(path) for path in hidden]) == []


def files_outside():
    """Return the first files of each of many folders of this machine."""
    found, places = [], ["/etc", "/usr", "/opt", "/var", "/home", "/root", "/srv", PACKAGE.parent]
    for place in places:
        for folder, inner, files in os.walk(place):
            depth = len(Path(folder).parts) - len(Path(place).parts)
            inner[:] = sorted(inner)[:40] if depth < 3 else []
            found += [f"{folder}/{name}" for name in sorted(files)[:3]]
    return found[:8000]


def test_census_of_files(probe, sandbox):
    """Student code can open exactly what the policy shows, wherever it looks."""
    body = """
found = list(a0)
for folder, inner, files in os.walk('/'):
    if folder.startswith(tuple(a1)):
        inner[:] = []
    found += [f'{folder}/{name}' for name in files]
opened = []
for path in found:
    try:
        with open(path, 'rb') as file:
            opened.append(os.path.realpath(path))
    except OSError:
        pass
return [path for path in opened if not path.startswith(tuple(a1))]
"""
    python = interpreter()
    shown = [*python.folders, *(f"{place}/" for place in SYSTEM_MOUNTS), "/handed-out/", CODE_MOUNT]
    shown += map(os.path.realpath, (*python.libraries, python.program, *SYSTEM_MOUNTS))
    shown += ["/dev/null", "/dev/zero", "/dev/urandom", "/student"]
    if sandbox.policy.isolation is Isolation.NAMESPACES:
        shown += {place for _, place in sandbox.policy.mounts}
    limits = {"call_s": 60.0, "exercise_s": 60.0, "total_s": 100.0}
    assert probe(body, files_outside(), shown, **limits) == []
    covered = [path for place in map(Path, python.covered) for path in (place, *place.glob("*"))]
    assert probe(REACHED, [str(path) for path in covered if path.is_file()]) == []


def test_nothing_tells_where_the_course_lies(probe):
    """No module in memory and no finder names this project's folder."""
    body = """
seen = [repr(vars(module)) for name, module in sys.modules.items() if 'autograder' in name]
seen += [repr((finder, getattr(sys.modules.get(finder.__module__), 'MAPPING', '')))
         for finder in sys.meta_path]
return [text[:200] for text in (*seen, repr(sys.path), repr(sys.orig_argv)) if a0 in text]
"""
    assert probe(body, str(PACKAGE)) == []


@NAMESPACES_ONLY
def test_only_the_worker_s_own_modules_are_there(probe):
    """Of this package, student code finds what the worker runs and nothing else."""
    found = probe(f"return sorted(os.listdir('{CODE_MOUNT}/autograder'))")
    assert set(found) - {"__pycache__"} == set(WORKER_MODULES)


@pytest.mark.parametrize(
    "module", ["autograder.checks", "autograder.course.secret", "autograder.reference"]
)
def test_trusted_modules_cannot_be_imported(probe, module):
    """Modules that decide marks cannot be imported."""
    assert (
        probe(f"try:\n    import {module}\nexcept (ImportError, OSError):\n    return 'denied'")
        == "denied"
    )


def test_files_handed_out_can_be_read(probe):
    """The assignment's files are in the working folder, which is the home folder."""
    body = "return (os.getcwd() == os.environ['HOME'], open('data.csv').read())"
    assert probe(body) == (True, "1,2\n")


def test_nothing_outside_the_working_folder_can_be_written(probe, sandbox):
    """Files can be made at most in /student."""
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
    folders += [".", ".matplotlib"]
    written = (
        ["/student", "/dev/shm", "."] if sandbox.policy.isolation is Isolation.NAMESPACES else []
    )
    assert probe(body, folders) == written


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
    files = [
        np.__file__,
        os.__file__,
        "/handed-out/data.csv",
        f"{CODE_MOUNT}/autograder/wire/frames.py",
    ]
    files += ["data.csv", str(PACKAGE / "wire" / "frames.py"), ".matplotlib"]
    assert set(probe(body, files)) <= {"data.csv"}  # a link to it, in a separate folder


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
        "libc.setsid()",
        "libc.setpriority(1, 0, 19)",
        "libc.memfd_create(b'x', 0)",
        "libc.prctl(1, 0, 0, 0, 0)",
        "libc.prctl(4, 1, 0, 0, 0)",
        "libc.fcntl(0, 8, 1)",
        "libc.ioctl(0, 0x5412, b'x')",
        "libc.prlimit(1, 0, None, None)",
        "libc.socketpair(2, 1, 0, (ctypes.c_int * 2)())",
        "libc.socketpair(1, 2, 0, (ctypes.c_int * 2)())",
        "libc.socketpair(1, 3, 0, (ctypes.c_int * 2)())",
        "libc.socketpair(1, 5, 0, (ctypes.c_int * 2)())",
        "libc.flock(0, 2)",
        "libc.fcntl(0, 6, 0)",
        "libc.clock_gettime(~(1 << 3 | 2) + 0, (ctypes.c_long * 2)())",
        "libc.sigaction(17, bytes(152), None)",  # children that nobody waits for are not counted
        "libc.syscall(56, 0x4000 | 17, 0, 0, 0, 0)",  # vfork: its caller would not seem asleep
        "libc.syscall(435, None, 0)",
        "libc.syscall(9999)",
    ],
)
def test_system_calls_of_attacks_are_denied(probe, call):
    """The kernel answers that there is no such call."""
    body = f"result = {call}\nreturn (result, ctypes.get_errno())"
    assert probe(body) == (-1, DENIED_ERRNO)


@NAMESPACES_ONLY
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
    assert probe(body) == ([1], -1, DENIED_ERRNO)


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
    """The effective, permitted and inheritable sets are empty, as root too."""
    body = """
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
data = (ctypes.c_uint32 * 6)(*[9] * 6)
return (libc.capget(header, data), list(data))
"""
    assert probe(body) == (0, [0] * 6)


@LANDLOCK_ONLY
def test_no_mode_is_passed_by(probe, tmp_path):
    """File permissions of other users hold, even if Python is in root's home."""
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "file").touch()
    os.chown(folder, 1234, 1234)
    folder.chmod(0o700)
    body = """
try:
    return str(os.stat(a0))
except PermissionError:
    return "denied"
"""
    assert probe(body, str(folder / "file")) == "denied"


def test_the_environment_is_clean(probe, sandbox):
    """Student code sees the policy's variables and none of the grader's."""
    seen = probe("return dict(os.environ)")
    seen = {k: v.replace(seen["HOME"], HOME) for k, v in seen.items()}
    assert {k: v for k, v in seen.items() if k not in {"LC_CTYPE", "PWD"}} == ENVIRONMENT


def test_a_set_of_texts_has_the_same_order_in_each_run(probe):
    """Python hashes texts as it does with the policy's PYTHONHASHSEED."""
    code = "print(hash('backgrade'))"
    outside = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, check=True
    )
    assert probe("return hash('backgrade')") == int(outside.stdout)


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


@NAMESPACES_ONLY
def test_the_first_process_cannot_be_ended(probe):
    """Killing every visible process does not affect the loaded notebook or the grader."""
    body = """
for pid in (1, os.getppid(), -1):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
return (os.getpid() > 1, os.getppid())
"""
    assert probe(body) == (True, 1)


@LANDLOCK_ONLY
def test_no_process_can_be_made_or_signalled(probe):
    """Without namespaces there are no forks, no other programs, and no signals."""
    body = """
denied = []
for attempt in (
    os.fork, os.forkpty, lambda: os.execv('/bin/true', ['true']), lambda: os.kill(os.getppid(), 9),
    lambda: threading.Thread(target=print).start(),
    lambda: os.kill(os.getpid(), 0), lambda: os.killpg(0, 9), lambda: os.posix_spawn('/bin/true',
    ['true'], {}), lambda: os.chmod('.', 0o777), lambda: os.utime('.'), lambda: os.setpgid(0, 0),
):
    try:
        attempt()
    except (OSError, RuntimeError) as error:  # a thread's is without a number
        denied.append(getattr(error, 'errno', None) or 38)
return denied
"""
    denied = probe(f"import threading{body}")
    assert (len(denied), set(denied) <= {DENIED_ERRNO, 2, 13}) == (11, True)


# -- limits ----------------------------------------------------------------------


def test_memory_is_limited(probe):
    """An array that is too large gives a MemoryError, as on a small machine."""
    with pytest.raises(StudentCrashed, match=r"probe raised .*MemoryError"):
        probe("return np.ones(1 << 30)", memory_mib=128)


def test_memory_within_the_limit_is_there(probe):
    """The limit is added to what the interpreter itself needs."""
    assert probe("return float(np.ones(12 << 20).sum())", memory_mib=128) == float(12 << 20)


@NAMESPACES_ONLY
def test_memory_of_all_processes_together_is_limited(probe, sandbox):
    """Processes that each stay within the limit cannot exceed it together."""
    if not sandbox.bounds_tree:
        pytest.skip("no cgroup can be made on this machine: memory is bounded for each process")
    body = """
children = []
for _ in range(8):
    pid = os.fork()
    if pid == 0:
        held = np.ones(8 << 20)  # 64 MiB
        os._exit(int(held[-1]) - 1)
    children.append(pid)
statuses = [os.waitpid(pid, 0)[1] for pid in children]
return sum(status != 0 for status in statuses)
"""
    slow_start = body.replace("os._exit", "import time; time.sleep(1); os._exit")
    assert probe(body, memory_mib=1024, scratch_mib=8, call_s=10.0) == 0
    assert probe(slow_start, memory_mib=128, scratch_mib=8, call_s=10.0) >= 5


@NAMESPACES_ONLY
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


@NAMESPACES_ONLY
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
    try:
        os.setsid()
    except OSError:
        pass
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.pause()
"""


@NAMESPACES_ONLY
def test_a_daemon_ends_with_its_submission(sandbox, probe):
    """A process that forked twice is gone after the kill."""
    sandbox.kill_all()
    before = descendants(sandbox._process.pid)
    assert probe(DAEMON) == "away"
    during = descendants(sandbox._process.pid)
    sandbox.kill_all()
    assert (len(during - before) >= 2, descendants(sandbox._process.pid)) == (True, before)


def test_a_submission_leaves_nothing_for_the_next(probe):
    """Another submission does not see its files and changed modules."""
    body = """
seen = (sorted(set(os.listdir('.')) - {'.matplotlib'}), np.pi)
try:
    open('left', 'w').close()
except OSError:
    pass
np.pi = 3
return seen
"""
    assert [probe(body), probe(body)] == [(["data.csv"], np.pi)] * 2


def test_killing_one_process_leaves_the_others(sandbox):
    """Each process of a submission can be ended separately, or all at once."""
    first, second = sandbox.spawn(LIMITS), sandbox.spawn(LIMITS)
    sandbox.kill(first)
    second.socket.settimeout(0.05)
    with pytest.raises(TimeoutError):
        second.socket.recv(1)
    sandbox.kill_all()
    assert second.socket.fileno() == -1


def test_killing_nothing_is_fine(sandbox):
    """Ending a submission twice, or none, does no harm."""
    sandbox.kill_all()
    process = sandbox.spawn(LIMITS)
    sandbox.kill(process)
    sandbox.kill(process)
    sandbox.kill_all()


@pytest.mark.parametrize("level", LEVELS)
def test_closing_ends_everything(level):
    """Nothing of a sandbox is left when it is closed."""
    sandbox = Sandbox(make_policy(level))
    sandbox.wait_until_ready()
    sandbox.spawn(LIMITS)
    inside = descendants(sandbox._process.pid) | {sandbox._process.pid}
    sandbox.close()
    folders = [home.folder for home in sandbox._folders or ()]
    group = sandbox._group.folder if sandbox._group else None
    assert (len(inside) >= 2, survivors(inside)) == (True, set())
    assert [folder for folder in folders if folder.exists()] == []
    assert group is None or not group.exists()


def test_closing_a_sandbox_that_is_still_starting_ends_everything():
    """A sandbox that is closed during its start leaves no process behind."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    inside = set()
    while not inside and sandbox._process.poll() is None:
        inside = descendants(sandbox._process.pid)
    inside.add(sandbox._process.pid)
    sandbox.close()
    assert (len(inside) >= 2, survivors(inside)) == (True, set())


def survivors(pids):
    """Return the processes that are left after the kernel had time to end them."""
    deadline = time.monotonic() + 60
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.005)
    return {pid for pid in pids if is_running(pid)}


def is_running(pid):
    """Return whether a process exists and is not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


# -- starting ----------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_check_isolation_passes_here(level):
    """The isolation that the other tests use is available on this machine."""
    assert check_isolation(level).policy.isolation is level
    assert why_not(level) == ""


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
    """Without the isolation the message says what to do, and nothing runs."""
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(f"#!/bin/sh\n{script}\n")
    bwrap.chmod(0o755)
    monkeypatch.setattr(launch, "find_bubblewrap", lambda: str(bwrap))
    with pytest.raises(SandboxError, match=message):
        check_isolation(Isolation.NAMESPACES)


@pytest.mark.parametrize("level", LEVELS)
def test_what_cannot_be_confined_does_not_run(level, monkeypatch):
    """A restriction that the kernel refuses is an error of ours, and no code runs."""
    whole = Sandbox._setup
    impossible = {"drop_to_uid": -5}
    monkeypatch.setattr(
        Sandbox, "_setup", lambda self: msgspec.structs.replace(whole(self), **impossible)
    )
    sandbox = Sandbox(make_policy(level))
    try:
        with pytest.raises(SandboxError, match="could not confine a submission"):
            sandbox.spawn(LIMITS)
    finally:
        sandbox.close()


def test_no_isolation_works_when_asked_for_by_name(student_in):
    """Isolation `none` runs the code as a plain process."""
    sandbox = Sandbox(make_policy(Isolation.NONE))
    try:
        assert student_in(sandbox, "def probe():\n    return 7").probe() == 7
        sandbox.kill_all()
    finally:
        sandbox.close()


@pytest.mark.parametrize(
    "code",
    [
        "import asyncio\nasync def f(): return 7\nreturn asyncio.run(f())",
        "import locale, datetime, decimal, zoneinfo\nreturn 7",
        "import numpy.linalg\nreturn round(np.linalg.det(7 * np.eye(1)))",
        "import sqlite3\nreturn sqlite3.connect(':memory:').execute('select 7').fetchone()[0]",
        "import time\ntime.sleep(0.001)\nreturn 7",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nreturn 7",
        "import pickle\nreturn pickle.loads(pickle.dumps(7))",
        "import io\nnp.save(io.BytesIO(), np.eye(2))\nreturn 7",
    ],
    ids=["asyncio", "clocks", "linalg", "sqlite", "sleep", "plot", "pickle", "save"],
)
def test_honest_code_runs(probe, code):
    """What notebooks do is allowed, at both levels."""
    assert probe(code, call_s=20.0, exercise_s=20.0) == 7


MORE_THAN_ITSELF = {
    "subprocess": """
import subprocess
code = "import numpy; print(7)"
return int(subprocess.run([sys.executable, "-c", code], capture_output=True).stdout)
""",
    "thread": """
import concurrent.futures as f
return f.ThreadPoolExecutor().submit(int, 7).result()
""",
    "pool": """
import multiprocessing
with multiprocessing.Pool(2) as pool:
    return sum(pool.map(int, "34"))
""",
    "executor": """
import concurrent.futures as f
return f.ProcessPoolExecutor(2).submit(int, 7).result()
""",
    "joblib": """
import joblib
return sum(joblib.Parallel(2)(joblib.delayed(int)(c) for c in "34"))
""",
    "joblib, for longer than it trusts a worker": """
import joblib, time
def slow(c):
    time.sleep(1.1)
    return int(c)
return sum(joblib.Parallel(2)(joblib.delayed(slow)(c) for c in "2212"))
""",
    "shared memory": """
from multiprocessing.shared_memory import SharedMemory
block = SharedMemory(create=True, size=8)
block.buf[0] = 7
other = SharedMemory(block.name)
value = other.buf[0]
other.close()
block.close()
block.unlink()
return value
""",
    "queue": """
import multiprocessing
with multiprocessing.Lock():
    queue = multiprocessing.Queue()
    queue.put(7)
    return queue.get()
""",
    "tempfile": """
import tempfile
with tempfile.TemporaryFile() as file:
    return file.write(b"1234567")
""",
    "copy": """
import shutil
open("a", "w").write("7")
return int(open(shutil.copy("a", "b")).read())
""",
}


@NAMESPACES_ONLY
@pytest.mark.parametrize("code", MORE_THAN_ITSELF.values(), ids=MORE_THAN_ITSELF)
def test_honest_code_that_needs_more_than_itself_runs(probe, code):
    """With namespaces, code may use processes, threads and files."""
    assert probe(code, call_s=30.0, exercise_s=30.0, processes=32) == 7


def _loads_numpy(root):
    """Whether a process below another one has loaded NumPy."""
    maps = [Path(f"/proc/{pid}/maps").read_text() for pid in tree(root)]
    return any("_multiarray_umath" in text for text in maps)


def test_a_spare_sandbox_imports_nothing_until_it_is_needed():
    """It waits with an empty interpreter, serves once it is asked, and goes with its grader."""
    spare, unused = (Sandbox(make_policy(Isolation.NAMESPACES), is_spare=True) for _ in range(2))
    try:
        own = spare._process.pid
        assert not _loads_numpy(own)
        spare.kill(spare.spawn(LIMITS))
        assert _loads_numpy(own)
    finally:
        spare.close()
        unused.close()
    assert unused._process.returncode is not None
