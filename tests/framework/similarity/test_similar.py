import json
import random

import msgspec
import pytest
from copied import (
    class_with_copies,
    class_with_partial_copies,
    commented,
    renamed,
    reordered,
    split,
)
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.course.folder import find_course
from autograder.errors import RequestError
from autograder.grading.evidence import code_of
from autograder.results.format import (
    EngineInfo,
    Evidence,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.store import ResultStore
from autograder.similarity import find
from autograder.similarity.find import find_similar, released
from autograder.similarity.fingerprints import texts
from autograder.similarity.page import similar_page
from autograder.similarity.side_by_side import pair_views
from autograder.submission.cells import Cells

DISGUISES = [
    (renamed,),
    (reordered,),
    (split,),
    (commented,),
    (renamed, reordered),
    (renamed, commented, reordered),
    (commented, renamed, split),
    (renamed, reordered, commented, split),
]
NOTHING = frozenset()
CODE = (
    'def f(x, w):\n    """Doc."""\n    z = w * x + 1.0  # note\n    return np.exp(z) + len("a")\n'
)


def evidence(answers):
    """Return answers as result files keep them."""
    return {
        student: {name: Evidence(code=code) for name, code in own.items()}
        for student, own in answers.items()
    }


def in_class(**own):
    """Return thirty students with answers of their own to f, and these students."""
    names = [f"s{i:02}" for i in range(30)]
    made = {
        name: {"f": f"def f(x):\n    y = x {'+*/-'[i % 4]} {i}\n    return [y] * {i * 7}\n"}
        for i, name in enumerate(names)
    }
    return evidence(made) | own


@pytest.mark.processes
@pytest.mark.parametrize("seed", [1, *(pytest.param(s, marks=pytest.mark.slow) for s in (3, 4, 5))])
def test_planted_copies_come_first(seed):
    """Copies in disguise are the closest pairs of 200; at most 1 % of independent ones are shown.

    They were renamed, reordered, split, or have comments in another language.
    """
    rng = random.Random(seed)
    answers, planted = class_with_copies("shallow_network", 200, rng, DISGUISES)
    found = find_similar("shallow_network", evidence(answers), NOTHING, 10**9)
    first = [pair.students for pair in found.pairs[: len(planted)]]
    assert set(first) == set(planted)
    assert len(found.pairs) - len(planted) <= 0.01 * found.compared


@pytest.mark.slow
@pytest.mark.parametrize(("exercises", "least"), [(5, 16), (3, 6)])
def test_partial_copies_come_up(exercises, least):
    """Of 16 who copied five of seven exercises, all are in the first 50 pairs; of three, some."""
    shown = 0
    for seed in (21, 22):
        rng = random.Random(seed)
        answers, planted = class_with_partial_copies("shallow_network", 200, rng, exercises)
        found = find_similar("shallow_network", evidence(answers), NOTHING, 10**9)
        assert len(found.pairs) <= 0.01 * found.compared
        shown += len({pair.students for pair in found.pairs[:50]} & {*planted})
    assert shown >= least


@pytest.mark.parametrize(
    "disguised",
    [
        'def f(v, u):\n    q = u * v + 1.0\n    return np.exp(q) + len("a")\n',
        CODE.replace("# note", "# 注"),
        CODE.replace('"a"', "'other'"),
        CODE.replace("1.0", "1"),
        CODE.replace("\n    return", "\n\n    return"),
    ],
)
def test_a_disguise_changes_no_fingerprint(disguised):
    """Names, comments, docstrings, texts, spaces and forms of a number do not count."""
    assert disguised != CODE
    assert texts([disguised]) == texts([CODE])


def test_other_code_has_other_fingerprints():
    """Operators, numbers, attributes, and which name is which, count."""
    for change in (("*", "+"), ("1.0", "2.0"), ("exp", "log"), ("w * x", "x * x")):
        assert texts([CODE.replace(*change)]) != texts([CODE])


def test_code_that_does_not_parse_has_fingerprints():
    """Broken code is compared like any other."""
    assert texts(["def f(x:\n  return ((x + 'open"])


def test_a_function_that_moved_to_another_cell_is_the_same():
    """What is compared is an exercise's code, wherever the notebook defines it."""
    there = code_of("f", Cells([(1, "a = 1"), (2, CODE)], []))
    here = code_of("f", Cells([(1, f"import numpy as np\n\n{CODE}\nb = 2"), (2, "a = 1")], []))
    assert texts([there]) == texts([here]) != NOTHING


def test_what_all_students_write_says_nothing():
    """No pair stands out in a class that has one answer."""
    code = evidence({f"s{i:02}": {"f": CODE} for i in range(30)})
    assert find_similar("a", code, NOTHING, 50).pairs == []


def test_two_of_many_stand_out():
    """Students who share what nobody else has are a pair; a third makes them a group."""
    same = {"f": Evidence(code=CODE)}
    (pair,) = find_similar("a", in_class(ada=same, ben=same), NOTHING, 50).pairs
    assert (pair.students, pair.rank, pair.exercises[0].share) == (("ada", "ben"), 1, 1.0)
    three = in_class(ada=same, ben=same, cy=same)
    found = find_similar("a", three, NOTHING, 50)
    assert (found.groups, found.more) == ([["ada", "ben", "cy"]], 0)
    assert (len(find_similar("a", three, NOTHING, 1).pairs), found.pairs[1].rank) == (1, 2)
    assert find_similar("a", three, NOTHING, 1).more == 2


def test_code_that_was_handed_out_does_not_count():
    """Students who kept a rarely kept part of the release are no pair."""
    same = {"f": Evidence(code=CODE)}
    assert find_similar("a", in_class(ada=same, ben=same), texts([CODE]), 50).pairs == []


def test_equal_wrong_answers_tell_more_than_equal_code():
    """Of two pairs that share as much code, those who are wrong alike come first."""
    code = in_class()
    for students, line, answers in (
        (("ada", "ben"), "y = [k for k in x if k and k not in (3, 5)]", ""),
        (("cy", "dee"), "y = {k for k in x if k or k is not (3, 5)}", "f00d"),
    ):
        for student in students:
            text = f"def f(x):\n    {line}\n    return y @ x[{len(code)}] ** {len(code)}\n"
            code[student] = {"f": Evidence(code=text, answers=answers)}
    first, second = find_similar("a", code, NOTHING, 50).pairs
    assert (first.students, second.students) == (("cy", "dee"), ("ada", "ben"))
    assert (first.exercises[0].same_wrong_answers, second.exercises[0].same_wrong_answers) == (
        True,
        False,
    )


def test_what_a_few_share_by_chance_is_not_shown():
    """In a class without copies, no pair of an assignment with one exercise is shown."""
    assert find_similar("a", in_class(), NOTHING, 50).pairs == []


def test_a_class_of_one_is_refused():
    """It takes two to compare."""
    with pytest.raises(RequestError, match="takes two"):
        find_similar("a", evidence({"ada": {"f": CODE}}), NOTHING, 50)


def test_a_small_class_is_said_to_be_small():
    """With few students nobody can say what is usual, and the page says so."""
    found = find_similar("a", evidence({s: {"f": CODE} for s in ("ada", "ben")}), NOTHING, 50)
    assert found.is_small
    assert "nobody can say what is usual" in similar_page("A", found, [])


def test_the_page_shows_hostile_names_and_code_as_text():
    """Nothing of a student's is HTML, and what hides or turns text is shown as its number."""
    evil = "</li><script>alert(1)</script>"
    same = {"f": Evidence(code=f'{CODE}    s = "{evil}" # \u202e\x1b[2J')}
    code = in_class(ben=same) | {evil: same}
    found = find_similar("a", code, NOTHING, 50)
    page = similar_page("A & B", found, pair_views(found, code, NOTHING))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert r"\u202e" in page
    assert not {"\u202e", "\x1b"} & set(page)
    assert "default-src 'none'" in page
    assert "cheat" not in page.lower()


def stored(folder, student, **own):
    """Store a result with this code."""
    result = SubmissionResult(
        course="tiny",
        assignment="powers",
        student=student,
        submission=SubmissionInfo("/in/a.ipynb", "0"),
        score=0.0,
        max_score=1.0,
        outcome=SubmissionOutcome.GRADED,
        exercises=[],
        notes=[],
        engine=EngineInfo("0", "namespaces", "needed", "ab", "cd", "ef"),
        evidence=own,
    )
    ResultStore(folder.results(), "powers").save(result)


def test_the_command_writes_a_page_and_names_the_pairs(course, as_notebook):
    """Results in, pairs out: as a table or as JSON, and side by side in a page beside them."""
    release = course.release_notebook("powers")
    release.parent.mkdir(parents=True)
    release.write_text(as_notebook(["def given(x):\n    return x ** 2 + 1 - x"]))
    same = {"f": Evidence(code=CODE)}
    for student, own in in_class(ada=same, ben=same).items():
        stored(course, student, **own)
    done = CliRunner().invoke(app, ["similar", "powers", "--json", "--course", str(course.root)])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert [pair["students"] for pair in found["pairs"]] == [["ada", "ben"]]
    assert (course.results() / "powers.similar.html").read_text().count('<div class="side">') == 2
    given = released(find_course(course.root), course.course.assignment("powers"))
    assert texts(["def given(x):\n    return x ** 2 + 1 - x"]) == given


def test_results_without_code_are_not_compared(course):
    """Results of an older version have no code: a sentence says so, and no page is written."""
    command = ["similar", "powers", "--course", str(course.root)]
    with pytest.raises(RequestError, match=r"no results in .*powers; grade first"):
        CliRunner().invoke(app, command, standalone_mode=False, catch_exceptions=False)
    for student in ("ada", "ben"):
        stored(course, student)
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, RequestError)
    assert "grade again" in str(done.exception)
    assert not (course.results() / "powers.similar.html").exists()
    assert msgspec.to_builtins(released(course, course.course.assignment("powers"))) == []


def test_members_of_a_team_are_not_compared():
    """They share a submission, so one of them stands for all."""
    results = [
        SubmissionResult(
            *("c", "a", student, SubmissionInfo("f.ipynb", "", team=team), 0.0, 1.0),
            *(SubmissionOutcome.GRADED, [], [], EngineInfo("0", "none", "all", "", "", "")),
            evidence={"f": Evidence(code=CODE)},
        )
        for student, team in (("ann", "red"), ("bob", "red"), ("cy", ""), ("dan", ""))
    ]
    assert list(find.code_of(results)) == ["ann", "cy", "dan"]
