import numpy as np
import pandas as pd
import pytest

from autograder.grading.answers import CHANGES, CONSTANTS, ODD
from autograder.wire.frames import crossed
from autograder.wire.messages import ITSELF
from autograder.wire.values import Opaque

TABLE = pd.DataFrame(
    {
        "town": ["Ulm", "Bern"],
        "km": [2.5, 4.0],
        "stops": [3, 5],
        "day": pd.to_datetime(["2026-01-31", "2026-02-01"]),
        "late": [False, True],
        "line": pd.Categorical(["a", "b"]),
    },
    index=["first", "second"],
)
RIGHT = (
    1.5,
    7,
    np.ones((2, 3)),
    (np.ones((2, 1)), 0.5),
    {"W1": np.ones((2, 3)), "b1": np.zeros(1), "costs": [1.0, 2.0]},
    [np.arange(3), (np.array(["a"] * 0, float), None)],
    "a text",
    {"a", (1, 2)},
    (np.array(["a", "b"]), np.array(["2026-01-31"], "M8[D]"), frozenset({1.5})),
    None,
    (),
    {},
    TABLE,
    TABLE["km"],
    (TABLE, TABLE.set_index(["town", "stops"])),
)


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: type(right).__name__)
def test_every_change_gives_an_answer(right):
    """For any right answer, each change gives one that crosses the wire."""
    for change in CHANGES.values():
        crossed(change(right, {"x": np.ones((2, 1))}))


def test_constants_have_the_form_of_the_right_answer():
    """Their shapes, keys and parts are right, but none of their values."""
    right = {"W": np.full((2, 3), 0.3), "costs": [0.7, 0.2]}
    arguments = {"X": np.full((2, 3), 0.9), "n": 4}
    for name in ("zeros", "ones", "all NaN", "random", "arguments"):
        made = CONSTANTS[name](right, arguments)
        assert made["W"].shape == (2, 3)
        assert len(made["costs"]) == 2
        assert not np.isclose(made["W"], 0.3).any()
    assert CONSTANTS["arguments"](right, arguments)["W"] is arguments["X"]


def test_constants_of_a_table_have_its_form():
    """Their columns and the number of their rows are right, but no value and no label of a row."""
    for name in ("zeros", "ones", "all NaN", "random", "arguments"):
        table, column = CONSTANTS[name]([TABLE, TABLE["km"]], {"n": 2})
        assert (table.columns.tolist(), column.name) == (TABLE.columns.tolist(), "km")
        assert (table.index.tolist(), column.index.tolist()) == ([0, 1], [0, 1])
        for place in ("town", "km", "stops", "day"):
            assert (table[place].to_numpy() != TABLE[place].to_numpy()).all(), (name, place)
    other = pd.DataFrame({"x": [1]})
    assert CONSTANTS["arguments"](TABLE, {"rides": other}) is other


def test_constants_keep_nothing_that_is_no_number():
    """They contain no text, object or set of the right answer."""
    right = ["abc", b"abc", Opaque("set", "{1}"), 1j, None, ITSELF]
    right += [{1.5}, np.array(["abc"]), np.array(["2026-01-31"], "M8[D]")]
    for name in ("zeros", "ones", "all NaN", "random", "arguments"):
        made = CONSTANTS[name](right, {"n": 2})
        assert made[:3] == ["", b"", None]
        assert (made[3] != 1j, made[4:7]) == (True, [None, ITSELF, set()])
        assert (made[7].tolist(), made[8].astype(int).tolist()) == ([""], [0])


def test_odd_answers_stand_at_every_place():
    """They replace the whole answer, each part, the last part, and each number."""
    right = (np.ones(2), [0.5, 0.25])
    odd = {place: ODD[f"None{place}"](right, {}) for place in ("", " for each part")}
    assert odd == {"": None, " for each part": (None, None)}
    assert ODD["None for the last part"](right, {})[1] is None
    assert ODD["None for each number"](right, {}) == (None, [None, None])
