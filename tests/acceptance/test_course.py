"""docs/course.md is true: every section of the articles is taught where it says."""

import functools
import re
from pathlib import Path

import nbformat
import pytest

from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course

FOLDER = find_course(Path(__file__))
ASSIGNMENTS = [assignment.name for assignment in FOLDER.course.assignments]
ROW = re.compile(r"^\| ([A-E]\d[\d.]*) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
FURTHER = re.compile(r"^\| ([^|]+?) \| (`.+) \|$", re.MULTILINE)  # what no article teaches
ENTRY = re.compile(r"`(\w+)`: (.+)")
TERM = re.compile(r"(.+) \((.*[\u4e00-\u9fff].*)\)")

UNFILLED = "–"  # noqa: RUF001

# The sections of each article: its own numbers, or its titles counted.
SECTIONS = """
A1 Why a loss function is needed
A2 From maximum likelihood to cross-entropy
A3 Why not the squared error
A4 From the loss to the cost
A5 Gradient descent as a search for the best parameters
A6 What convex functions are good for
A7 Computation graphs
A8 How code names derivatives
A9 Backpropagation in logistic regression
A10 Vectorization, and what it gains
A11 Which loops to avoid
A12 Broadcasting in NumPy
A13 Arrays of rank 1
A14 Logistic regression, complete
A15 From one layer to several
A16 The points to remember
B1 A picture as a vector
B1.1 The problem: is it one, or not
B1.2 Samples as columns, and their labels
B2 The model of logistic regression
B2.1 Weights, bias, and the sigmoid
B2.2 It is a network of one neuron
B3 Loss and cost
B4 Gradient descent
B4.1 What a gradient says
B4.2 The update, and its step length
B5 Computation graphs
B5.1 A network is a graph
B5.2 Forwards: values
B5.3 Backwards: derivatives
B5.4 Gradient descent in logistic regression
B5.5 What passes through a neuron, both ways
B5.6 Backwards through the graph of one loss
B5.7 Training on m samples
B6 Vectorization
B6.1 A weighted sum without a loop
B6.2 Logistic regression without a loop
B7 The rules of broadcasting
B8 Good habits with NumPy
B9 Where the loss comes from
C1 Machine learning and deep learning
C2 Logistic regression is for classification
C2.1 The sigmoid
C2.2 Why the loss is not the squared error
C3 Gradient descent and the learning rate
C4 Vectorization: no loop over the samples
C5 Forward propagation and backpropagation
C6 Why activation functions must not be linear
C7 Activation functions compared
C7.1 Sigmoid
C7.2 Tanh
C7.3 ReLU and its relatives
C8 Backpropagation through a hidden layer
C10 A shallow network in code
D1 The gradients of one sample with two features
D2 Gradient descent on m samples
D2.1 The loop, line by line
E1 The idea of gradient descent
E1.1 What it is
E1.2 Batch, mini-batch and stochastic
E1.3 Strengths and weaknesses
E2 Gradient descent in NumPy
E2.1 Starting weights and biases
E2.2 Forward propagation
E2.3 Squared error and cross-entropy
E2.4 Backpropagation
E2.5 The update
E3 Three applications
E3.1 Linear regression
E3.2 Logistic regression
E3.3 A neural network
E4 The code, explained
E4.1 Gradient descent for a line
E4.2 Gradient descent for logistic regression
E4.3 Gradient descent for a network
E5 Summary
"""


@pytest.fixture(scope="module")
def page():
    """The page's text."""
    return (FOLDER.root / "docs" / "course.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def taught(page):
    """The places that teach each section or topic: pairs of an assignment and a place in it."""
    beyond = page.partition("## Beyond the articles\n")[2].partition("\n## ")[0]
    rows = [(number, where) for number, _, _, where in ROW.findall(page)] + FURTHER.findall(beyond)
    return {
        topic: [
            (assignment, place)
            for entry in where.split("; ")
            for assignment, places in [ENTRY.fullmatch(entry).groups()]
            for place in places.split(", ")
        ]
        for topic, where in rows
    }


@pytest.fixture(scope="module")
def words(page):
    """The words of each section: formulas, names, terms with the Chinese in brackets."""
    return {
        number: cell.split("; ") for number, _, cell, _ in ROW.findall(page) if cell != UNFILLED
    }


def exercises_of(assignment):
    """Return the names of an assignment's exercises, as the table writes them."""
    path = FOLDER.source_notebook(assignment)
    return {f"`{exercise.name}`" for exercise in read_exercises(path)}


def edition(assignment, language):
    """Return the path of an assignment's source notebook in a language."""
    if language == "en":
        return FOLDER.source_notebook(assignment)
    return FOLDER.root / "translations" / language / f"{assignment}.ipynb"


@functools.cache
def texts_of(assignment, language="en"):
    """Return the text of each place that the table may name: its section's text.

    An exercise's or a question's section is the one that contains its cell. A cell with a heading
    in its middle belongs to both sections.
    """
    notebook = nbformat.read(edition(assignment, language), as_version=4)
    place, texts, section_of = "introduction", {}, {}
    for cell in notebook.cells:
        if cell.metadata.nbgrader.grade:
            section_of[f"`{cell.metadata.nbgrader.grade_id}`"] = place
        if cell.cell_type == "markdown":
            before, *after = re.split(r"^## (\d+)\. ", cell.source, flags=re.MULTILINE)
            texts[place] = texts.get(place, "") + "\n" + before
            for number, text in zip(after[::2], after[1::2], strict=True):
                place = f"section {number}"
                texts[place] = texts.get(place, "") + "\n" + text
    return texts | {name: texts[where] for name, where in section_of.items()}


def missing_words(words, taught, language):
    """Return the words that none of their row's places contains, with their rows."""
    missing = []
    for number, listed in words.items():
        places = [(name, at) for name, at in taught[number] if edition(name, language).is_file()]
        near = "\n".join(texts_of(name, language)[at] for name, at in places)
        whole = "\n".join(text for name, _ in places for text in texts_of(name, language).values())
        for word in listed if places else []:
            term, chinese = TERM.fullmatch(word).groups() if TERM.fullmatch(word) else (word, "")
            own, other = (term, chinese) if language == "en" else (chinese or term, "")
            if own.strip("$").lower() not in near.lower() or other not in whole:
                missing.append(f"{number}: {word}")
    return missing


def test_every_section_has_a_row(page):
    """The table has one row for each section of the articles, in their order."""
    rows = [f"{number} {title}" for number, title, *_ in ROW.findall(page)]
    assert rows == SECTIONS.split("\n")[1:-1]


def test_every_place_exists(taught):
    """Each assignment, exercise, question and section in the table exists."""
    named = {entry for entries in taught.values() for entry in entries}
    assignments = {assignment for assignment, _ in named}
    assert set(ASSIGNMENTS) - assignments == set()
    there = {(name, place) for name in assignments for place in texts_of(name)}
    assert named - there == set()


def test_every_section_has_words(words):
    """The table says what each section is about."""
    numbers = {line.split()[0] for line in SECTIONS.split("\n")[1:-1]}
    assert {number for number in numbers - set(words) if number[0] not in "CE"} == set()


@pytest.mark.parametrize("language", FOLDER.course.languages)
def test_words_stand_where_they_are_taught(words, taught, language):
    """Each formula and term of a row is in a section that the row names, in each language.

    In English the Chinese term is next to its first use, anywhere in the notebook.
    """
    assert missing_words(words, taught, language) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_exercise_is_in_the_table(taught, assignment):
    """The tables contain every exercise of an assignment."""
    named = {place for entries in taught.values() for name, place in entries if name == assignment}
    assert exercises_of(assignment) - named == set()


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_assignment_has_a_paragraph(page, assignment):
    """The page has a paragraph on each assignment before the table."""
    assert f"**`{assignment}`, " in page.partition("\n| | ")[0]
