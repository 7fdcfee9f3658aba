import numpy as np
import pandas as pd
import pytest

STATIONS = ["Bridge", "Castle", "Harbour", "Market", "Museum", "Park", "School", "Tower"]


@pytest.fixture
def rides(rng):
    """Thirty rides, in a random order: some without minutes, each of its own length."""
    stations = rng.permutation(STATIONS)[:4]
    table = pd.DataFrame(
        {
            "ride": rng.permutation(np.arange(100, 130)),
            "started": pd.Timestamp("2026-05-01") + pd.to_timedelta(rng.integers(0, 60, 30), "D"),
            "station": np.concatenate([np.repeat(stations, 2), rng.choice(stations, 22)]),
            "minutes": rng.integers(5, 90, 30).astype(float),
            "km": rng.permutation(np.arange(10, 100, 3))[:30] / 10,
            "member": ["no", "yes"] * 4 + rng.choice(["no", "yes"], 22).tolist(),
        }
    )
    table.loc[rng.choice(np.arange(8, 30), 5, replace=False), "minutes"] = np.nan
    return table.sample(frac=1, random_state=int(rng.integers(1000))).reset_index(drop=True)
