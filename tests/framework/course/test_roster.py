import pytest

from autograder.course.roster import UNKNOWN, Claim, read_roster
from autograder.errors import RequestError


def roster(tmp_path, text, encoding="utf-8"):
    """Read a roster with this text."""
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


def whose(found, **said):
    """Return the id of the student who is meant by all this, or why there is none."""
    keys = tuple((kind, value) for kind, value in said.items())
    student = found.find(Claim("x", keys))
    return student if isinstance(student, str) else student.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_byte_order_marks(tmp_path, encoding, delimiter):
    """Comma, semicolon and tab are read, with and without a byte order mark."""
    lines = ["Student ID,First Name,Last-Name,E-Mail", "ada,Ada,Lovelace,a@x.org", "", "ben,B,M,"]
    text = "\r\n".join(lines).replace(",", delimiter)
    found = roster(tmp_path, text, encoding)
    assert [s.id for s in found.students] == ["ada", "ben"]
    assert found.problems == []


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,first_name,last_name,email,lms_user_id", "ada,Ada,Lovelace,a@x.org,77"),
        ("identifier,github_username,github_id,name", "ada,adal,77,Ada Lovelace"),
        ("identifier,name", 'ada,"Lovelace, Ada"'),
        ("Matrikelnummer;Vorname;Nachname", "ada;Ada;Lovelace"),
    ],
)
@pytest.mark.parametrize("name", ["Ada Lovelace", "lovelaceada", "LOVELACE Ada"])
def test_names_are_found_in_every_roster(tmp_path, header, row, name):
    """Rosters of nbgrader, git hosts and others give names in both orders."""
    assert whose(roster(tmp_path, f"{header}\n{row}\n"), name=name) == "ada"


def test_a_github_id_is_no_login(tmp_path):
    """GitHub's number of an account is not part of its repositories' names."""
    found = roster(tmp_path, "identifier,github_username,github_id,name\nada,adal,77,Ada\n")
    assert whose(found, github="AdaL") == "ada"
    assert whose(found, github="77") == UNKNOWN


def test_two_students_of_one_name(tmp_path):
    """Of two students with one name nobody is chosen, unless a number or an accent decides."""
    text = "id,name,canvas_id\na,Li Wei,1\nb,Li Wei,2\nc,José Gil,3\nd,Jose Gil,4\n"
    found = roster(tmp_path, text)
    assert "2 students of the roster fit: a, b" in whose(found, name="Li Wei")
    assert whose(found, name="Li Wei", canvas="2") == "b"
    assert whose(found, name="José Gil") == "c"
    assert whose(found, name="Jose Gil") == "d"


def test_a_number_of_one_and_a_name_of_another(tmp_path):
    """A claim that contradicts itself means nobody."""
    found = roster(tmp_path, "id,name,canvas_id\na,Ann,1\nb,Bob,2\n")
    assert "different students: a, b" in whose(found, canvas="1", name="Bob")


@pytest.mark.parametrize(
    "student_id", ["../eve", "a/b", "a\\b", "..", ".hidden", "a\x07b", "x" * 300, "a\u202eb"]
)
def test_ids_that_are_no_folder_names(tmp_path, student_id):
    """A row whose id could lead out of submitted/ is refused; the others are read."""
    found = roster(tmp_path, f"id,name\nada,Ada\n{student_id},Eve\nben,Ben\n")
    assert [s.id for s in found.students] == ["ada", "ben"]
    (problem,) = found.problems
    assert problem.startswith("roster.csv: row 3: the id ")
    assert problem.isprintable()


def test_rows_without_an_id_and_twice(tmp_path):
    """A missing id is reported; an id of two people means nobody; a repeated row is one student."""
    found = roster(tmp_path, "id,name\nada,Ada\n,Eve\nAda,Eva\nada,Ada\nben,Ben\nben,Ben\n")
    assert [s.id for s in found.students] == ["ben"]
    first, second = found.problems
    assert first.startswith("roster.csv: row 3: no id")
    assert second.startswith("roster.csv: rows 2, 4: the id 'ada' is of different students")


@pytest.mark.parametrize("row", ["m1,Madonna,", "m1,,Madonna"])
def test_a_student_with_one_name(tmp_path, row):
    """A student with only one name is found by it, in either column."""
    found = roster(tmp_path, f"id,first_name,last_name\n{row}\n")
    assert (whose(found, name="Madonna"), whose(found, name="madonna")) == ("m1", "m1")


def test_canvas_s_gradebook_is_a_roster(tmp_path):
    """Its ID is Canvas's own number; folders are named by login; some rows are not students."""
    found = roster(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (12)\n"
        ",,,,,Manual Posting\n"
        '"    Points Possible",,,,,10\n'
        '"Lovelace, Ada",12345,s-1,al1815,A,\n'
        '"Student, Test",99,,,A,\n',
    )
    (ada,) = found.students
    assert (ada.id, ada.first, ada.last, found.problems) == ("al1815", "Ada", "Lovelace", [])
    assert whose(found, canvas="12345", name="lovelaceada") == "al1815"


def test_a_name_with_another_number(tmp_path):
    """A Canvas user number of somebody else contradicts the name."""
    found = roster(tmp_path, "id,name,canvas_id\nada,Ada,1\nben,Ben,\n")
    assert "the number is not" in whose(found, name="Ada", canvas="2")
    assert whose(found, name="Ben", canvas="2") == "ben"


@pytest.mark.parametrize(
    ("text", "encoding", "why"),
    [
        ("", "utf-8", "empty"),
        (
            "name,email\nAda,a@x.org\n",
            "utf-8",
            "no column with the students' ids among email, name",
        ),
        ("id,name\nada,Zoë\n", "latin-1", "not in UTF-8"),
    ],
)
def test_files_that_are_no_roster(tmp_path, text, encoding, why):
    """The error for an unusable file says what it lacks."""
    with pytest.raises(RequestError, match=why):
        roster(tmp_path, text, encoding)


def test_no_roster(tmp_path):
    """The error for a missing roster names the option."""
    with pytest.raises(RequestError, match="--roster"):
        read_roster(tmp_path / "roster.csv")


def test_a_roster_from_blackboard(tmp_path):
    """Blackboard's download, with tabs and in UTF-16, is a roster."""
    text = '"Last Name"\t"First Name"\t"Username"\t"Student ID"\n"Müller"\t"Ben"\t"bm"\t"m2"\n'
    found = roster(tmp_path, text, "utf-16")
    assert whose(found, username="bm", name="Ben Müller") == "m2"


def test_a_roster_from_brightspace(tmp_path):
    """Brightspace's export is a roster; the # before what names a student is not part of it."""
    found = roster(tmp_path, "OrgDefinedId,Username,Last Name,First Name\n#007,#bm,Müller,Ben\n")
    assert whose(found, username="bm", id="007") == "007"


def test_what_a_roster_says_is_kept_as_written(tmp_path):
    """Identifiers are compared without case, and written as the roster has them."""
    found = roster(tmp_path, "id,name,username,group\nm1,Ada Lovelace,Al1815,Team 1\n")
    (student,) = found.students
    said = student.written("username"), student.written("group"), student.written("github")
    assert said == ("Al1815", "Team 1", "")
