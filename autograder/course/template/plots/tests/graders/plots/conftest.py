import numpy as np
import pytest


@pytest.fixture
def days(rng):
    """Nine days, some of them left out."""
    return np.cumsum(rng.integers(1, 4, 9))


@pytest.fixture
def highs(rng):
    """The highest temperature of each day."""
    return rng.normal(14.0, 4.0, 9)


@pytest.fixture
def lows(rng, highs):
    """The lowest temperature of each day."""
    return highs - rng.uniform(2.0, 9.0, 9)
