"""Mistakes that students make in `save_scores`, each with the hint that they read."""

from pathlib import Path

from autograder.misconceptions import misconception


@misconception("save_scores")
def not_sorted(scores):
    """The lines are in the order in which the names are in the dict, not in alphabetical order."""
    lines = [f"{name}: {points}\n" for name, points in scores.items()]
    Path("scores.txt").write_text("".join(lines))


@misconception("save_scores")
def sorted_by_points(scores):
    """The lines are in the order of the points, not in the alphabetical order of the names."""
    names = sorted(scores, key=scores.get)
    Path("scores.txt").write_text("".join(f"{name}: {scores[name]}\n" for name in names))


@misconception("save_scores")
def on_one_line(scores, *, reference):
    r"""Everything is on one line of your file.

    `write` does not end a line, as `print` does. Write `"\n"` where a line ends.
    """
    reference.save_scores(scores)
    path = Path("scores.txt")
    path.write_text(path.read_text().replace("\n", ""))


@misconception("save_scores")
def last_alone(scores):
    """Only one name is in your file.

    Opening a file with "w" removes what is in it. Open it once, before the loop.
    """
    name = max(scores)
    Path("scores.txt").write_text(f"{name}: {scores[name]}\n")
