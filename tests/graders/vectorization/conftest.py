"""What the hidden graders of vectorization share: answers that are dicts of numbers."""

from typing import Any

import pytest

from autograder.checks import CheckFailed, say, type_name


@pytest.fixture
def entries():
    """Return the named entries of a dict, whatever they are; None for one that is not there."""

    def read(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise CheckFailed(say("the answer is {type}; expected a dict", type=type_name(value)))
        return {name: value.get(name) for name in names}

    return read
