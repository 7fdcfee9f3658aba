"""A real JupyterHub with a course served by it, for tests."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from serving import wait_until

PROXY = "configurable-http-proxy@5.3.0"
BIN = Path(sys.executable).parent
CONFIG = """\
import os
c.JupyterHub.bind_url = "{url}"
c.JupyterHub.public_url = "{url}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/home/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.http_timeout = 120
c.Spawner.start_timeout = 120
c.Spawner.environment = {{"AUTOGRADER_SERVICE": "{url}/services/backgrade"}}
c.JupyterHub.services = [
    {{
        "name": "backgrade",
        "url": "http://127.0.0.1:{service_port}",
        "command": ["{bin}/autograder", "serve"],
        "cwd": "{course}",
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": ["read:users:groups"],
    }},
    {{"name": "maker", "api_token": "{maker}"}},
]
c.JupyterHub.load_groups = {{"teachers": {{"users": ["tina"]}}}}
access = "access:services!service=backgrade"
c.JupyterHub.load_roles = [
    {{"name": "user", "scopes": ["self", access]}},
    {{"name": "server", "scopes": ["users:activity!user", "access:servers!server", access]}},
    {{"name": "maker", "scopes": ["tokens"], "services": ["maker"]}},
]
"""
PASSWORD = "a password of tests"
MAKER = "a-token-of-tests"  # it makes tokens for users


def free_ports(count):
    """Return ports that nobody uses."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def proxy_program(folder):
    """Return the hub's proxy, installed from npm's registry if it is not there."""
    found = shutil.which("configurable-http-proxy")
    if found:
        return found
    npm = shutil.which("npm")
    assert npm, "no npm on this machine; on Debian: apt install npm"
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), PROXY]
    subprocess.run(command, check=True, capture_output=True)
    return str(folder / "node_modules" / ".bin" / "configurable-http-proxy")


@contextlib.contextmanager
def hub(folder, course):
    """Run a hub that serves a course; give its address."""
    port, hub_port, api_port, service_port = free_ports(4)
    url = f"http://127.0.0.1:{port}"
    proxy = proxy_program(folder / "npm")
    (folder / "home").mkdir()
    values = {
        "url": url,
        "proxy": proxy,
        "password": PASSWORD,
        "maker": MAKER,
        "folder": folder,
        "bin": BIN,
    }
    ports = {"hub_port": hub_port, "api_port": api_port, "service_port": service_port}
    config = folder / "jupyterhub_config.py"
    config.write_text(CONFIG.format(course=course, **values, **ports), encoding="utf-8")
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    log = folder / "hub.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [BIN / "jupyterhub", "--config", config],
            cwd=folder,
            env=environment,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        wait_until(lambda: _answers(f"{url}/services/backgrade/healthz", process, log), "the hub")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _answers(url, process, log):
    assert process.poll() is None, log.read_text()
    try:
        return httpx.get(url).status_code == 200
    except httpx.HTTPError:
        return False
