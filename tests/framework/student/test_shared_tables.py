"""Exercises with tables share a process only if none can change what another one answers."""

import os

import pandas as pd
import psutil
import pytest

from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentError
from autograder.student.forks import Context
from autograder.student.functions import Student

pytestmark = pytest.mark.processes

TABLE = pd.DataFrame({"town": ["Ulm", "Bern", "Ulm"], "km": [2.0, 3.0, 5.0]})
HONEST = (
    "import pandas as pd\n"
    "table = pd.DataFrame({'town': ['Ulm', 'Bern', 'Ulm'], 'km': [2.0, 3.0, 5.0]})\n"
    "mean = table['km'].mean()\n"
    "def total(df):\n    return df.groupby('town')['km'].sum().reset_index()\n"
    "def longest(df):\n    return df.sort_values('km', ascending=False).head(1)\n"
)
RIGHT = {
    "total": TABLE.groupby("town")["km"].sum().reset_index().to_dict(),
    "longest": TABLE.sort_values("km", ascending=False).head(1).to_dict(),
}
SIGNATURES = {
    "total": ["df"],
    "longest": ["df"],
    "spoil": ["df"],
    "made": ["n"],
    "keep": ["x"],
}
_LEVELS = [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=_LEVELS)
def sandbox(request):
    """One warm sandbox for each level, in which pandas is loaded once for all."""
    sandbox = Sandbox(make_policy(request.param).with_imports(["pandas"]))
    yield sandbox
    sandbox.close()


@pytest.fixture
def load(sandbox, attempt_in):
    """Load code; return what gives the student's names to the tests of an exercise."""

    def loaded(code, *exercises):
        attempt = attempt_in(sandbox, code, exercises=("mean", "total", "longest", *exercises))
        return lambda exercise: Student(attempt, SIGNATURES, Context(exercise))

    return loaded


def processes():
    """Return the numbers of the processes below this one."""
    return {one.pid for one in psutil.Process(os.getpid()).children(recursive=True)}


def test_plain_exercises_share_a_process(load):
    """Two functions and a variable need one process."""
    of, seen = load(HONEST), []
    for exercise in ("mean", "total", "longest"):
        student = of(exercise)
        if exercise == "mean":
            assert student["mean"] == pytest.approx(10 / 3)
        else:
            assert getattr(student, exercise)(TABLE).to_dict() == RIGHT[exercise]
        seen.append(processes())
    assert seen[0] == seen[1] == seen[2]


ATTACKS = {
    "a method": "pd.DataFrame.groupby = lambda *_, **__: 3",
    "a class": "k = pd.DataFrame\n    k.head = lambda self, n: 3",
    "a function of the module": "pd.concat = 3",
    "an internal method": "pd.core.groupby.SeriesGroupBy.sum = lambda self: 3",
    "an option": "pd.set_option('future.infer_string', False)",
    "the modules": "import sys\n    sys.modules['pandas'].DataFrame.head = None",
    "an accessor": "pd.api.extensions.register_dataframe_accessor('groupby')(lambda df: 3)",
    "the table": "table.loc[:, 'km'] = 7.0",
    "the function": "total.__code__ = longest.__code__",
    "the names": "globals()['longest'] = globals()['total'] = print",
    "the builtins": "import builtins\n    builtins.len = lambda _: 3",
    "a file": "open('kept', 'w').write('x')",
    "the file by a name": "df.agg('to_csv', 0, 'kept')",
    "the process": "import os\n    os._exit(0)",
    "its own process group": "import os, signal\n    os.kill(0, signal.SIGKILL)",
    "the processes": "import os\n    [os.kill(n, 9) for n in range(2, 99) if n != os.getpid()]",
    "memory": "df['town'].repeat(10**9)",
    "time": "while True: pass",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_exercise_changes_the_answer_of_another(load, attack):
    """Whatever one exercise does, the others answer as they would alone, before and after it."""
    code = f"{HONEST}def spoil(df):\n    {ATTACKS[attack]}\n    return df\n"
    of = load(code, "spoil")
    for _ in range(2):
        assert of("total").total(TABLE).to_dict() == RIGHT["total"]
        try_to_spoil(of("spoil"))
        assert of("longest").longest(TABLE).to_dict() == RIGHT["longest"]
        assert of("mean")["mean"] == pytest.approx(10 / 3)


def try_to_spoil(student):
    """Call the attack; how it ends does not matter."""
    try:
        student.spoil(TABLE)
    except StudentError:
        return


@pytest.mark.parametrize("attack", ["a class", "the modules", "the builtins", "the process"])
def test_a_test_may_call_another_exercise(load, attack):
    """If the test of a plain exercise calls one that is not, no later exercise sees what it did."""
    code = f"{HONEST}def spoil(df):\n    {ATTACKS[attack]}\n    return df\n"
    of = load(code, "spoil")
    student = of("total")
    assert student.total(TABLE).to_dict() == RIGHT["total"]
    try_to_spoil(student)
    assert student.total(TABLE).to_dict() == RIGHT["total"]
    try_to_spoil(student)
    assert of("longest").longest(TABLE).to_dict() == RIGHT["longest"]


def test_a_handle_lives_as_long_as_its_exercise(load):
    """A handle of a plain function stays in use beside calls of another exercise."""
    code = HONEST + "def made(n):\n    return lambda x: x + n\nkept = []\n"
    of = load(code + "def keep(x):\n    kept.append(x)\n    return len(kept)\n", "made", "keep")
    student = of("made")
    add = student.made.live(3)
    assert (student.keep(1), add(4), student.keep(1), add(5)) == (1, 7, 2, 8)
    assert of("keep").keep(1) == 1
