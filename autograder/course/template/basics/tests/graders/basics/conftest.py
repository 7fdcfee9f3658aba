import pytest

NAMES = ["ada", "Bo", "chidi", "Dilek", "emre", "Farah", "goran", "Hana", "iris", "Jun"]


@pytest.fixture
def names(rng):
    """Six names, some with a small first letter; no two begin with the same letter."""
    return [str(name) for name in rng.permutation(NAMES)[:6]]
