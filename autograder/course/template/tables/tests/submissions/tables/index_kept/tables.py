import pandas as pd

rides = pd.read_csv("data/rides.csv")
member_share = rides.member.value_counts(normalize=True)["yes"] * 100
join_choice = "A"


def longest_rides(rides, n):
    return rides.nlargest(n, "km")


def totals(rides):
    return rides.groupby("station").agg(rides=("ride", "size"), km=("km", "sum"))


def clean(raw):
    raw = raw[raw.minutes.notna()].copy()
    raw["km"] = raw.km.str.replace(" km", "")
    return raw


def mean_minutes(rides):
    return rides.groupby(["station", "member"])["minutes"].mean()
