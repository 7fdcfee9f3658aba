"""Hidden graders of gradient_descent(X, Y, w, b, learning_rate, num_iterations).

The first step is compared with the reference's. What follows is judged by the walk that the
student's own steps make, so that a wrong step is charged once.
"""

import pytest

from autograder.checks import (
    check_array,
    check_number,
    check_numbers,
    check_parts,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("gradient_descent")

NAMES = ("w", "b", "costs")
CLOSE = {"rtol": 1e-5}


@pytest.fixture
def walks(student):
    """Take some walks; return each one's end, whatever w and b come in, and its costs."""

    def call(*calls):
        ends = []
        for given, value in zip(calls, student.gradient_descent.many(calls), strict=True):
            end = check_parts(value, NAMES)
            w = check_numbers(end["w"], "w", given[2].shape)
            ends.append((w, check_number(end["b"], "b", wrapped=True), end["costs"]))
        return ends

    return call


def walk(model, rate, steps, w=None, b=None):
    """Return what the function is called with."""
    return model.X, model.Y, model.w if w is None else w, model.b if b is None else b, rate, steps


@pytest.mark.weight(2.5)
@pytest.mark.parametrize("name", ["w", "b"])
def test_one_step(student, reference, make_model, name):
    """{name} is right after one step against the gradient"""
    calls = [walk(make_model(), 0.7, 1), walk(make_model(5, 4), 2.5, 1)]
    for call, value in zip(calls, student.gradient_descent.many(calls), strict=True):
        right = dict(zip(NAMES, reference.gradient_descent(*call), strict=True))
        check_values(
            check_parts(value, NAMES)[name],
            right[name],
            say("{name} after one step", name=name),
            **CLOSE,
        )


@pytest.mark.needs_value
@pytest.mark.weight(3)
def test_several_steps(walks, make_model):
    """Every step starts where the last one ended"""
    for model, rate, steps in ((make_model(), 0.4, 6), (make_model(2, 9), 1.3, 3)):
        (w, b, _), (before_w, before_b, _) = walks(
            walk(model, rate, steps), walk(model, rate, steps - 1)
        )
        ((last_w, last_b, _),) = walks(walk(model, rate, 1, before_w, before_b))
        check_values(w, last_w, "w after several steps", **CLOSE)
        check_values(b, last_b, "b after several steps", **CLOSE)


@pytest.mark.weight(3)
def test_costs(walks, reference, make_model, take_costs):
    """The list holds one cost for every step: that of the place where the step begins"""
    for model, rate, steps in ((make_model(3, 20), 0.1, 4), (make_model(5, 4), 1.3, 3)):
        *places, (_, _, costs) = walks(*(walk(model, rate, k) for k in range(steps + 1)))
        right = [reference.propagate(w, b, model.X, model.Y)[0] for w, b, _ in places]
        check_values(take_costs(costs, steps), right, "costs", **CLOSE)


@pytest.mark.needs_value
def test_no_steps(walks, make_model, take_costs):
    """With 0 iterations w and b are those of the start, and there are no costs"""
    model = make_model()
    ((w, b, costs),) = walks(walk(model, 0.4, 0))
    check_values(w, model.w, "w after no step")
    check_values(b, model.b, "b after no step")
    take_costs(costs, 0)


@pytest.mark.needs_value
def test_long_steps(walks, make_model):
    """A rate that is too large is taken as it is: the step is as long as it says"""
    model = make_model()
    (w, b, _), (far_w, far_b, _) = walks(walk(model, 0.5, 1), walk(model, 40.0, 1))
    check_values(far_w - model.w, 80 * (w - model.w), "the step of w", **CLOSE)
    check_values(far_b - model.b, 80 * (b - model.b), "the step of b", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, make_model):
    """W has the shape (n_x, 1), and b is one number"""
    for n_x in (3, 1):
        end = check_parts(student.gradient_descent(*walk(make_model(n_x), 0.4, 2)), NAMES)
        check_array(end["w"], "w", (n_x, 1))
        check_number(end["b"], "b")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_start_stays(student, make_model):
    """The w to start from is as it was, and so are X and Y"""
    model = make_model()
    seen = student.gradient_descent.observe(*walk(model, 0.5, 3))
    check_unchanged(seen.arguments, {"w": model.w, "X": model.X, "Y": model.Y})
