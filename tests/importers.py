"""Small importers of marks, each by the rules that its system documents for its own import."""

import csv
import io
import re
import zipfile


def rows_of(data, encoding="utf-8", delimiter=","):
    """Return the rows of a table."""
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter))


def canvas(data, students, assignments):
    """Import a gradebook as Canvas does: grades by Canvas's user and assignment.

    `students` are (id, SIS user id, login, name), `assignments` titles by id. Raises ValueError
    for a header that Canvas refuses; "new" is what Canvas would make a new assignment or student.
    """
    text = data.decode("utf-8")
    semicolons = {line.count(";") for line in text.splitlines()[:3]}
    delimiter = ";" if len(semicolons) == 1 and semicolons > {0} else ","
    header, *rows = rows_of(data, delimiter=delimiter)
    if len(header) < 4 or "Student" not in header[0] or "ID" not in header[1]:
        raise ValueError(header)
    sis, login = {"SIS Login ID": (None, 2), "SIS User ID": (2, 3)}.get(header[2], (None, None))
    columns = 3 if login is None else login + 2
    if "Section" not in header[columns - 1]:
        raise ValueError(header)
    computed = re.compile("(Current|Final) (Score|Points|Grade)|Override")
    found = {}
    for at, name in enumerate(header[columns:], columns):
        if not computed.search(name):
            number = re.fullmatch(r"(.*) \((\d+)\)", name)
            by_id = number and int(number[2]) in assignments and int(number[2])
            by_title = next((k for k, v in assignments.items() if v == name), None)
            found[at] = by_id or by_title or f"new: {name}"
    grades = {}
    for row in rows:
        is_posting = all(not c.strip() or c.startswith("Manual Posting") for c in row)
        if "Points Possible" not in row[0] and not is_posting:
            who = _of_canvas(row, students, sis, login)
            grades[who] = {key: row[at].strip() for at, key in found.items()}
    return grades


def _of_canvas(row, students, sis, login):
    for number, sis_id, name, _ in students:
        if row[1] == str(number):
            return number
        if not row[1] and ((sis and row[sis] == sis_id) or (login and row[login] == name)):
            return number
    return f"new: {row[0]}"


def moodle_worksheet(data, participants):
    """Import an offline grading worksheet as Moodle does: the new grade by participant."""
    header, *rows = rows_of(data)
    at = {name: header.index(name) for name in ("Identifier", "Grade", "Last modified (grade)")}
    found = {}
    for row in rows:
        number = row[at["Identifier"]][len("Participant ") :]
        if int(number) in participants:
            found[int(number)] = row[at["Grade"]]
    return found


def moodle_grades(data, users):
    """Import grades as Moodle's gradebook does, matched by one column."""
    header, *rows = rows_of(data)
    key, grade = header.index("ID number"), header.index("Grade")
    assert all(row[key] in users for row in rows)
    return {row[key]: row[grade] for row in rows}


def moodle_pages(data, participants):
    """Take a zip of feedback files as Moodle does: the files of each participant."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for entry in file.namelist():
            parts = entry.split("/")
            while parts:
                info = parts.pop(0).split("_", 4)
                if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
                    continue
                if (info[2], info[3]) != ("assignfeedback", "file"):
                    continue
                name = "/".join([info[4] if len(info) > 4 else "", *parts]).lstrip("/")
                found.setdefault(int(info[1]), {})[name] = file.read(entry).decode()
                break
    return found


def blackboard(data, users, columns):
    """Upload to the Grade Center: grades by user name and column number."""
    is_wide = data.startswith(b"\xff\xfe")
    text = data.decode("utf-16" if is_wide else "utf-8-sig")
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    who = header.index("Username")
    found = {
        at: int(number[1]) if (number := re.search(r"\|(\d+)$", name)) else f"new: {name}"
        for at, name in enumerate(header)
        if name not in {"Last Name", "First Name", "Username", "Student ID", "Last Access"}
        and name != "Availability"
    }
    assert all(key in columns or str(key).startswith("new") for key in found.values())
    return {
        row[who]: {key: row[at] for at, key in found.items()} for row in rows if row[who] in users
    }


def brightspace(data, users, items):
    """Import grades as Brightspace does: points by OrgDefinedId or user name, and item."""
    header, *rows = rows_of(data)
    assert header[-1] == "End-of-Line Indicator"
    key = header.index("OrgDefinedId") if "OrgDefinedId" in header else header.index("Username")
    found = {}
    for at, name in enumerate(header):
        if item := re.fullmatch(r"(.*) Points Grade(?: <.*>)?", name):
            found[at] = item[1] if item[1] in items else f"new: {item[1]}"
    grades = {}
    for row in rows:
        assert row[-1] == "#"
        assert row[key].removeprefix("#") in users
        grades[row[key].removeprefix("#")] = {name: row[at] for at, name in found.items()}
    return grades
