import pandas as pd

rides = pd.read_csv("data/rides.csv", parse_dates=["started"]).sort_values("km")
member_share = rides[rides.member == "yes"].shape[0]
join_choice = "left"


def longest_rides(rides, n):
    rides.sort_values("km", inplace=True)
    return rides.tail(n).reset_index(drop=True)


def totals(rides):
    counts = rides.station.value_counts().rename("rides")
    return rides.groupby("station").km.sum().to_frame().join(counts).reset_index()


def clean(raw):
    raw["km"] = raw["km"].str[:-3].astype(float)
    return raw.dropna().reset_index()


def mean_minutes(rides):
    return rides.pivot_table("minutes", "station", "member", fill_value=0)
