"""Let libraries do without /proc, which student code does not have."""

from __future__ import annotations

import sys


def forget_proc() -> None:
    """Make threadpoolctl, which scikit-learn uses, find shared libraries in another way.

    It looks once whether there is a /proc. That was when the warm interpreter imported it.
    """
    module = sys.modules.get("threadpoolctl")
    if hasattr(module, "_HAS_PROCFS"):
        module._HAS_PROCFS = False  # type: ignore[union-attr]  # noqa: SLF001 - it has no other way
