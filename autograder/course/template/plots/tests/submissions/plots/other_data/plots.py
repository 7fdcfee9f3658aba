import matplotlib.pyplot as plt
import numpy as np

months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
rain = [62, 48, 53, 41, 66, 75, 71, 70, 55, 51, 60, 65]

chart_choice = "c)"
figure, rain_axes = plt.subplots()
rain_axes.plot(months, rain)
rain_axes.set(ylabel="rain (mm)", title="Rain")


def temperature_curve(days, temperatures):
    plt.plot(temperatures)
    plt.xlabel("day")
    plt.ylabel("temperature (°C)")
    plt.title("Temperatures")


def highs_and_lows(days, highs, lows):
    plt.plot(days, highs, days, lows)
    plt.legend(["low", "high"])
    return plt.gca()


def population(areas, people):
    plt.scatter(np.log10(areas), np.log10(people))
    plt.xlabel("area")
    plt.ylabel("people")
    return plt.gca()


def histogram(values):
    plt.hist(values)
    plt.ylabel("count")
    return plt.gca()


def mean_by_station(weather):
    ax = weather.groupby("station")["temperature"].sum().plot.bar()
    ax.set_ylabel("mean temperature")
    return ax
