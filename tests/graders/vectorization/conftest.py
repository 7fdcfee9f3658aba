"""What the hidden graders of vectorization share: answers that are dicts of numbers."""

from typing import Any

import pytest

from autograder.checks import CheckFailed, type_name


@pytest.fixture
def entries():
    """Return the named entries of a dict, whatever they are; None for one that is not there."""

    def read(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise CheckFailed(f"the answer is {type_name(value)}; expected a dict")
        return {name: value.get(name) for name in names}

    return read
