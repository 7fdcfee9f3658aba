"""Hidden graders of the exercise update_parameters(parameters, grads, learning_rate=1.2).

In place or not is the student's choice. A function without a default rate gets
1.2 where the default is judged.
"""

import pytest

from autograder.checks import check_arrays, check_close, check_unchanged

pytestmark = pytest.mark.exercise("update_parameters")


@pytest.fixture
def step(student, rng, make_network):
    """Take one step of the student's on a random network; return it beside the right one."""

    def take(learning_rate=None, sizes=(3, 5, 7, 1)):
        network = make_network(*sizes)
        grads = {f"d{name}": rng.normal(0, 8, p.shape) for name, p in network.parameters.items()}
        if learning_rate is None:
            value = student.update_parameters(
                network.parameters, grads, extras={"learning_rate": 1.2}
            )
            learning_rate = 1.2
        else:
            value = student.update_parameters(network.parameters, grads, learning_rate)
        updated = check_arrays(value, "parameters", network.shapes)
        right = {
            name: p - learning_rate * grads[f"d{name}"] for name, p in network.parameters.items()
        }
        return updated, right

    return take


@pytest.mark.weight(4)
def test_values(step, rng):
    """Each parameter keeps its shape and moves against its gradient by the learning rate"""
    updated, right = step(float(rng.uniform(0.1, 0.9)))
    for name in right:
        check_close(updated[name], right[name], name)


@pytest.mark.weight(2)
def test_learning_rate(step):
    """The learning rate that is passed counts"""
    for learning_rate in (0.01, 2.5, 12.0):
        updated, right = step(learning_rate)
        for name in right:
            check_close(updated[name], right[name], f"{name} at another rate")


def test_default_rate(step):
    """The default learning rate is 1.2"""
    updated, right = step()
    for name in right:
        check_close(updated[name], right[name], f"{name} at the default rate")


def test_several_outputs(step):
    """Right for other sizes of layers"""
    updated, right = step(0.3, sizes=(6, 2, 3, 3))
    for name in right:
        check_close(updated[name], right[name], name)


def test_gradients_stay(student, rng, make_network):
    """The gradients are as they were"""
    network = make_network()
    grads = {f"d{name}": rng.normal(0, 1, p.shape) for name, p in network.parameters.items()}
    seen = student.update_parameters.observe(network.parameters, grads, 0.3)
    updated = check_arrays(seen.value, "parameters", network.shapes)
    for name, value in network.parameters.items():
        check_close(updated[name], value - 0.3 * grads[f"d{name}"], name)
    check_unchanged(seen.arguments, {"grads": grads})
