import matplotlib.pyplot as plt

months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
rain = [62, 48, 53, 41, 66, 75, 71, 70, 55, 51, 60, 65]

chart_choice = "B"
figure, rain_axes = plt.subplots()
rain_axes.bar(range(12), rain)
rain_axes.set_ylabel("rain in mm")


def temperature_curve(days, temperatures):
    plt.plot(days, temperatures)
    plt.title("Temperatures")


def highs_and_lows(days, highs, lows):
    fig, ax = plt.subplots()
    ax.plot(days, highs, label="high")
    ax.plot(days, lows, label="low")
    return ax


def population(areas, people):
    plt.scatter(areas, people)
    plt.xscale("log")
    plt.yscale("log")
    return plt.gca()


def histogram(values):
    fig, ax = plt.subplots()
    ax.hist(values, bins=range(0, 110, 10))
    return ax


def mean_by_station(weather):
    return weather.groupby("station")["temperature"].mean().plot(kind="bar")
