"""What the instructor's objects are for student code, and what comes back."""

import io
import itertools
import random

import pytest

from autograder.course.settings import Limits
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.handle_classes import is_subclass
from autograder.student.walk import Walk
from autograder.submission.cells import Cells

pytestmark = pytest.mark.processes


class Tree:
    """A class that a given cell defines."""

    def __init__(self, value, left=None):
        self.value = value
        self.left = left
        self.seen = []

    def double(self):
        """Return a number that only a method knows."""
        return 2 * self.value


class GivenError(Exception):
    """An exception class that a given cell defines."""


Tree.__module__ = GivenError.__module__ = "__main__"  # as a cell's classes are

GIVEN = """
class Tree:
    def __init__(self, value, left=None):
        self.value = value
        self.left = left
        self.seen = []
    def double(self):
        return 0
class GivenError(Exception):
    pass
"""
STUDENTS = """
from collections import namedtuple
from dataclasses import dataclass
class Oak(Tree):
    def double(self):
        return super().double() + 7
class Other:
    pass
@dataclass
class Card:
    rank: str
    tags: list
Point = namedtuple("Point", "x y")
origin = Point(0, 0)
oak = Oak(1)
loop = Tree(1)
loop.left = loop
def grow(tree):
    tree.left = Tree(tree.value + 1)
    tree.seen.append(tree.value)
    return tree
def reverse(trees):
    trees.reverse()
    return {"first": trees[0]}
def make(kind):
    return kind(5)
def shadow(tree):
    tree.double = lambda: 1000
    tree.__class__ = Other
    tree.value = 9
    return tree
def kind_of(tree):
    return type(tree) is Tree
def fail():
    raise GivenError("no")
def call(f):
    return f(Tree(4))
def take(iterator, n):
    return [next(iterator) for _ in range(n)]
def draw(generator):
    return generator.random()
def lines(file):
    return [line.strip() for line in file]
"""


@pytest.fixture(scope="module")
def live():
    """The names of a notebook whose given classes are those above."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    walk = Walk(sandbox, Cells([(1, GIVEN), (2, STUDENTS)], []), [3], Limits(), 1)
    walk.given.update(Tree=Tree, GivenError=GivenError)
    yield walk.at(3, allowed=None)
    walk.close()
    sandbox.close()


def test_an_object_of_a_given_class_is_changed_by_student_code(live):
    """It is an object of the notebook's class there, and what a call did to it is done here."""
    tree, seen = Tree(3), None
    seen = tree.seen
    assert live.value("kind_of")(tree) is True
    assert live.value("grow")(tree) is tree
    assert (type(tree.left), tree.left.value, seen) == (Tree, 4, [3])


def test_what_comes_back_has_the_instructor_s_methods(live):
    """Its fields are the sandbox's word; what it can do is not."""
    assert live.value("make")(Tree).double() == 10
    assert live.value("loop").left.left.value == 1
    assert live.value("call")(Tree.double) == 8


def test_a_field_does_not_replace_a_method_of_the_instructor_s(live):
    """Student code may give an object any field; its methods and its class stay ours."""
    own = Tree(2)
    shadowed = live.value("shadow")(own)
    assert (type(own), own.double(), vars(own).keys()) == (Tree, 18, {"value", "left", "seen"})
    assert type(shadowed).__name__ == "Other" or shadowed is own


def test_objects_of_given_classes_keep_their_identity(live):
    """Also in lists that a call changes, and in its answer."""
    trees = first, second = [Tree(1), Tree(2)]
    assert live.value("reverse")(trees)["first"] is second
    assert trees[0] is second
    assert trees[1] is first


def test_a_student_s_class_may_derive_from_a_given_one(live):
    """For isinstance and issubclass; its methods are the student's."""
    oak, kind = live.value("oak"), live.value("Oak")
    assert isinstance(oak, Tree)
    assert isinstance(oak, kind)
    assert is_subclass(kind, Tree)
    assert (oak.double(), type(oak).__name__) == (7, "Oak")
    assert not is_subclass(live.value("Other"), Tree)


def test_an_exception_of_a_given_class_is_of_the_instructor_s(live):
    """A test catches it by its own class."""
    with pytest.raises(GivenError, match="no"):
        live.value("fail")()


def test_iterators_of_the_grader_s_are_asked_item_by_item(live):
    """What student code takes is gone."""
    numbers = itertools.count(2)
    assert live.value("take")(numbers, 3) == [2, 3, 4]
    assert next(numbers) == 5
    with pytest.raises(StopIteration):
        live.value("take")((n for n in [1]), 2)


def test_objects_of_libraries_are_copied(live):
    """The sandbox goes on with its copy while the object stays as it is here."""
    own, same = random.Random(3), random.Random(3)
    assert [live.value("draw")(own) for _ in range(2)] == [same.random() for _ in range(2)]
    assert live.value("lines")(io.StringIO("a\nb")) == ["a", "b"]


def test_objects_of_students_that_are_only_fields_are_compared_here(live):
    """By their fields; a named tuple is an instance of its class."""
    card = live.value("Card")
    assert card("A", [1]) == card("A", [1])
    assert card("A", [1]) != card("A", [2])
    assert isinstance(live.value("origin"), live.value("Point"))
