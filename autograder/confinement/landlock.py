"""Use the kernel's Landlock to restrict which files a process may read.

For machines that deny namespaces. It talks to the kernel through ctypes, because the `landlock`
package on PyPI can restrict files, but neither network nor signals. The numbers are those of
linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

MINIMAL_ABI = 3  # older kernels (before Linux 6.2) cannot forbid truncating files

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_FOR_ABI = 1
_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_ALL_OF_ABI_3 = (1 << 15) - 1  # all rights from executing to truncating
_IOCTL_DEVICES = 1 << 15
_BIND_AND_CONNECT_TCP = 1 | 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2
_ALL_BUT_SPECIAL = _ALL_OF_ABI_3 & ~(1 << 0 | 1 << 6 | 1 << 9 | 1 << 11)  # no program, no device

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi() -> int:
    """Return the version of Landlock that the kernel offers; 0 if it offers none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, 0, _ASK_FOR_ABI)))


def make_ruleset(
    readable: Iterable[str],
    listed: Iterable[str],
    writable: Iterable[str],
    private: Iterable[str] = (),
    *,
    may_signal: bool = False,
) -> int:
    """Return the descriptor of a ruleset that allows only these files, and what lies below them.

    In the listed folders, and in the folders directly inside them, only names can be read.
    `writable` are files such as devices. Only in `private` folders can anything be made, removed
    or renamed. The ruleset also denies the network and, without `may_signal`, signals to other
    domains, as far as the kernel's version supports this. Raises OSError.
    """
    version = abi()
    rules = _Ruleset(
        _ALL_OF_ABI_3 | (_IOCTL_DEVICES if version >= 5 else 0),
        _BIND_AND_CONNECT_TCP if version >= 4 else 0,
        _ABSTRACT_SOCKETS | (0 if may_signal else _SIGNALS) if version >= 6 else 0,
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8  # of the known fields
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    for path in readable:
        _allow(ruleset, path, _READ_FILE)
    for path in listed:
        _allow(ruleset, path, 0)
    for path in writable:
        _allow(ruleset, path, _READ_FILE | _WRITE_FILE)
    for path in private:
        _allow(ruleset, path, _ALL_BUT_SPECIAL)
    return ruleset


def restrict_self(ruleset: int) -> None:
    """Apply the ruleset for ever to this process and all that it starts; needs no_new_privs."""
    _call(_RESTRICT_SELF, ruleset, 0)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access |= _READ_DIR
        rule = _PathBeneath(access, descriptor)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock: {os.strerror(code)}")
    return result
