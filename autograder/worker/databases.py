"""Let SQLite open files where no file can be locked.

A lock would be a message to other submissions, so the kernel refuses it. Each submission has its
own folder, so that nobody else writes there.
"""

from __future__ import annotations

import contextlib
import ctypes

_WITHOUT_LOCKS = b"unix-none"  # SQLite's own way to open files without locks


def open_without_locks() -> None:
    """Make SQLite, if it is there, open all files of this process without locks."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import _sqlite3  # noqa: PLC0415 - some interpreters are built without it

        library = ctypes.CDLL(_sqlite3.__file__)
        find, register = library.sqlite3_vfs_find, library.sqlite3_vfs_register
        find.restype, register.argtypes = ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_int)
        way = find(_WITHOUT_LOCKS)
        if way:
            register(way, 1)
