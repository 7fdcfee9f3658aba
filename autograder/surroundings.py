"""Keep out what lies in the folder that a command is started in: it may be a student's.

Trusted. `python -m`, an empty entry of PATH and the like make programs look into the current
folder for code. No process of ours does, whatever a student has put there. What is imported
here is so before that holds: nothing but what Python has loaded at its start.
"""

import os
import sys

# Lists of folders, and single ones, that programs take code or settings from.
_SEARCHED = frozenset(
    {"PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS"}
    | {"JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"}
    | {"PYTHONHOME", "PYTHONUSERBASE", "PYTHONSTARTUP", "IPYTHONDIR", "MATPLOTLIBRC"}
    | {"MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ALEMBIC_CONFIG"}
)
_PYTEST = "PYTEST_"  # its options and plugins, which must decide no mark


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what leads into the current folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PYTEST)}
    for name in _SEARCHED & kept.keys():
        kept[name] = os.pathsep.join(filter(os.path.isabs, kept[name].split(os.pathsep)))
        if not kept[name]:
            del kept[name]
    return kept


def python(module: str) -> list[str]:
    """Return the command that runs a module, found without a look into the current folder."""
    return [sys.executable, "-P", "-m", module]


def keep_out_current_folder() -> None:
    """Make this process and all that it starts forget the folder that it was started in.

    Called before anything else is imported.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib may lie there
    except OSError:  # it is no longer there
        here = ""
    if here not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        sys.path[:] = [entry for entry in sys.path if entry not in {"", here}]
    clean = clean_environment()
    for name in os.environ.keys() - clean.keys():
        del os.environ[name]
    os.environ.update(clean)
