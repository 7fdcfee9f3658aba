"""Compile the policy's system calls to a BPF program, with libseccomp."""

from __future__ import annotations

import functools
import os

from autograder.errors import SandboxError
from autograder.sandbox.policy import Policy
from autograder.sandbox.syscalls import DENIED_ERRNO

_OPTIMIZE_AS_TREE = 2  # otherwise the kernel compares a call with some 200 others in turn


@functools.cache
def compile_filter(policy: Policy) -> bytes:
    """Return the seccomp filter that a worker installs before student code runs.

    Raises SandboxError if libseccomp is not installed.
    """
    try:
        import pyseccomp  # noqa: PLC0415 - raises where the C library is missing
    except (ImportError, OSError, RuntimeError) as error:
        raise SandboxError(
            "sandbox: libseccomp cannot be loaded; install it "
            f"(Debian: apt install libseccomp2, Fedora: dnf install libseccomp) ({error})"
        ) from None
    rules = pyseccomp.SyscallFilter(defaction=pyseccomp.ERRNO(DENIED_ERRNO))
    rules.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, _OPTIMIZE_AS_TREE)
    for name, conditions in policy.system_calls:
        if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) < 0:
            continue  # this machine does not have the call
        if not conditions:
            rules.add_rule(pyseccomp.ALLOW, name)
        for together in conditions:
            arguments = [
                pyseccomp.Arg(place, pyseccomp.MASKED_EQ, mask, value)
                for place, mask, value, _ in together
            ]
            rules.add_rule(pyseccomp.ALLOW, name, *arguments)
    return _export(rules)


def _export(rules: object) -> bytes:
    descriptor = os.memfd_create("seccomp")
    with os.fdopen(descriptor, "w+b") as file:
        rules.export_bpf(file)  # type: ignore[attr-defined]
        file.seek(0)
        return file.read()
