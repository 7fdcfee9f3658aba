"""A private PostgreSQL server for tests: it listens at a socket in a folder of its own."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


def programs():
    """Return the folder of PostgreSQL's server programs; None if it is not installed."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return Path(found).resolve().parent if found else folders[-1] if folders else None


@contextlib.contextmanager
def database():
    """Give the URL of a private server's empty database, reached by a socket in its own folder."""
    with server() as running:
        yield running.url


class PostgreSQL:
    """A private server, which can go away and come back."""

    def __init__(self, programs, folder, owner):
        self._programs, self._folder, self._owner = programs, folder, owner
        self.url = f"postgresql://grader:no-secret@/postgres?host={folder}"
        self._process = None

    def start(self):
        """Start it, and wait until it answers."""
        command = [self._programs / "postgres", "-D", self._folder / "data", "-k", self._folder]
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(
                [*command, "-c", "listen_addresses="],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                **self._owner,
            )
        ready = [self._programs / "pg_isready", "--host", self._folder, "--timeout=300", "--quiet"]
        for _ in range(100):
            if subprocess.run(ready, check=False).returncode == 0 or self._process.poll():
                break
            time.sleep(0.1)
        assert self._process.poll() is None, (self._folder / "log").read_text()

    def stop(self):
        """End it, whoever is connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(20)


@contextlib.contextmanager
def server():
    """Give a private server with an empty database."""
    own = programs()
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # a socket's path must be short
        folder, owner = Path(name), {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user = pwd.getpwnam("nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
            owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        data = folder / "data"
        initdb = [
            own / "initdb",
            "--pgdata",
            data,
            "--username=grader",
            "--auth=trust",
        ]
        subprocess.run(
            [*initdb, "--no-sync", "--encoding=UTF8"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **owner,
        )
        running = PostgreSQL(own, folder, owner)
        running.start()
        try:
            yield running
        finally:
            running.stop()
