import numpy as np
import pandas as pd
import pytest

from autograder.checks import check_figure, check_that

pytestmark = pytest.mark.exercise("mean_by_station")
STATIONS = ["Bridge", "Harbour", "Hill", "Lake", "Market", "Park", "Tower"]


@pytest.fixture
def weather(rng):
    """Temperatures at four stations."""
    stations = rng.permutation(STATIONS)[:4]
    names = rng.permutation(np.concatenate([stations, rng.choice(stations, 16)]))
    return pd.DataFrame({"station": names, "temperature": rng.normal(12.0, 3.0, 20)})


@pytest.fixture
def figure(student, weather):
    """What the student's function draws."""
    return student.mean_by_station.figure(weather)


@pytest.mark.weight(3)
def test_bars(figure, weather):
    """Each station has a bar, as high as its mean temperature"""
    means = weather.groupby("station")["temperature"].mean()
    check_figure(figure, bars=[means.to_numpy()])


def test_names(figure, weather):
    """The names of the stations are at the bars"""
    axes = check_figure(figure, bars=1)
    right = sorted(set(weather["station"]))
    told = "the names of the stations are not at the bars in alphabetical order"
    check_that(axes.xticks == right, told)


def test_label(figure):
    """The y-axis has its label"""
    check_figure(figure, bars=1, ylabel="mean temperature")
