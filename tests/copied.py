"""Classes in which some students have copied: independent answers, and copies in disguise."""

import functools
import keyword
import random
import re

from known_submissions import ROOT, sample_class

from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course
from autograder.errors import UnreadableSubmission
from autograder.grading.evidence import code_of
from autograder.submission.cells import read_submission

_SWAPS = {"+": "-", "-": "+", "*": "/", "/": "*", "<": "<=", ">": ">=", "axis": "ndim"}
_WORDS = ("first", "held", "pile", "value_of_it", "aux", "q", "inner", "bag", "u2", "keep")


@functools.cache
def pool(assignment):
    """Return different answers to each exercise: those of known submissions, and correct ones."""
    folder = find_course(ROOT)
    names = [e.name for e in read_exercises(folder.source_notebook(assignment))]
    found = {name: {} for name in names}
    for name in names:
        for path in sorted((folder.variants(assignment) / name).glob("*.py")):
            found[name][path.read_text(encoding="utf-8").strip()] = None
    for case in sample_class(assignment):
        try:
            cells = read_submission(case.path.with_suffix(".ipynb"), case.content())
        except (UnreadableSubmission, ValueError):
            continue
        for name in names:
            if len(code := code_of(name, cells)) > 40:
                found[name][code] = None
    return {name: list(own) for name, own in found.items()}


def independent(assignment, rng):
    """Return a student's own answers: common ones more often, a third with a slip of their own."""
    made = {}
    for name, answers in pool(assignment).items():
        order = random.Random(name).sample(answers, len(answers))
        weights = [1 / (2 + rank) for rank in range(len(order))]
        (code,) = rng.choices(order, weights)
        code = slipped(code, rng) if rng.random() < 1 / 3 else code
        made[name] = renamed(code, rng) if rng.random() < 0.7 else code
    return made


def class_with_copies(assignment, students, rng, disguises):
    """Return the answers of a class by student, and who has copied from whom in which disguise."""
    names = [f"s{i:04}" for i in range(students)]
    whole = {name: independent(assignment, rng) for name in names}
    half = students // 2
    pairs = list(zip(rng.sample(names[:half], len(disguises)), names[half:], strict=False))
    for (source, copy), own in zip(pairs, disguises, strict=True):
        whole[copy] = copied(whole[source], rng, *own)
    return whole, pairs


def class_with_partial_copies(assignment, students, rng, exercises, copies=8):
    """Return the same for a class in which only so many exercises were copied, and renamed."""
    names = [f"s{i:04}" for i in range(students)]
    whole = {name: independent(assignment, rng) for name in names}
    half = students // 2
    pairs = list(zip(rng.sample(names[:half], copies), names[half:], strict=False))
    for source, copy in pairs:
        some = rng.sample(list(whole[source]), exercises)
        whole[copy] |= copied({name: whole[source][name] for name in some}, rng, renamed)
    return whole, pairs


def copied(answers, rng, *disguises):
    """Return answers in disguise."""
    for disguise in disguises:
        answers = {name: disguise(code, rng) for name, code in answers.items()}
    return answers


def slipped(code, rng):
    """Change an operator or a number, as a mutant does."""
    parts = re.split(r"(\W|\b\d+\b)", code)
    places = [i for i, part in enumerate(parts) if part in _SWAPS or part.isdigit()]
    for place in rng.sample(places, min(1, len(places))):
        part = parts[place]
        parts[place] = _SWAPS.get(part) or str(int(part) + 1)
    return "".join(parts)


def renamed(code, rng):
    """Give all names that the code binds other names."""
    head = code.partition("\n")[0]
    bound = re.findall(r"^\s+(\w+)(?: *,[^=\n]*)? = |\bfor (\w+)\b", code, re.MULTILINE)
    every = {*(name for pair in bound for name in pair), *re.findall(r"(\w+)(?=[,)=])", head)}
    names = sorted(name for name in every if name.isidentifier() and not keyword.iskeyword(name))
    words = rng.sample(_WORDS, len(_WORDS))
    new = {name: f"{words[i % len(words)]}{i // len(words) or ''}" for i, name in enumerate(names)}
    whole = r"(?<![\w.\"'])[A-Za-z_]\w*(?!\w*[\"'])"
    return re.sub(whole, lambda found: new.get(found[0], found[0]), code)


def reordered(code, rng):
    """Swap neighbouring assignments that do not need each other."""
    lines = code.split("\n")
    i = 1
    while i < len(lines) - 1:
        one, two = (re.match(r"(\s+)(\w+) = (.*)$", line) for line in lines[i : i + 2])
        if one and two and one[1] == two[1] and not (_needs(one, two) or _needs(two, one)):
            lines[i], lines[i + 1] = lines[i + 1], lines[i]
            i += 1
        i += 1
    return "\n".join(lines)


def _needs(one, other):
    """Return whether an assignment uses or sets what another one sets."""
    return one[2] == other[2] or re.search(rf"\b{other[2]}\b", one[3]) is not None


def split(code, rng):
    """Move the first third of a body into a helper, which is somewhere else."""
    head, *body = code.split("\n")
    cut = len(body) // 3
    return "\n".join([head, "    a, b, c = prepare(1, 2)", *body[cut:]]) if cut > 1 else code


def commented(code, rng):
    """Put other comments, in another language, in place of those that are there."""
    head, *body = code.split("\n")
    told = [line.partition("  #")[0] for line in body if not re.match(r"\s*(#|\"\"\")", line)]
    made = [head]
    for line in told:
        if rng.random() < 0.3 and line.strip() and not line.startswith("        "):
            made.append(f"    # 计算 {rng.randrange(1000)}")
        made.append(line)
    return "\n".join(made)
