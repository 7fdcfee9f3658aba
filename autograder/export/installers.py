"""Files that install what grades here in another system's container, with the same versions."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from autograder.course.fingerprint import LEFT_BY_TOOLS
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.export.kit import PYTHON
from autograder.release.imports import imported_modules, installed
from autograder.sandbox.interpreter import PACKAGE_FOLDER

ENVIRONMENT = "/opt/backgrade"  # in the container
_OURS = "backgrade"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # equal courses give equal zips

SETUP = f"""\
#!/usr/bin/env bash
# Made by `autograder export`. It installs what grades into {ENVIRONMENT}.
set -euo pipefail
cd "$(dirname "${{BASH_SOURCE[0]}}")"
if [[ "$(ldconfig -p)" != *libseccomp.so.2* ]]; then
    apt-get update -q
    apt-get install -yq libseccomp2
fi
if python{PYTHON} -c 'import ensurepip' 2>/dev/null; then
    python{PYTHON} -m venv {ENVIRONMENT}
else # uv finds this Python, or fetches it
    export PIP_BREAK_SYSTEM_PACKAGES=1 UV_PYTHON_INSTALL_DIR=/opt/python
    if ! python3 -m pip --version >/dev/null; then
        apt-get update -q
        apt-get install -yq python3-pip
    fi
    python3 -m pip install --quiet uv
    python3 -m uv venv --seed --python {PYTHON} {ENVIRONMENT}
fi
{ENVIRONMENT}/bin/python -m pip install --quiet --no-deps --requirement requirements.txt
"""


def installers(folder: CourseFolder, assignment: Assignment) -> dict[str, bytes]:
    """Return the files that install what grades here, by name: this Backgrade, and versions.

    Raises RequestError if something that is needed is not installed here, or has no version.
    """
    name, wheel = _wheel()
    lines = [f"./{name}", *_pins(_wanted(folder, assignment))]
    return {
        "setup.sh": SETUP.encode(),
        "requirements.txt": "".join(f"{line}\n" for line in lines).encode(),
        name: wheel,
    }


# -- versions ------------------------------------------------------------------------


def _wanted(folder: CourseFolder, assignment: Assignment) -> Iterator[str]:
    """Yield the names of the distributions that grading and the course's notebooks use."""
    yield _OURS
    modules = set(folder.course.packages or ())
    modules |= imported_modules(folder.source_notebooks(assignment).values())
    modules |= imported_modules(
        path for path in folder.graders(assignment.name).rglob("*.py") if path.is_file()
    )
    for module in sorted(modules):
        known = installed().get(module)
        if known:
            yield from known
        elif module in (folder.course.packages or ()):  # as it is installed: scikit-learn
            yield module


def _pins(names: Iterable[str]) -> list[str]:
    """Return the versions here of distributions and of all that they need."""
    todo = [Requirement(name) for name in names]
    pins: dict[NormalizedName, str] = {}
    seen = set()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if (name, frozenset(wanted.extras)) in seen:
            continue
        seen.add((name, frozenset(wanted.extras)))
        found = _installed(wanted.name)
        if name != _OURS:
            pins[name] = f"{name}=={found.version}"
        todo += _needs(found, wanted.extras)
    return [pins[name] for name in sorted(pins)]


def _installed(name: str) -> Distribution:
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        raise RequestError(
            f"{name}: needed to grade, and not installed here; pip install {name!r}"
        ) from None
    if name != _OURS and found.read_text("direct_url.json"):
        raise RequestError(
            f"{name}: installed from a folder or an address, so no version says which it is; "
            "install it from a package index"
        )
    return found


def _needs(found: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for text in found.requires or ():
        need = Requirement(text)
        if need.marker is None or any(
            need.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        ):
            yield need


# -- this Backgrade ------------------------------------------------------------------


def _wheel() -> tuple[str, bytes]:
    """Return the running Backgrade as a wheel, so that it need not be on a package index."""
    own = _installed(_OURS)
    about = f"{_OURS}-{own.version}.dist-info"
    files = {
        str(path.relative_to(PACKAGE_FOLDER.parent)): path.read_bytes()
        for path in sorted(PACKAGE_FOLDER.rglob("*"))
        if path.is_file() and not LEFT_BY_TOOLS.intersection(path.parts)
    }
    licence = next(f for f in own.files or () if f.name == "LICENSE")
    files |= {
        f"{about}/METADATA": (own.read_text("METADATA") or "").encode(),
        f"{about}/entry_points.txt": (own.read_text("entry_points.txt") or "").encode(),
        f"{about}/licenses/LICENSE": licence.read_binary(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{about}/RECORD"] = "\n".join([*lines, f"{about}/RECORD,,", ""]).encode()
    return f"{_OURS}-{own.version}-py3-none-any.whl", zipped(files)


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def zipped(files: dict[str, bytes], executable: Iterable[str] = ()) -> bytes:
    """Return a zip of files, by name; equal files give equal bytes."""
    executable = set(executable)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if name in executable else 0o644) << 16
            archive.writestr(entry, data)
    return out.getvalue()
