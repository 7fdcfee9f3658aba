"""Git hosts for tests: repositories behind git's own http-backend, and a double of their API."""

import base64
import contextlib
import json
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

TOKEN = "a token that reads and comments"


class GitHost:
    """Serves the bare repositories in a folder below /git/, to whoever has the token.

    Everything else is its API: `answers` maps "METHOD /path" to JSON, and what is posted is kept
    in `posted`.
    """

    def __init__(self, folder):
        self.folder, self.posted, self.answers, self.refused = folder, [], {}, []

    @property
    def url(self):
        """The address of the server."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def push(self, name, files, links=()):
        """Commit files, by path, to a repository; make it if it is not there."""
        bare, work = self.folder / f"{name}.git", self.folder / f".work-{name}"
        if not bare.exists():
            git("init", "-q", "--bare", "-b", "main", bare)
            git("init", "-q", "-b", "main", work)
        for path, data in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(data)
        for path, target in links:
            (work / path).symlink_to(target)
        git("-C", work, "add", "--all", "--force")
        git("-C", work, "commit", "-q", "--allow-empty", "-m", "work")
        git("-C", work, "push", "-q", "--force", bare, "main")
        return git("-C", work, "rev-parse", "HEAD").stdout.strip()


@contextlib.contextmanager
def git_host(folder):
    """Start a host."""
    host = GitHost(folder)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

        def do_GET(self):
            _answer(self, host)

        do_POST = do_GET

    host.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=host.server.serve_forever, daemon=True)
    thread.start()
    yield host
    host.server.shutdown()
    host.server.server_close()
    thread.join()


def _answer(request, host):
    parts = urlsplit(request.path)
    body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
    if parts.path.startswith("/git/"):
        _git(request, host, parts, body)
        return
    known = host.answers.get(f"{request.command} {parts.path}")
    if request.command == "POST" and known is not None:
        host.posted.append((parts.path, json.loads(body)))
    data = json.dumps({"message": "Not Found"} if known is None else known).encode()
    request.send_response(404 if known is None else 201 if body else 200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    request.wfile.write(data)


def _git(request, host, parts, body):
    """Run git http-backend, as a web server does."""
    words = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    if request.headers.get("Authorization") != f"Basic {words}":
        host.refused.append(request.path)
        request.send_response(401)
        request.send_header("WWW-Authenticate", "Basic")
        request.end_headers()
        return
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_PROJECT_ROOT": str(host.folder),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "PATH_INFO": parts.path.removeprefix("/git"),
        "QUERY_STRING": parts.query,
        "REQUEST_METHOD": request.command,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
    }
    done = subprocess.run(
        ["git", "http-backend"], input=body, env=environment, capture_output=True, check=True
    )
    head, _, data = done.stdout.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    request.send_response(int(fields.pop("Status", "200").split()[0]))
    for name, value in fields.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(data)


def git(*words):
    """Run git as a person who has no settings."""
    who = {
        f"GIT_{role}_{what}": "a@b.c"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **who,
    }
    return subprocess.run(
        ["git", *map(str, words)], env=environment, capture_output=True, text=True, check=True
    )
