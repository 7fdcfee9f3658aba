"""Find the Python that grades, and its packages: the sandbox has to show these.

Trusted. Files in it that say where a course was installed from are left out.
"""

from __future__ import annotations

import os
import re
import site
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

from autograder.sandbox.libraries import system_libraries

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent
_PACKAGES = ("site-packages", "dist-packages")
_A_PLACE = re.compile(r"^(?!import[ \t])[^#\n]*/", re.MULTILINE)  # a path in a .pth file


class Interpreter(NamedTuple):
    """Files and folders, as this Python names them."""

    program: str
    folders: tuple[str, ...]  # the standard library, packages
    libraries: tuple[str, ...]  # the system's libraries, one by one
    covered: tuple[str, ...]  # below the folders, but hidden from students


_known: list[Interpreter] = []  # at most one, after the first search


def interpreter() -> Interpreter:
    """Return where the parts of this Python are."""
    if not _known:
        _known.append(_look())
    return _known[0]


def adopt(found: Interpreter) -> None:
    """Use what another process of this Python has found, because searching takes time."""
    _known[:] = [found]


def _look() -> Interpreter:
    folders = _outermost({*_standard_library(), *_sites(), *_conda()})
    covered = {path for folder in folders for path in _foreign_packages(folder)}
    covered |= {path for folder in _sites() for path in _records(Path(folder))}
    covered |= {path for folder in _sites() for path in _without_proc(Path(folder))}
    hidden = tuple(sorted(map(str, covered)))
    libraries = system_libraries(sys.executable, folders, hidden)
    return Interpreter(sys.executable, folders, tuple(sorted(libraries)), hidden)


def packages() -> str:
    """Return code that finds this environment's packages as `site` does, without the hidden ones.

    It is for a Python that starts without `site`, which would read one of those files.
    """
    covered = {Path(path).name for path in interpreter().covered}
    return (
        "import os, site, sys\n"
        f"sys.prefix, sys.exec_prefix = {sys.prefix!r}, {sys.exec_prefix!r}\n"
        f"for folder in filter(os.path.isdir, {site.getsitepackages()!r}):\n"
        "    sys.path.append(folder)\n"
        "    for name in sorted(os.listdir(folder)):\n"
        f"        if name.endswith('.pth') and name not in {sorted(covered)!r}:\n"
        "            site.addpackage(folder, name, None)\n"
        "del folder, name\n"
    )


def _outermost(places: set[str]) -> tuple[str, ...]:
    """Return the existing places, without those inside another one."""
    there = sorted(place for place in places if Path(place).exists())
    inside = {b for a in there for b in there if a != b and Path(b).is_relative_to(a)}
    return tuple(place for place in there if place not in inside)


def _standard_library() -> set[str]:
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    base |= {"installed_base": sys.base_prefix, "installed_platbase": sys.base_exec_prefix}
    folders = {sysconfig.get_path(name, vars=base) for name in ("stdlib", "platstdlib")}
    found = {*folders, str(Path(os.__file__).parent)}
    if sys.prefix != sys.base_prefix:
        found.add(str(Path(sys.prefix) / "pyvenv.cfg"))
    return found


def _sites() -> set[str]:
    return {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}


def _conda() -> set[str]:
    """Return the folder in which conda keeps libraries, which load each other by name."""
    is_conda = Path(sys.base_prefix, "conda-meta").is_dir()
    return {str(Path(sys.base_prefix, "lib"))} if is_conda else set()


def _foreign_packages(folder: str) -> list[Path]:
    """Return what is in a standard library but does not belong to this environment."""
    found = (Path(folder, name) for name in _PACKAGES)
    return [path for path in found if path.is_dir() and str(path) not in _sites()]


def _without_proc(packages: Path) -> list[Path]:
    """Return packages that fail without /proc, but that others can do without.

    joblib ends a worker after a second if psutil is installed and finds no process.
    """
    return [path for path in (packages / "psutil",) if path.is_dir()]


def _records(packages: Path) -> list[Path]:
    """Return the files that say where this project, or another one, was installed from."""
    found = [*packages.glob("*.dist-info/direct_url.json"), *packages.glob("*.egg-link")]
    found += [*packages.glob("__editable__*"), *packages.glob("__pycache__/__editable__*")]
    found += [*packages.glob("__editable___*"), *packages.glob("backgrade-*.dist-info")]
    found += [path for path in packages.glob("*.pth") if _A_PLACE.search(_text(path))]
    if PACKAGE_FOLDER.is_relative_to(packages.resolve()):
        found.append(packages / PACKAGE_FOLDER.relative_to(packages.resolve()))
    inside = {b for a in found for b in found if a != b and b.is_relative_to(a)}
    return [path for path in found if path not in inside]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "/"
