import numpy as np
import pytest

from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.functions import StudentCrashed

pytestmark = pytest.mark.processes


def shuffles(x, rng):
    """Return two shuffles of x numbers."""
    yield rng.permutation(x)
    yield rng.permutation(x)


# Nothing here depends on the level, so the second one is for `make test-slow`.
LEVELS = [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=LEVELS)
def sandbox(request):
    """One warm sandbox of each level for the whole module."""
    sandbox = Sandbox(make_policy(request.param))
    yield sandbox
    sandbox.close()


@pytest.fixture
def judge(sandbox, student_in):
    """Call probe(x) in a notebook where `sigmoid` is bound to ten times its argument."""

    def call(code, **limits):
        bound = [("sigmoid", lambda z: 10 * z), ("tanh", lambda z: -z), ("shuffles", shuffles)]
        options = {"signatures": {"probe": ["x"]}, "rebind": bound}
        return student_in(sandbox, code, **options, **limits).probe(2.0)

    return call


@pytest.mark.parametrize(
    "code",
    [
        "def sigmoid(z):\n    return 'wrong'\ndef probe(x):\n    return sigmoid(x)",
        "def probe(x):\n    return sigmoid(x)",
        "from planar_utils import sigmoid\ndef probe(x):\n    return sigmoid(x)",
        "from planar_utils import *\ndef probe(x):\n    return sigmoid(x)",
        "from planar_utils import tanh, sigmoid as s\ndef probe(x):\n    return s(x)",
        "import planar_utils\ndef probe(x):\n    return planar_utils.sigmoid(x)",
        "import planar_utils as pu\ndef probe(x):\n    return pu.sigmoid(x)",
        "import course.utils.planar\ndef probe(x):\n    return course.utils.planar.sigmoid(x)",
        "import testCases, planar_utils\ndef probe(x):\n    return planar_utils.sigmoid(x)",
        "from course import utils as u\ndef probe(x):\n    return u.sigmoid(x)",
        "from . import utils\ndef probe(x):\n    return utils.sigmoid(x)",
        "from .utils import sigmoid as s\ndef probe(x):\n    return s(x)",
        "from utils import sigmoid\nact = sigmoid\ndef probe(x):\n    return act(x)",
        "import utils\nact = utils.sigmoid\ndef probe(x):\n    return act(x)",
        "def sigmoid(z):\n    return 'wrong'\nact = sigmoid\ndef probe(x):\n    return act(x)",
        "def probe(x):\n    from utils import sigmoid\n    return sigmoid(x)",
        "def probe(x):\n    import course.utils as u\n    return u.sigmoid(x)",
        "from importlib import *\nu = import_module('u')\ndef probe(x):\n    return u.sigmoid(x)",
    ],
    ids=[
        *("wrong", "missing", "from", "star", "as", "module", "module as", "package", "two"),
        *("from package", "from here", "beside", "alias", "alias of module's", "alias of own"),
        *("inside", "inside, package", "importlib"),
    ],
)
def test_whatever_stood_for_the_function_is_the_reference_s(judge, code):
    """A wrong, missing or unimportable helper is replaced, under the notebook's name for it."""
    assert judge(code) == 20.0


def test_modules_that_are_there_stay(judge):
    """Only modules that could not be imported are replaced."""
    assert judge("import math\ndef probe(x):\n    return math.sqrt(sigmoid(x) * 5)") == 10.0


def test_what_a_lost_module_does_not_have_cannot_be_called(judge):
    """It knows the exercises' functions; for anything else the true reason is given."""
    with pytest.raises(StudentCrashed, match="ModuleNotFoundError: No module named 'planar_utils'"):
        judge("import planar_utils\ndef probe(x):\n    return planar_utils.load_dataset()")


@pytest.mark.parametrize("steps", [200, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_training_loop_calls_back_very_often(judge, steps):
    """The reference's time is not charged to the student."""
    code = f"""
import numpy as np
def probe(x):
    W = np.ones((4, 3))
    for i in range({steps}):
        W = W + 0.001 * tanh(sigmoid(W))
        W = sigmoid(W) / 10
        tanh(W)
    return W.shape
"""
    assert judge(code, call_s=steps / 500) == (4, 3)


def test_values_travel_whole(judge):
    """Arrays arrive as the reference made them."""
    value = judge("import numpy as np\ndef probe(x):\n    return sigmoid(np.eye(2))")
    assert np.array_equal(value, 10 * np.eye(2))


def test_a_generator_with_a_source_of_random_numbers(judge):
    """Its items come as a list; their seed comes from the source, so they differ."""
    code = """
import numpy as np
def probe(x):
    rng = np.random.default_rng(4)
    return [[*shuffles(50, rng)] for _ in range(2)] + [[*shuffles(50, rng=rng)]]
"""
    drawn = np.array(judge(code)).reshape(6, 50)
    assert (np.sort(drawn) == np.arange(50)).all()
    assert len(np.unique(drawn, axis=0)) == 6
