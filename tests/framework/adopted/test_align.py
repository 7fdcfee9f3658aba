"""The questions of a source notebook are found in a submission."""

from notebooks import checked, code, solution, write

from autograder.adopted.align import align
from autograder.course.adopted import read_plan
from autograder.submission.cells import read_submission

SOURCE = [
    code("given = 1", grade=False, grade_id="given", locked=True, solution=False),
    solution("s1", "a = 1"),
    checked("t1", "assert a"),
    solution("s2", "b = 1"),
    checked("t2", "assert b"),
]


def aligned(tmp_path, *cells):
    """Return the code that is executed, by cell, and the stops."""
    plan = read_plan(write(tmp_path / "source.ipynb", *SOURCE))
    path = write(tmp_path / "handed_in.ipynb", *cells)
    found = align(plan, read_submission(path, path.read_bytes()))
    return found.cells.code, found.stops


def bare(cell):
    """Return a cell without its metadata."""
    return {**cell, "metadata": {}}


def test_test_cells_are_places_and_not_executed(tmp_path):
    """Each question is judged before what stands after its cell."""
    found, stops = aligned(tmp_path, *SOURCE)
    assert ([number for number, _ in found], stops) == ([1, 2, 4], (3, 5))


def test_locked_cells_are_the_sources(tmp_path):
    """What a student wrote into them is not executed."""
    changed = {**SOURCE[0], "source": "given = 9"}
    assert aligned(tmp_path, changed, *SOURCE[1:])[0][0] == (1, "given = 1")


def test_cells_without_metadata_are_found_by_their_text(tmp_path):
    """Another program may have taken all metadata away."""
    assert aligned(tmp_path, *map(bare, SOURCE))[1] == (3, 5)


def test_a_deleted_test_cell_is_judged_after_its_solution(tmp_path):
    """And before what comes later."""
    assert aligned(tmp_path, SOURCE[0], SOURCE[1], *SOURCE[3:])[1] == (3, 4)


def test_of_two_cells_of_one_name_the_last_is_the_place(tmp_path):
    """As nbgrader has it."""
    found, stops = aligned(tmp_path, *SOURCE[:3], code("a = 2"), *SOURCE[2:])
    assert (stops, (3, "assert a") in found) == ((5, 7), True)


def test_stops_do_not_go_back(tmp_path):
    """A notebook whose cells were put in another order is executed once from the top."""
    cells = SOURCE[0], *SOURCE[3:], *SOURCE[1:3]
    assert aligned(tmp_path, *cells)[1] == (5, 5)
