"""What the hidden graders of vectorization share: answers that are dicts of numbers."""

from typing import Any

import pytest

from autograder.checks import CheckFailed, check_number, type_name


@pytest.fixture
def numbers():
    """Return the named numbers of a dict; further keys are welcome."""

    def read(value: Any, names: tuple[str, ...]) -> dict[str, float]:
        if not isinstance(value, dict):
            raise CheckFailed(f"the answer is {type_name(value)}; expected a dict")
        missing = [name for name in names if name not in value]
        if missing:
            raise CheckFailed(f"the dict has no key {', '.join(map(repr, missing))}")
        return {name: check_number(value[name], name) for name in names}

    return read
