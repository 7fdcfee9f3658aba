"""Marks in the files of other systems, each read back by an importer of that system's rules."""

import csv
import io

import importers
import msgspec
import pytest

from autograder.errors import RequestError
from autograder.export.run import Request, export
from autograder.export.sheet import is_formula, read_sheet
from autograder.export.systems import System
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    HandMark,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.store import ResultStore

ROSTER = """\
id,first_name,last_name,email,canvas_id,username,moodle_id
m1,Ada,Lovelace,ada@example.org,101,al1815,901
m2,Ben,Müller,ben@example.org,102,bm,902
m3,Cy,Young,cy@example.org,103,cy,903
m4,Eve,Ling,eve@example.org,104,el,904
"""
YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    due: 2026-10-01T12:00
    late: {percent_per_day: 10}
"""
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 0 (55),Powers (56),Current Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,10,10,(read only)\r\n"
    '"Lovelace, Ada",101,m1,al1815,A,9.00,,90\r\n'
    '"Müller, Ben",102,m2,bm,"A and ""B""",8.00,"2",80\r\n'
    '"Young, Cy",103,m3,cy,A,,EX,\r\n'
    '"Ling, Eve",104,m4,el,A,7.00,3.00,70\r\n'
    '"Guest, A",900,,guest,A,,1.00,\r\n'
    '"Student, Test",199,,t,A,,,\r\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),"
    "Feedback comments\n"
    'Participant 901,Ada Lovelace,ada@example.org,"Submitted, late",,10.00,-,\n'
    'Participant 902,Ben Müller,ben@example.org,Submitted,,10.00,-,"<p>Well, ""done""</p>"\n'
    "Participant 903,Cy Young,cy@example.org,No submission,,10.00,-,\n"
    "Participant 904,Eve Ling,eve@example.org,Submitted,,10.00,-,\n"
)
STUDENTS = [
    (100 + n, f"m{n}", login, "") for n, login in enumerate(("al1815", "bm", "cy", "el"), 1)
]


def result(student, cube=6.0, **changes):
    """Return a result with 4 points for square, and some for cube."""
    exercises = [
        ExerciseResult("square", 4.0, 4.0, Outcome.PASSED),
        ExerciseResult("cube", cube, 6.0, Outcome.PASSED if cube == 6 else Outcome.FAILED),
    ]
    fields = {
        "course": "tiny",
        "assignment": "powers",
        "student": student,
        "submission": SubmissionInfo("/in/x.ipynb", "0", "2026-10-01 11:00:00 UTC"),
        "score": 4.0 + cube,
        "max_score": 10.0,
        "outcome": SubmissionOutcome.GRADED,
        "exercises": exercises,
        "notes": [],
        "engine": EngineInfo("1", "namespaces", "needed", "", "", "g"),
    }
    return SubmissionResult(**(fields | changes))


LATE = SubmissionInfo("/in/x.ipynb", "0", "2026-10-02 11:00:00 UTC")
CLASS = (
    result("m1"),
    result("m2", 2.5, submission=LATE),  # 6.5 minus 10 %
    result("m4", outcome=SubmissionOutcome.ERROR, exercises=[], score=0.0),
)
MARKS = {"m1": "10", "m2": "5.85", "m3": "", "m4": ""}


@pytest.fixture
def exported(make_course, tmp_path):
    """Export a class; the results and the roster are given, and so is the template."""
    folder = make_course(yaml=YAML)

    def run(system, template=None, *, results=CLASS, roster=ROSTER, **options):
        store = ResultStore(folder.results(), "powers")
        for one in results:
            store.save(one)
        if roster is not None:
            (folder.root / "roster.csv").write_text(roster, encoding="utf-8")
        if template is not None:
            data = template if isinstance(template, bytes) else template.encode()
            options["template"] = tmp_path / "theirs.csv"
            options["template"].write_bytes(data)
        assignment = folder.course.assignment("powers")
        options = {"output": tmp_path / "out.csv"} | options
        return export(Request(folder, assignment, System(system), **options))

    run.output = tmp_path / "out.csv"
    return run


# -- with a template --------------------------------------------------------------------


def test_canvas_finds_every_mark(exported):
    """Canvas reads each mark back from its own gradebook, and its other cells are as they were."""
    done = exported("canvas", CANVAS)
    grades = importers.canvas(
        exported.output.read_bytes(), [*STUDENTS, (900, "", "guest", "")], {55: "", 56: "Powers"}
    )
    assert {who: one[56] for who, one in grades.items()} == {
        101: "10",
        102: "5.85",
        103: "EX",
        104: "",
        900: "1.00",
        "new: Student, Test": "",
    }
    assert [one[55] for one in grades.values()] == ["9.00", "8.00", "", "7.00", "", ""]
    assert done.missing == ("m3",)
    assert any("m4: not graded" in remark for remark in done.remarks)
    assert any("Guest, A" in remark for remark in done.remarks)


def test_only_one_column_changes(exported):
    """Every byte of a template outside of the changed cells is the same."""
    exported("canvas", CANVAS)
    changed = [
        ("9.00,,90", "9.00,10,90"),
        ('8.00,"2",80', '8.00,"5.85",80'),
        ("7.00,3.00,70", "7.00,,70"),
    ]
    wanted = CANVAS
    for old, new in changed:
        wanted = wanted.replace(old, new)
    assert exported.output.read_bytes() == wanted.encode()


def test_zero_for_who_handed_in_nothing(exported):
    """With zero, a missing submission is 0 points, but an excused student stays excused."""
    exported("moodle", WORKSHEET, zero=True)
    found = importers.moodle_worksheet(exported.output.read_bytes(), {901, 902, 903, 904})
    assert found == {901: "10", 902: "5.85", 903: "0", 904: ""}
    exported("canvas", CANVAS, zero=True, force=True)
    assert '"Young, Cy",103,m3,cy,A,,EX,' in exported.output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf"), ("utf-8", b"")]
)
def test_blackboard_finds_every_mark(exported, encoding, mark):
    """Blackboard reads the marks back from its own download, in the same encoding."""
    text = (
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
        '"Powers [Total Pts: 10 Score] |77"\t"Weighted Total [Total Pts: up to 0 Percentage] |70"\n'
        '"Lovelace"\t"Ada"\t"al1815"\t"m1"\t""\t"Yes"\t""\t""\n'
        '"Müller"\t"Ben"\t"bm"\t"m2"\t""\t"Yes"\t"1.00"\t""\n'
        '"Young"\t"Cy"\t"cy"\t"m3"\t""\t"Yes"\t""\t""\n'
    )
    done = exported("blackboard", mark + text.encode(encoding))
    data = exported.output.read_bytes()
    assert data.startswith(mark)
    grades = importers.blackboard(data, {"al1815", "bm", "cy"}, {77, 70})
    assert {who: one[77] for who, one in grades.items()} == {"al1815": "10", "bm": "5.85", "cy": ""}
    assert any("not in the template" in remark and "m4" in remark for remark in done.remarks)


def test_brightspace_finds_every_mark(exported):
    """Brightspace reads the marks back, although it writes a # before what names a student."""
    text = (
        "OrgDefinedId,Username,Last Name,First Name,Powers Points Grade <Numeric MaxPoints:20>,"
        "End-of-Line Indicator\r\n"
        "#m1,#al1815,Lovelace,Ada,,#\r\n#m2,#bm,Müller,Ben,,#\r\n#m3,#cy,Young,Cy,,#\r\n"
    )
    done = exported("brightspace", text)
    grades = importers.brightspace(exported.output.read_bytes(), {"m1", "m2", "m3"}, {"Powers"})
    assert {who: one["Powers"] for who, one in grades.items()} == {
        who: MARKS[who] for who in ("m1", "m2", "m3")
    }
    assert any("has 20 points, the assignment 10" in remark for remark in done.remarks)


@pytest.mark.parametrize(
    ("system", "template", "said"),
    [
        ("canvas", CANVAS.replace("Powers (56)", "Roots (57)"), "Homework 0 .55., Roots .57."),
        ("canvas", CANVAS.replace("Homework 0 (55)", "powers (54)"), "2 columns are called"),
        ("canvas", "a,b\n1,2\n", "not Canvas's gradebook: it has the columns a, b"),
        ("canvas", CANVAS[: CANVAS.index('"Lovelace')] + '"X, Y",7,z,z,A,,,\n', "nobody in it"),
        ("canvas", CANVAS + '"Lovelace, Ada",101,m1,al1815,B,,,\n', "rows 4 and|rows 4, 10 are"),
        ("canvas", CANVAS.replace("102,m2", "102,m1"), "different students: m1, m2"),
        ("canvas", "PK\0\0,a,b\n1,2,3", "no table of text"),
        ("canvas", "", "no table"),
        ("csv", CANVAS, "a plain CSV has none"),
    ],
)
def test_templates_that_do_not_fit(exported, system, template, said):
    """A template of another course, system or shape gives a sentence, and nothing is written."""
    with pytest.raises(RequestError, match=said):
        exported(system, template)
    assert not exported.output.exists()


def test_two_people_of_one_name(exported):
    """If a system has only names, and two people bear one, nothing is written."""
    roster = "id,name\nm1,Li Wei\nm2,Li Wei\n"
    template = "Identifier,Full name,Grade\nParticipant 7,Li Wei,\nParticipant 8,Li Wei,\n"
    with pytest.raises(RequestError, match="2 students of the roster fit: m1, m2"):
        exported("moodle", template, roster=roster, results=CLASS[:2])
    assert not exported.output.exists()


@pytest.mark.parametrize("template", [None, CANVAS])
def test_two_people_of_one_id(exported, template):
    """If two people of the roster have the same id, nobody's marks are written."""
    roster = ROSTER + "m1,Another,Person,x@example.org,,,\n"
    with pytest.raises(RequestError, match="rows 2, 6: the id 'm1' is of different students"):
        exported("canvas", template, roster=roster)
    assert not exported.output.exists()


def test_a_column_by_its_name(exported):
    """A column may be named, if its title is not the assignment's."""
    exported("canvas", CANVAS.replace("Powers (56)", "Roots (57)"), column="Roots (57)")
    assert "9.00,10,90" in exported.output.read_text(encoding="utf-8")


def test_formulas_in_a_template(exported):
    """What a spreadsheet would calculate stays as the system wrote it, and is reported."""
    template = WORKSHEET.replace("Cy Young", "=cmd|'/c calc'!A1")
    done = exported("moodle", template)
    assert any("do not open it in one: =cmd" in remark for remark in done.remarks)
    assert "=cmd|'/c calc'!A1" in exported.output.read_text(encoding="utf-8")


# -- without one ------------------------------------------------------------------------


@pytest.mark.parametrize("with_exercises", [False, True])
def test_canvas_without_a_template(exported, with_exercises):
    """Canvas finds students by its own number, and makes columns for exercises if asked."""
    exported("canvas", with_exercises=with_exercises)
    grades = importers.canvas(exported.output.read_bytes(), STUDENTS, {56: "Powers"})
    assert {f"m{who - 100}": one[56] for who, one in grades.items()} == MARKS
    assert ("new: Powers: cube" in grades[101]) == with_exercises


def test_a_roster_that_is_canvas_s_gradebook(exported):
    """If the roster is Canvas's own export, Canvas finds everyone in a file without a template."""
    results = [msgspec.structs.replace(CLASS[0], student="al1815")]
    exported("canvas", roster=CANVAS, results=results)
    known = [*STUDENTS, (900, "", "guest", "")]
    grades = importers.canvas(exported.output.read_bytes(), known, {56: "Powers"})
    assert {who: one[56] for who, one in grades.items() if one[56]} == {101: "10"}
    assert set(grades) == {101, 102, 103, 104, 900}


def test_moodle_and_blackboard_without_a_template(exported):
    """Moodle's gradebook and Blackboard find everyone in a file made from the roster."""
    exported("moodle")
    assert importers.moodle_grades(exported.output.read_bytes(), set(MARKS)) == MARKS
    exported("blackboard", force=True)
    grades = importers.blackboard(exported.output.read_bytes(), {"al1815", "bm", "cy", "el"}, ())
    assert [one["new: Powers"] for one in grades.values()] == list(MARKS.values())


def test_brightspace_without_a_template(exported):
    """Brightspace finds everyone, and takes a grade item for each exercise."""
    exported("brightspace", with_exercises=True)
    grades = importers.brightspace(exported.output.read_bytes(), set(MARKS), {"Powers"})
    assert {who: one["Powers"] for who, one in grades.items()} == MARKS
    assert grades["m2"]["new: Powers: cube"] == "2.5"


def test_a_csv_has_everything(exported):
    """A plain CSV has what each mark is made of, and what a student wrote is no formula in it."""
    roster = ROSTER.replace("Cy,Young", "=1+1,@Young")
    done = exported("csv", roster=roster)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported.output.read_text()))}
    assert (rows["m2"]["score"], rows["m2"]["penalty"], rows["m2"]["mark"]) == (
        "6.5",
        "0.65",
        "5.85",
    )
    assert (rows["m2"]["cube"], rows["m4"]["standing"], rows["m4"]["mark"]) == (
        "2.5",
        "not graded",
        "",
    )
    assert (rows["m3"]["first_name"], rows["m3"]["last_name"]) == ("'=1+1", "'@Young")
    assert rows["m3"]["standing"] == "handed in nothing"
    assert any("apostrophe" in remark and "m3" in remark for remark in done.remarks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1", True), ("@a", True), ("-1+x", True), ("-", False), ("-2.5", False), ("a=b", False)],
)
def test_what_is_a_formula(text, expected):
    """A number and a lone minus are no formulas."""
    assert is_formula(text) is expected


# -- what it reads ----------------------------------------------------------------------


OTHER = msgspec.structs.replace(CLASS[0], engine=EngineInfo("2", "", "", "", "", "h"), student="m3")


@pytest.mark.parametrize(
    ("results", "roster", "said"),
    [
        ((), ROSTER, "no results in"),
        ((*CLASS, OTHER), ROSTER, "several versions: 2 by version 1 and graders g .m1, m2."),
        (CLASS, "id,name\nx,X\n", "nobody who has a result is on the roster"),
        (CLASS, "name\nX\n", "no column with the students' ids"),
    ],
)
def test_results_that_do_not_fit(exported, results, roster, said):
    """No results, those of several versions or of strangers give a sentence, and no file."""
    with pytest.raises(RequestError, match=said):
        exported("csv", results=results, roster=roster)
    assert not exported.output.exists()


def test_a_file_is_replaced_only_if_asked(exported):
    """An output that is there stays as it is without --force."""
    exported.output.write_text("mine")
    with pytest.raises(RequestError, match="is there already; pass --force"):
        exported("csv")
    assert exported.output.read_text() == "mine"
    exported("csv", force=True)
    assert exported.output.read_text().startswith("id,")


def test_moodle_takes_the_pages(exported, tmp_path):
    """Moodle finds the student of each page in the zip, also if a name has an underscore."""
    place, roster = tmp_path / "pages.zip", ROSTER.replace("Lovelace", "Love_Lace")
    worksheet = WORKSHEET.replace("901", "31").replace("Ada Lovelace", "Ada Love_Lace")
    exported("moodle", worksheet, roster=roster, pages=place)
    files = importers.moodle_pages(place.read_bytes(), {31, 902, 903, 904})
    assert {number: list(one) for number, one in files.items()} == {
        number: ["powers.html"] for number in (31, 902, 904)
    }
    assert "5.85 of 10" in files[902]["powers.html"]


def test_a_worksheet_in_another_language(exported, tmp_path):
    """A worksheet in German is filled if its column is named, and has the numbers for pages."""
    rows = WORKSHEET.partition("\n")[2]
    german = "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Zuletzt,Feedback"
    text = f"{german}\n{rows.replace('Participant ', 'Teilnehmer/in')}"
    with pytest.raises(RequestError, match="its columns are: ID, Vollständiger Name"):
        exported("moodle", text)
    roster = ROSTER.replace("moodle_id", "other")
    exported("moodle", text, column="Bewertung", pages=tmp_path / "p.zip", roster=roster)
    assert "Submitted,5.85,10.00" in exported.output.read_text(encoding="utf-8")
    files = importers.moodle_pages((tmp_path / "p.zip").read_bytes(), {901, 902, 903, 904})
    assert set(files) == {901, 902, 904}


def test_an_id_is_no_number_of_moodle_s(exported):
    """In Moodle's grader report, an ID number with digits is not taken for a participant."""
    report = (
        "ID number,First name,Last name,Assignment: Powers (Real)\nm901,X,Y,\nm1,Ada,Lovelace,\n"
    )
    done = exported("moodle", report)
    assert "m1,Ada,Lovelace,10" in exported.output.read_text(encoding="utf-8")
    assert any("left as they are: X Y" in remark for remark in done.remarks)


def test_pages_need_numbers(exported, tmp_path):
    """Without Moodle's numbers there is no zip, and no other file either."""
    with pytest.raises(RequestError, match="without Moodle's number for m1, m2, m4"):
        exported("moodle", roster=ROSTER.replace("moodle_id", "x"), pages=tmp_path / "p.zip")
    assert not exported.output.exists()


def test_a_sheet_of_odd_lines(tmp_path):
    """Cells with quotes, newlines and no end are read, and written back as they were."""
    path, text = tmp_path / "a.csv", 'a;"b ""x""";c\r\n1;"l\r\nm";\n\n"u;2\r3;4;5'
    path.write_text(text, newline="")
    sheet = read_sheet(path)
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        *(["a", 'b "x"', "c"], ["1", "l\r\nm", ""], ['"u', "2"], ["3", "4", "5"])
    ]
    assert sheet.with_column(0, {}) == text.encode()
    assert sheet.with_column(2, {2: "7"}) == text.replace('"u;2', '"u;2;7').encode()


# -- the gradebook ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.processes
def test_the_gradebook_comes_first(exported, tmp_path):
    """With a gradebook, a human's marks and penalties count, and who waits has no mark."""
    from autograder.gradebook.book import open_gradebook  # noqa: PLC0415 - loads most of Jupyter

    root = tmp_path / "course"
    with open_gradebook(f"sqlite:///{root}/gradebook.db", "tiny") as book, book.db.no_autoflush:
        book.add_assignment("powers")
        book.add_notebook("powers", "powers")
        for name, points in (("square", 4), ("cube", 6), ("why", 5)):
            book.add_grade_cell(name, "powers", "powers", max_score=points, cell_type="code")
        for student, why in (("m1", 3.0), ("m2", None)):
            book.add_student(student)
            book.add_submission("powers", student)
            sheet = book.find_submission_notebook("powers", "powers", student)
            sheet.late_submission_penalty = 1.5 if student == "m1" else None
            for grade in sheet.grades:
                grade.auto_score = {"square": 4.0, "cube": 2.0}.get(grade.name)
                grade.manual_score = why if grade.name == "why" else None
                grade.needs_manual_grade = grade.name == "why" and why is None
        book.db.commit()
    done = exported("csv", results=CLASS[:2])
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported.output.read_text()))}
    assert [rows["m1"][name] for name in ("mark", "why", "max")] == ["7.5", "3", "15"]
    assert (rows["m2"]["mark"], rows["m2"]["standing"]) == ("", "a human has yet to mark it")
    assert done.source == "the gradebook gradebook.db"
    assert any(remark.startswith("m2: left blank") for remark in done.remarks)
    assert any("penalty is not up to date: m1; it is after" in remark for remark in done.remarks)


def test_marks_that_people_gave_on_the_service(exported):
    """Without a gradebook they come from the results; who waits for one has no mark yet."""
    ada = result("m1", score=13.0, max_score=14.0, by_hand=[HandMark("why", 4.0, 3.0)])
    ben = result("m2", max_score=14.0, by_hand=[HandMark("why", 4.0)])
    exported("csv", results=(ada, ben))
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported.output.read_text()))}
    assert [rows[one]["mark"] for one in ("m1", "m2")] == ["13", ""]
    assert [rows[one]["why"] for one in ("m1", "m2")] == ["3", ""]
    assert rows["m2"]["standing"] == "a human has yet to mark it"
