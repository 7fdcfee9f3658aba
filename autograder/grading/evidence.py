"""What a teacher may learn of an exercise that lost marks: see `results.format.Evidence`.

Students have inputs of their own, so their answers cannot be held against each other. Their
functions are therefore called a few more times, with inputs that are the same for everybody. No
mark depends on these answers, and no student sees anything of them.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.source import source_of
from autograder.student.errors import StudentCrashed, StudentError, StudentTimeout
from autograder.student.forks import Context
from autograder.student.functions import Exchange
from autograder.student.questions import Answer, Question
from autograder.student.submission import Attempts
from autograder.submission.cells import Cells
from autograder.wire import messages as m
from autograder.wire.values import Opaque

_CALLS = 24  # the most exchanges for one exercise
_CALLS_OF_A_TEST = 3
_BYTES = 1 << 18  # of a question, and of an answer that is read number by number
_DIGITS = 4  # significant digits of a number: rounding errors must not tell answers apart
_MOST_CODE = 20_000  # characters
_SMALL = 1e-10  # a smaller number may be a rounding error


def common_questions(
    records: Iterable[Sequence[Exchange]], is_variable: Callable[[str], bool]
) -> tuple[Question, ...]:
    """Return the questions to ask, from the calls that each hidden test made."""
    chosen: dict[bytes, Question] = {}
    for record in records:
        for made in record[:_CALLS_OF_A_TEST]:
            question = _question(made, is_read=is_variable(made.function))
            if question is not None and len(question.frame) <= _BYTES:
                chosen.setdefault(question.frame, question)
    return tuple(chosen.values())[:_CALLS]


def _question(made: Exchange, *, is_read: bool) -> Question | None:
    manner = m.Manner.VALUE if is_read and made.manner is m.Manner.CALL else made.manner
    request = m.Call(made.function, manner)
    try:
        return Question.of(request, [[*pair, made.details] for pair in made.calls])
    except TypeError:  # an argument of a test's own kind
        return None


def fingerprint(questions: Sequence[Question], attempts: Attempts, context: Context) -> str:
    """Return a text that is equal for functions that answer these questions alike.

    It is "" if no question was answered with a value.
    """
    digest, is_answered = hashlib.sha256(), False
    for question in questions:
        try:
            answer = attempts.ask(question, context)
        except StudentCrashed as error:
            told = f"raised {error.failure.type_name}"
        except StudentTimeout:
            digest.update(b"timeout")
            break  # others would take as long
        except StudentError as error:
            told = type(error).__name__
        else:
            is_answered = True
            is_long = answer.frame.size > _BYTES
            told = answer.digest.hex() if is_long else _told(answer)
        digest.update(f"{told}\n".encode("utf-8", "replace"))
    return digest.hexdigest()[:16] if is_answered else ""


def _told(answer: Answer) -> str:
    try:
        return alike(answer.values)
    except Exception:  # noqa: BLE001 - of a value that cannot be written; its bytes will do
        return answer.digest.hex()


def code_of(name: str, cells: Cells) -> str:
    """Return what a student wrote for an exercise: a definition, or the cell that answers it."""
    if number := cells.printed.get(name, 0):
        return dict(cells.code)[number].strip()[:_MOST_CODE]
    source = source_of(name, cells.code)
    if source is not None:
        return source.text.rstrip()[:_MOST_CODE]
    binds = re.compile(rf"^{re.escape(name)}\b[^\n=]*=(?!=)", re.MULTILINE)
    found = [text for _, text in cells.code if name in text and binds.search(text)]
    return found[-1].strip()[:_MOST_CODE] if found else ""


def fingerprint_of_texts(texts: Iterable[str]) -> str:
    """Return a text that is equal for equal lists of texts."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:16]


def alike(value: Any) -> str:
    """Return a text that is equal for values that differ in rounding errors only."""
    return " ".join(_parts(value))


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield "{"
        for key in sorted(value, key=alike):  # students write them in any order
            yield from _parts(key)
            yield from _parts(value[key])
        yield "}"
    elif isinstance(value, list | tuple):
        yield "(" if isinstance(value, tuple) else "["
        for part in value:
            yield from _parts(part)
        yield "]"
    elif isinstance(value, set | frozenset):
        yield from ("set", *sorted(map(alike, value)))
    elif isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        yield f"{value.dtype.kind}{value.shape}"
        yield from (_number(number) for number in value.ravel().tolist())
    elif isinstance(value, bool | int | float | complex | np.generic):
        number = value.item() if isinstance(value, np.generic) else value
        yield _number(number) if isinstance(number, int | float | complex) else repr(number)
    elif isinstance(value, Opaque):
        yield f"object {value.type_name}"
    else:
        yield f"{type(value).__name__} {_text(value)}"


def _text(value: Any) -> str:
    try:
        return repr(value)
    except ValueError:  # it holds an integer of too many digits
        return ""


def _number(number: complex | None) -> str:
    if number is None:
        return "masked"
    if isinstance(number, complex):
        return f"{_number(number.real)}+{_number(number.imag)}j"
    if isinstance(number, int):  # also a truth value
        return f"{number:x}"
    if not math.isfinite(number):
        return str(number)
    return "0" if abs(number) < _SMALL else f"{number:.{_DIGITS - 1}e}"
