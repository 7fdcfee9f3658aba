"""Find the cause of an exception that is not the student's fault: a limit, or the machine.

Trusted. The exception's text is a claim from the sandbox: it is compared, and never repeated.
"""

from __future__ import annotations

import re

from autograder.languages import say

_OF_MEMORY = re.compile(
    r"cannot allocate memory|unable to allocate|failed to map segment|out of memory|bad_alloc"
    r"|defaultcpuallocator|not enough memory",
    re.IGNORECASE,
)
_NO_NETWORK = say("there is no network where this was graded")
_CAUSES = {
    r"cannot open shared object file|undefined symbol|version `\S+' not found": say(
        "a library that it needs is missing where this was graded, or has another version there"
    ),
    r"read-only file system|permission denied|operation not permitted": say(
        "the sandbox does not allow what it tried: see docs/security.md"
    ),
    r"function not implemented": say(
        "the sandbox has no such system call, as for starting processes or sharing memory"
    ),
    r"can't start new thread|resource temporarily unavailable": say(
        "the limit on processes and threads was reached"
    ),
    r"'psutil'": say("psutil needs /proc, which the sandbox does not have"),
    r"cannot cache function": say("compiled code cannot be kept here; take cache=True away"),
    r"name or service not known|temporary failure in name resolution": _NO_NETWORK,
    r"network is unreachable": _NO_NETWORK,
}


def cause_of(type_name: str, text: str, memory_mib: int) -> str:
    """Return which limit or shortage caused an exception, in our words; "" if none is seen."""
    if type_name == "MemoryError" or _OF_MEMORY.search(text):
        return memory_limit(memory_mib)
    return next(
        (told for said, told in _CAUSES.items() if re.search(said, text, re.IGNORECASE)), ""
    )


def memory_limit(memory_mib: int) -> str:
    """Return the sentence for a submission that reached its memory limit."""
    return say("the limit on memory, {limit} MiB, was reached", limit=memory_mib)
