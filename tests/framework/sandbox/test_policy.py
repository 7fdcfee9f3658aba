import os
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

import autograder
from autograder.errors import CourseError
from autograder.sandbox import policy as policy_module
from autograder.sandbox.bubblewrap import bubblewrap_arguments
from autograder.sandbox.interpreter import interpreter
from autograder.sandbox.policy import (
    CODE_MOUNT,
    ENVIRONMENT,
    SLOW_TABLES,
    WORKER_MODULES,
    Isolation,
    Policy,
    make_policy,
    readable,
)
from autograder.sandbox.seccomp import compile_filter
from autograder.sandbox.syscalls import OF_ITSELF_WITHOUT_NAMESPACES

PACKAGE = Path(autograder.__file__).parent


@pytest.fixture
def policy(tmp_path):
    """The policy of an assignment that hands out one file."""
    (tmp_path / "data.csv").write_text("1")
    return make_policy(Isolation.NAMESPACES, {"data.csv": tmp_path / "data.csv"})


def arguments_after(arguments, option, count):
    """Return what follows each occurrence of an option."""
    places = [i for i, argument in enumerate(arguments) if argument == option]
    return [tuple(arguments[i + 1 : i + 1 + count]) for i in places]


@pytest.mark.parametrize("kind", ["user", "pid", "net", "ipc", "uts"])
def test_every_namespace_is_its_own(policy, kind):
    """The jail shares no namespace with the machine, least of all the network's."""
    assert f"--unshare-{kind}" in bubblewrap_arguments(policy)


@pytest.mark.parametrize("option", ["--die-with-parent", "--new-session", "--clearenv"])
def test_the_jail_stands_alone(policy, option):
    """It ends with the grader, has no terminal, and inherits no environment."""
    assert option in bubblewrap_arguments(policy)


def test_nothing_is_mounted_writable(policy):
    """Every bind is read-only, and so is the root."""
    arguments = bubblewrap_arguments(policy)
    devices = {source for source, _ in arguments_after(arguments, "--dev-bind", 2)}
    assert "--bind" not in arguments
    assert devices == {"/dev/null", "/dev/zero", "/dev/urandom"}
    assert ("/",) in arguments_after(arguments, "--remount-ro", 1)


def test_no_course_is_mounted(policy):
    """No mount contains a home, a temporary folder, the project, or a folder above the package."""
    sources = {Path(source) for source, _ in policy.mounts}
    forbidden = {Path.home(), Path.cwd(), Path("/tmp"), Path("/var"), Path("/etc"), Path("/root")}
    forbidden |= {PACKAGE, *PACKAGE.parents}
    seen = {
        folder
        for folder in forbidden
        for source in sources
        if folder == source or source in folder.parents
    }
    assert seen == set()


def test_only_the_worker_s_modules_are_mounted(policy):
    """The sandbox sees only what the worker imports: no grader, check or secret."""
    assert [s for s, _ in policy.mounts if Path(s).is_relative_to(PACKAGE)] == []
    ours = {source for source, _ in policy.code}
    assert ours == {str(PACKAGE / name) for name in WORKER_MODULES}
    assert {Path(source).name for source in ours} == {
        *("__init__.py", "errors.py", "confinement", "execution", "wire", "worker"),
    }


def test_mounts_exist(policy):
    """Paths that the machine does not have are left out."""
    assert [source for source, _ in policy.mounts if not Path(source).exists()] == []


def test_files_handed_out_are_bound_by_the_name_that_students_see(policy, tmp_path):
    """The course's file has its bare name, and its folder is not shown."""
    binds = arguments_after(bubblewrap_arguments(policy), "--ro-bind", 2)
    ours = [bind for bind in binds if bind[0].startswith(str(tmp_path))]
    assert ours == [(str(tmp_path / "data.csv"), "/handed-out/data.csv")]


def test_the_interpreter_is_mounted():
    """The running Python's packages and its base are among the mounts."""
    policy = make_policy(Isolation.NAMESPACES)
    sources = [Path(source) for source, _ in policy.mounts]
    program = Path(sys.executable).resolve()
    for path in (program, Path(os.__file__), Path(np.__file__), Path(msgspec.__file__)):
        assert any(source == path or source in path.parents for source in sources), path


def test_the_environment_is_ours(policy):
    """Each variable is set by name, and none comes from the machine."""
    names = dict(arguments_after(bubblewrap_arguments(policy), "--setenv", 2))
    assert names == ENVIRONMENT
    assert not [name for name in names if "SECRET" in name or "TOKEN" in name]


@pytest.mark.parametrize("level", [Isolation.NAMESPACES, Isolation.LANDLOCK])
@pytest.mark.parametrize(
    "call",
    [
        *("ptrace", "process_vm_readv", "mount", "umount2", "unshare", "setns", "pivot_root"),
        *("socket", "connect", "bind", "bpf", "keyctl", "add_key", "io_uring_setup", "clone3"),
        *("userfaultfd", "perf_event_open", "setuid", "setresuid", "capset", "seccomp"),
        *("open_by_handle_at", "name_to_handle_at", "pidfd_open", "pidfd_getfd", "kcmp"),
        *("init_module", "reboot", "swapon", "setpriority", "sched_setaffinity", "setsid"),
        *(
            "inotify_init1",
            "fanotify_init",
            "shmget",
            "mq_open",
            "memfd_create",
            "vmsplice",
            "flock",
        ),
    ],
)
def test_dangerous_system_calls_are_not_allowed(level, call):
    """Calls that attacks need are not on the list."""
    assert call not in dict(make_policy(level).system_calls)


def test_without_namespaces_less_is_allowed():
    """The landlock level allows nothing that the namespaces level denies."""
    full = dict(make_policy(Isolation.NAMESPACES).system_calls)
    less = dict(make_policy(Isolation.LANDLOCK).system_calls)
    assert less.keys() < full.keys()
    assert {name for name in less if less[name] != full[name]} == {*OF_ITSELF_WITHOUT_NAMESPACES}
    assert not {"clone", "fork", "execve", "kill", "tgkill", "chmod"} & less.keys()


@pytest.mark.parametrize("level", [Isolation.NAMESPACES, Isolation.LANDLOCK])
def test_the_filter_compiles(level):
    """The list becomes a BPF program of whole instructions, within the kernel's limit."""
    policy = make_policy(level)
    program = compile_filter(policy)
    assert (len(program) % 8, len(policy.system_calls) < len(program) // 8 < 4096) == (0, True)


@pytest.mark.parametrize("place", ["zoneinfo", "stdlib", "packages", "link"])
def test_a_course_that_students_could_read_is_refused(place, tmp_path):
    """A course among Python's own files would be readable, also through a link."""
    (tmp_path / "link").symlink_to(Path(np.__file__).parent)
    places = {
        "zoneinfo": Path("/usr/share/zoneinfo/course"),
        "stdlib": Path(os.__file__).parent / "course",
        "packages": Path(np.__file__).parent.parent / "course",
        "link": tmp_path / "link" / "course",
    }
    with pytest.raises(CourseError, match="student code can read this folder"):
        make_policy(Isolation.LANDLOCK, course=places[place])
    assert make_policy(Isolation.NONE, course=places[place]).mounts


def test_an_environment_behind_a_link_is_refused_as_a_place_for_a_course(tmp_path, monkeypatch):
    """Python's folders are compared after links are resolved."""
    packages = tmp_path / "real" / "site-packages"
    packages.mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    python = interpreter()._replace(folders=(str(tmp_path / "link" / "site-packages"),))
    monkeypatch.setattr(policy_module, "interpreter", lambda: python)
    with pytest.raises(CourseError, match="student code can read this folder"):
        make_policy(Isolation.NAMESPACES, course=packages / "course")


@pytest.mark.parametrize("place", ["/usr/src/app", "/usr/share/course", "/srv/course", "/home/me"])
def test_a_course_elsewhere_is_welcome(place):
    """Other folders are not shown, and neither are the system's."""
    assert make_policy(Isolation.NAMESPACES, course=Path(place)).mounts


def test_no_folder_of_the_system_is_shown(policy):
    """Only time zones, locales and single files are shown, and no library's folder."""
    own = (*interpreter().folders, "/usr/share/zoneinfo", "/usr/lib/locale")
    folders = {source for source, _ in policy.mounts if Path(source).is_dir()}
    assert folders <= set(own)
    assert not any(Path("/usr/local/share/nbgrader").is_relative_to(folder) for folder in folders)


def test_records_of_where_things_were_installed_from_are_covered(policy):
    """The records of editable installs and of this project are hidden."""
    packages = Path(np.__file__).parent.parent
    ours = [*packages.glob("__editable__*backgrade*"), *packages.glob("backgrade-*.dist-info")]
    assert ours
    assert {str(path) for path in ours} <= set(policy.covered)


def test_around_what_is_covered_its_neighbours_are_readable(tmp_path):
    """Without mounts the neighbours are allowed one by one, and the folder is listed."""
    for name in ("packages/numpy", "packages/course.dist-info", "secrets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "packages/way-out").symlink_to(tmp_path / "secrets")
    folder, covered = str(tmp_path / "packages"), str(tmp_path / "packages/course.dist-info")
    policy = Policy(Isolation.LANDLOCK, ((folder, folder),), covered=(covered,))
    assert readable(policy) == ([str(tmp_path / "packages/numpy")], [folder])


def test_a_policy_can_be_compared_and_kept():
    """A policy is frozen data: equal policies are equal and can be keys."""
    assert len({make_policy(Isolation.NAMESPACES), make_policy(Isolation.NAMESPACES)}) == 1


def test_code_mount_is_no_folder_of_the_machine():
    """The place of our modules in the sandbox hides no real folder."""
    assert not Path(CODE_MOUNT).exists()


def test_slow_packages_of_an_assignment_are_imported_once():
    """The interpreter that all submissions are forked from imports them, and no other module."""
    policy = make_policy(Isolation.NONE)
    warm = policy.with_imports(["pandas", "matplotlib.pyplot", "threading", "torch", "pandasai"])
    assert warm.preload == (*policy.preload, "matplotlib.pyplot", "pandas")
    assert policy.with_imports(["seaborn", "scipy.stats"], SLOW_TABLES).preload[-1] == "scipy.stats"
