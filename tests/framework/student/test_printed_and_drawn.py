"""What a call printed, wrote into a file or drew, at both levels of isolation."""

import re
import time

import numpy as np
import pytest

from autograder.checks import CheckFailed, check_figure
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentCrashed, StudentMissing
from autograder.student.figures import MalformedFigureError, figure_of
from autograder.wire.messages import Extent

pytestmark = pytest.mark.processes

PLOT = "import matplotlib.pyplot as plt\nimport numpy as np\n"


_LEVELS = [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=_LEVELS)
def sandbox(request):
    """One warm sandbox for each level, in which matplotlib is loaded once for all."""
    sandbox = Sandbox(make_policy(request.param).with_imports(["matplotlib.pyplot"]))
    yield sandbox
    sandbox.close()


@pytest.fixture
def load(sandbox, student_in):
    """Load code that defines probe, and return it."""
    return lambda *cells, **options: student_in(sandbox, *cells, **options).probe


# -- printed text --------------------------------------------------------------------


def test_value_and_text_come_back(load):
    """What a call prints is beside its value; what the notebook printed before is not."""
    probe = load("print('loading')\ndef probe():\n    print('a', 1)\n    print('b')\n    return 3")
    assert probe.printed() == (3, "a 1\nb\n")
    assert load("def probe():\n    pass").printed() == (None, "")


ATTACKS = {
    "a flood": "for i in range(10**5): print('x' * 100)",
    "one huge text": "print('x' * 10**7)",
    "a liar": (
        "class S(str):\n"
        "        def __str__(self): return self\n"
        "        def __getitem__(self, key): return [1]\n"
        "        def __len__(self): return -1\n"
        "    import sys; sys.stdout.write(S('x' * 10**6)); print(S('x'))"
    ),
    "half characters": "print('\\ud800' * 10)",
    "another stream": "import sys; sys.stdout = None; print('x')",
    "a closed stream": "import sys; sys.stdout.close()",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_printed_text_is_only_text(load, attack):
    """Floods are cut, and what comes is a plain text, or the student's crash."""
    probe = load(f"def probe():\n    {ATTACKS[attack]}")
    try:
        value, text = probe.printed()
    except StudentCrashed:
        return
    assert (value, type(text)) == (None, str)
    assert len(text) <= 50_000


# -- written files -------------------------------------------------------------------

WRITER = """
calls = []
def probe():
    calls.append("call")
    with open("out.txt", "a") as stream:
        stream.write(" ".join(calls))
    return len(calls)
"""


def test_what_a_call_writes_comes_back(load, sandbox):
    """The text of the file is beside the value, without what an earlier call wrote there."""
    probe = load(WRITER)
    if sandbox.policy.isolation is Isolation.LANDLOCK:  # where no file can be written
        with pytest.raises(StudentCrashed, match="PermissionError"):
            probe.written("out.txt")
        return
    assert probe.written("out.txt") == (1, "call")
    assert probe.written("out.txt") == (2, "call call")
    assert probe.written("other.txt") == (3, "")


@pytest.mark.parametrize(
    "body",
    [
        "open('out.txt', 'wb').write(bytes(range(256)) * 10**4)",
        "import os; os.mkdir('out.txt')",
        "import os; os.symlink('/etc/shadow', 'out.txt')",
        "import os; os.symlink('/dev/zero', 'out.txt')",
        "open('out.txt', 'w').write('x' * 10**6); return 'y' * 10**6",
    ],
)
def test_written_text_is_only_text(load, body):
    """Whatever stands in the file's place, a text of limited length comes back."""
    try:
        _, text = load(f"def probe():\n    {body}").written("out.txt")
    except StudentCrashed:
        return
    assert type(text) is str
    assert len(text) <= 50_000


# -- figures -----------------------------------------------------------------------------

DRAWN = (
    PLOT + "def probe():\n"
    "    fig, (left, right) = plt.subplots(1, 2)\n"
    "    fig.suptitle('Both')\n"
    "    left.plot([1, 2, 4], [1, 4, 16], '--', marker='o', label='square')\n"
    "    left.scatter([3, 1], [4, 2], label='dots')\n"
    "    left.set(title='Growth', xlabel='n', ylabel='n squared', yscale='log', xlim=(0, 5))\n"
    "    left.legend()\n"
    "    right.bar(['a', 'b'], [3, 5], label='counts')\n"
    "    right.barh([0, 1], [7, 8])\n"
    "    right.imshow(np.eye(2))\n"
)


@pytest.mark.parametrize("way", ["", "    return fig", "    return left", "    return fig, right"])
def test_a_figure_is_data(load, way):
    """Texts, scales, limits, lines, bars, points and images are read, however it comes back."""
    figure = load(DRAWN + way).figure()
    left, right = figure.axes
    line, points = left.lines[0], left.points[0]
    assert (figure.title, left.title, left.xlabel, left.yscale) == ("Both", "Growth", "n", "log")
    assert (left.xlim, left.legend) == ((0.0, 5.0), ["square", "dots"])
    assert (line.y.tolist(), line.style, line.marker, line.label) == (
        [1, 4, 16],
        "--",
        "o",
        "square",
    )
    assert (points.x.tolist(), points.y.tolist()) == ([3, 1], [4, 2])
    assert [bars.heights.tolist() for bars in right.bars] == [[3, 5], [7, 8]]
    assert [bars.horizontal for bars in right.bars] == [False, True]
    assert right.images[0].tolist() == np.eye(2).tolist()


def test_each_call_begins_with_an_empty_page(load):
    """What was drawn while loading, or by another call, is not in the figure of a call."""
    probe = load(PLOT + "plt.plot([1])\ndef probe(*a):\n    plt.plot([2]); plt.title('t')")
    assert [len(probe.figure().axes[0].lines) for _ in range(2)] == [1, 1]
    assert load("def probe():\n    return 3").figure() is None


def test_a_variable_may_hold_a_figure(load):
    """Its figure is read as it is; another value is none."""
    held = load(PLOT + "fig, probe = plt.subplots()\nprobe.plot([5, 6])", extent=Extent.ALL)
    assert held.figure().axes[0].lines[0].y.tolist() == [5, 6]
    assert load("probe = 3").figure() is None
    with pytest.raises(StudentMissing):
        load("other = 3").figure()


LIES = {
    "a text of a class of its own": (
        "class S(str):\n        __getitem__ = lambda *_: 5\n    ax.set_title(S('x' * 9999))"
    ),
    "very many axes": "type(fig).axes = property(lambda self: [ax] * 999)",
    "axes that are none": "type(fig).axes = property(lambda self: [3])",
    "axes without an end": (
        "import itertools; type(fig).axes = property(lambda self: itertools.repeat(ax))"
    ),
    "a title that is a number": "type(ax).get_title = lambda self: 5",
    "very many lines": "[ax.plot([1]) for _ in range(300)]",
    "a line of very many points": "ax.plot(np.zeros(2_000_000))",
    "limits that are none": "type(ax).get_xlim = lambda self: (0, float('nan'))",
    "a label with half a character": "ax.set_xlabel('\\ud800')",
    "data that is no data": "ax.plot([1]); type(ax.lines[0]).get_xdata = lambda self, orig: {}",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_figure_that_lies_is_data_or_a_crash(load, lie):
    """Whatever a figure's own methods answer, a test gets checked data or the student's crash."""
    began = time.process_time()
    probe = load(
        PLOT + f"def probe():\n    fig, ax = plt.subplots()\n    {LIES[lie]}\n    return fig"
    )
    try:
        figure = probe.figure()
    except StudentCrashed:
        return
    assert len(figure.axes) <= 200
    assert all(type(axes.title) is str and len(axes.title) <= 500 for axes in figure.axes)
    assert all(len(axes.lines) <= 200 for axes in figure.axes)
    assert time.process_time() - began < 60


# -- what does not need a sandbox ----------------------------------------------------------

AXES = {
    **dict.fromkeys(("title", "xlabel", "ylabel", "xscale", "yscale"), "linear"),
    "xlim": [0.0, 1.0],
    "ylim": [0.0, 1.0],
    "xticks": [],
    "yticks": [],
    "legend": None,
    "lines": [
        {"x": np.arange(3.0), "y": np.arange(3.0) ** 2, "label": "", "style": "-", "marker": ""}
    ],
    "bars": [],
    "points": [{"x": np.array([1.0, 2]), "y": np.array([3.0, 4]), "label": ""}],
    "images": [],
}


@pytest.mark.parametrize(
    "value",
    [3, {}, [], {"title": "", "axes": {}}, {"title": "", "axes": [{}]}, {"title": 1, "axes": []}]
    + [{"title": "x" * 501, "axes": []}, {"title": "", "axes": [AXES] * 201}]
    + [
        {"title": "", "axes": [AXES | {key: wrong}]}
        for key in AXES
        for wrong in (5, {}, [5], [{"x": 1}], ["x" * 501], np.zeros(2, int))
    ],
)
def test_only_figures_that_our_code_describes_are_figures(value):
    """Anything else that a sandbox sends is refused."""
    with pytest.raises(MalformedFigureError):
        figure_of(value)


def failure(figure, **asked):
    """Return message and hint with which check_figure fails."""
    with pytest.raises(CheckFailed) as caught:
        check_figure(figure, "f", **asked)
    return str(caught.value), caught.value.hint


def test_what_can_be_asked_of_a_figure():
    """Each part passes as it is, and fails with a sentence without the expected value."""
    figure = figure_of({"title": "", "axes": [AXES | {"title": "Growth ", "legend": ["A", "b"]}]})
    line, points = ([0, 1, 2], [0, 1, 4]), ([2, 1], [4, 3])
    axes = check_figure(
        figure,
        title="growth",
        xlabel=True,
        xscale="linear",
        legend=["B", "a"],
        lines=[line],
        points=[points],
        bars=0,
        xlim=(0, 1),
    )
    assert axes is figure.axes[0]
    check_figure(figure, lines=1, points=True, legend=True)
    assert failure(figure, bars=True)[0] == "the bars of f are too few"
    assert failure(None) == ("no figure was drawn", "")
    assert failure(3)[0] == "f is int; expected a figure"
    assert failure(figure, axes=1)[0] == "f has too few axes"
    assert failure(figure, title="Decay")[0] == "the title of f is not the text that is asked for"
    assert failure(figure, yscale="log")[0] == "the scale of the y-axis of f is not log"
    assert failure(figure, ylim=(0, 2))[0] == "the limits of the y-axis of f are not as asked for"
    assert failure(figure, legend=["a"])[0] == "the legend of f has too many entries"
    assert failure(figure, legend=["a", "c"])[0] == "the legend of f has other texts than asked for"
    assert failure(figure, lines=2)[0] == "the lines of f are too few"
    told = failure(figure, lines=[line[::-1]])
    assert told == ("the lines of f do not show the right data", "The two axes are swapped.")
    assert failure(figure, points=[line])[1] == ""
    with pytest.raises(TypeError, match=re.escape("cannot ask for colour")):
        check_figure(figure, colour="red")


def test_points_have_no_order_whatever_their_rounding_errors():
    """Points that are right but for rounding are right, also if several have the same x."""
    x, y = np.array([2.0, 1 + 1e-13, 1.0]), np.array([5.0, 3.0, 4.0])
    points = [{"x": x, "y": y, "label": ""}]
    figure = figure_of({"title": "", "axes": [AXES | {"points": points}]})
    check_figure(figure, points=[([1, 1, 2], [4, 3, 5])])
    assert failure(figure, points=[([1, 1, 2], [4, 3, 6])])[0].endswith("the right data")


def test_missing_texts_are_named_together(load):
    """If several of the title and the labels are missing, one sentence names them."""
    figure = load(PLOT + "def probe():\n    plt.plot([1])\n    plt.title('t')").figure()
    with pytest.raises(CheckFailed, match="the labels of both axes of the figure are missing"):
        check_figure(figure, title="t", xlabel=True, ylabel=True)
