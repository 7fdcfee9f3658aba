"""Run as the first process of a separate machine: mount, run commands, report what was left.

machine.py starts it as root in fresh namespaces, with the path of a plan. It is trusted; what it
starts is not, and runs as a user without rights. It uses only the standard library.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

MOST_THREADS = 4096
MOST_PROCESSES = 300
GRACE_S = 2.0
_BIND, _READ_ONLY, _REMOUNT, _RECURSIVE, _PRIVATE = 4096, 1, 32, 16384, 1 << 18
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1
_libc = ctypes.CDLL(None, use_errno=True)


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount as the system call does; raises OSError that says what failed."""
    arguments = (source.encode(), target.encode(), kind.encode(), flags, options.encode())
    if _libc.mount(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"mount {source} on {target}: {os.strerror(error)}")


def lay_out(plan: dict) -> None:
    """Put private folders over the shared ones; everything else is read-only."""
    kept = {place: os.open(place, os.O_PATH) for place in plan["keep"]}
    private = {place: os.open(source, os.O_PATH) for place, source in plan["private"].items()}
    os.chdir(Path(plan["box"], "layers"))  # the box itself is about to be covered
    for place, source in private.items():
        mount(f"/proc/self/fd/{source}", place, flags=_BIND)
    for place, source in kept.items():
        Path(place).mkdir(parents=True, exist_ok=True)
        mount(f"/proc/self/fd/{source}", place, flags=_BIND)
        mount("none", place, flags=_BIND | _REMOUNT | _READ_ONLY)
    mount("none", "/", flags=_BIND | _REMOUNT | _READ_ONLY)
    for number, (place, packages) in enumerate(plan["environments"].items()):
        options = f"lowerdir={place},upperdir={number}-written,workdir={number}-work"
        mount("overlay", place, "overlay", options=options)
        os.chown(packages, plan["uid"], plan["uid"])  # an instructor owns the environment


def raise_loopback() -> None:
    """Start the loopback interface, which Jupyter needs; there is no other one."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _IFF_UP))


def others() -> dict[int, str]:
    """Return the command lines of all living processes except this one."""
    found = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 - numbers, not paths
        if entry.isdigit() and int(entry) != os.getpid():
            with contextlib.suppress(OSError):
                line = Path("/proc", entry, "cmdline").read_bytes()
                if line:  # a zombie has none
                    found[int(entry)] = line.replace(b"\0", b" ").decode("utf-8", "replace").strip()
    return found


def end_all() -> None:
    """Kill every process of this machine; the kernel spares the first one, which is this one."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)


def run(command: list[str], plan: dict, log: int) -> dict:
    """Run one command as an ordinary user; return how it ended."""
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=plan["cwd"],
        env=plan["env"],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        user=plan["uid"],
        group=plan["uid"],
        extra_groups=[],
    )
    stopped = ""
    while process.poll() is None:
        time.sleep(0.05)
        if time.monotonic() - start > plan["timeout_s"]:
            stopped = f"ran longer than {plan['timeout_s']:g} s"
        elif len(others()) > MOST_PROCESSES:
            stopped = f"more than {MOST_PROCESSES} processes"
        if stopped:
            end_all()
            process.wait()
    seconds = time.monotonic() - start
    return {"status": process.returncode, "seconds": seconds, "stopped": stopped}


def leftovers() -> list[str]:
    """Return the command lines of processes that are still alive after time to end."""
    deadline = time.monotonic() + GRACE_S
    while others() and time.monotonic() < deadline:
        time.sleep(0.05)
    return sorted(others().values())


def main() -> None:
    """Carry out the plan and write the report next to it."""
    plan_path = Path(sys.argv[1])
    plan = json.loads(plan_path.read_text())
    mount("none", "/", flags=_RECURSIVE | _PRIVATE)
    mount(plan["box"], plan["box"], flags=_BIND)  # it stays writable, unlike the rest
    with (
        plan_path.with_name("report.json").open("w") as report,
        plan_path.with_name("log.txt").open("w") as log,
    ):
        lay_out(plan)
        raise_loopback()
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_NPROC, (MOST_THREADS, MOST_THREADS))
        runs = [run(command, plan, log.fileno()) for command in plan["commands"]]
        left = leftovers()
        end_all()
        json.dump({"runs": runs, "left": left}, report)


if __name__ == "__main__":
    main()
