"""Ignore what is in the folder in which a command is started: it may be a student's.

Trusted. `python -m`, an empty entry in PATH and similar things make programs search the current
folder for code. Our processes must not do so, whatever a student has put there. The imports of
this module happen before that is ensured, so it imports only what Python loads at its start.
"""

import os
import sys

# Variables with folders or files from which programs take code or settings.
_SEARCHED = frozenset(
    {"PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS"}
    | {"JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"}
    | {"PYTHONHOME", "PYTHONUSERBASE", "PYTHONSTARTUP", "IPYTHONDIR", "MATPLOTLIBRC"}
    | {"MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ALEMBIC_CONFIG"}
)
_PYTEST = "PYTEST_"  # pytest's options and plugins must not decide marks


def clean_environment() -> dict[str, str]:
    """Return this process's environment without anything that leads into the current folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PYTEST)}
    for name in _SEARCHED & kept.keys():
        kept[name] = os.pathsep.join(filter(os.path.isabs, kept[name].split(os.pathsep)))
        if not kept[name]:
            del kept[name]
    return kept


def python(module: str) -> list[str]:
    """Return the command that runs a module without searching the current folder."""
    return [sys.executable, "-P", "-m", module]


def keep_out_current_folder() -> None:
    """Make this process, and all that it starts, ignore its current folder for imports.

    It is called before anything else is imported.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib may lie there
    except OSError:  # the folder no longer exists
        here = ""
    if here not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        sys.path[:] = [entry for entry in sys.path if entry not in {"", here}]
    clean = clean_environment()
    for name in os.environ.keys() - clean.keys():
        del os.environ[name]
    os.environ.update(clean)
