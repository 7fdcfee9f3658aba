"""Compile the policy's system call rules to a BPF program, through libseccomp."""

from __future__ import annotations

import functools
import os

from autograder.errors import SandboxError
from autograder.sandbox import policy


@functools.cache
def compile_filter() -> bytes:
    """Return the seccomp filter that a worker installs before student code runs.

    Raises SandboxError where libseccomp is not installed.
    """
    try:
        import pyseccomp  # noqa: PLC0415 - raises where the C library is missing
    except (ImportError, OSError, RuntimeError) as error:
        raise SandboxError(
            "sandbox: libseccomp cannot be loaded; install it "
            f"(Debian: apt install libseccomp2, Fedora: dnf install libseccomp) ({error})"
        ) from None
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
    for names, code in (
        (policy.DENIED_SYSCALLS, policy.DENIED_ERRNO),
        (policy.ABSENT_SYSCALLS, policy.ABSENT_ERRNO),
    ):
        for name in names:
            if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) > 0:
                rules.add_rule(pyseccomp.ERRNO(code), name)
    flags = policy.CLONE_NAMESPACE_FLAGS
    for bit in (1 << n for n in range(32) if flags >> n & 1):
        rules.add_rule(
            pyseccomp.ERRNO(policy.DENIED_ERRNO),
            "clone",
            pyseccomp.Arg(0, pyseccomp.MASKED_EQ, bit, bit),
        )
    return _export(rules)


def _export(rules: object) -> bytes:
    descriptor = os.memfd_create("seccomp")
    with os.fdopen(descriptor, "w+b") as file:
        rules.export_bpf(file)  # type: ignore[attr-defined]
        file.seek(0)
        return file.read()
