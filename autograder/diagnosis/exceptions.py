"""Say in words what an exception means, if every failing call raised the same one.

Its type, its line in the notebook, and the part of its text that is a sentence of Python or NumPy
are known here. The rest of the text is the student's and may be made of hidden inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.diagnosis import numpy_names
from autograder.diagnosis.evidence import Evidence
from autograder.diagnosis.meanings import MEANING, OF_TEXT
from autograder.diagnosis.source import Source
from autograder.languages import listing, say
from autograder.student.errors import Failure


def meaning(evidence: Evidence, source: Source | None = None) -> str:
    """Return the meaning of the exception that all failing calls raised; "" for none or several."""
    failing = [
        (exchange, outcome)
        for exchange, outcome in zip(evidence.exchanges, evidence.seen, strict=True)
        if outcome.raised
    ]
    types = {outcome.raised for _, outcome in failing}
    if len(types) != 1:
        return ""
    (raised,) = types
    failures = [exchange.failure for exchange, _ in failing]
    if {failure.text for failure in failures} == {""}:
        return _without_text(raised, failures, source)
    said = next(unfilled(failures, source), "") or _of_text(failures)
    if raised == "NameError":
        said = _of_name(failures[0].text, source)
    if raised == "KeyError":
        said = _of_key(
            failures[0].text, [call for exchange, _ in failing for call in exchange.calls]
        )
    return said or MEANING.get(raised, "")


def _without_text(raised: str, failures: list[Failure], source: Source | None) -> str:
    if raised == "AssertionError" and (said := next(unfilled(failures, source), "")):
        return said
    return MEANING.get(raised, "")


def unfilled(failures: list[Failure], source: Source | None) -> Iterator[str]:
    """Yield a sentence on names that are still None, if the calls stop because of them."""
    names = source.unfilled if source else ()
    line = failures[0].line
    in_line = [name for name in names if re.search(rf"(?<![\w.]){name}\b", line)]
    if all("NoneType" in failure.text for failure in failures):
        if not names:
            yield say(
                "A value in that line is None. None is what comes from a function that has no "
                "return line, from print, and from a method that works in place."
            )
            return
        yield _still_none(in_line or names)
    elif line.startswith("assert") and in_line:
        yield _still_none(in_line)


def _still_none(names: list[str] | tuple[str, ...]) -> str:
    """Return a sentence on lines that were never completed."""
    if len(names) == 1:
        return say(
            "`{name}` is still None: the line `{name} = None` waits for your answer.",
            name=names[0],
        )
    return say(
        "{names} are still None: the lines that set them to None wait for your answers.",
        names=listing(f"`{name}`" for name in names),
    )


def still_none(source: Source | None) -> str:
    """Return a sentence on a function's lines that were never completed; "" if there are none."""
    return _still_none(source.unfilled) if source and source.unfilled else ""


def _of_text(failures: list[Failure]) -> str:
    """Return what the exceptions' texts mean, if all of them mean the same."""
    said = {_of_sentence(failure.text) for failure in failures}
    return said.pop() if len(said) == 1 else ""


def _of_sentence(text: str) -> str:
    gone = numpy_names.what_became_of(text)
    return gone or next((words for said, words in OF_TEXT if re.search(said, text)), "")


def _of_name(text: str, source: Source | None) -> str:
    found = re.search(r"'(\w+)'", text)
    if found is None or source is None:
        return ""
    name = found[1]
    words = set(re.findall(r"[^\W\d]\w*", source.text)) - {name}
    alike = [word for word in words if word.casefold() == name.casefold()]
    if len(alike) == 1:
        return say(
            "`{name}` is not defined, but `{other}` is written there too: capitals count.",
            name=name,
            other=alike[0],
        )
    return say(
        "`{name}` is not defined: no argument of the function and no line of it gives a value to "
        "that name, nor does a cell that was run. It is misspelt, or its cell failed or is not in "
        "the notebook.",
        name=name,
    )


def _of_key(text: str, calls: list[tuple[dict[str, object], dict[str, object]]]) -> str:
    key = text.strip("'")
    dicts = {
        name: value
        for arguments, _ in calls
        for name, value in arguments.items()
        if isinstance(value, dict)
    }
    if not key or not dicts:
        return ""
    having = [name for name, value in dicts.items() if key in value]
    if len(having) == 1 and len(dicts) > 1:
        told = say("`{key}` is a key of `{name}`; another dict is asked for it there.", key=key)
        return told.filled(name=having[0])
    if any(key != k and key.casefold() == k.casefold() for value in dicts.values() for k in value):
        told = say("There is no key `{key}`, but there is one that differs in capitals only.")
        return told.filled(key=key)
    return ""


def always_raises(evidence: Evidence) -> bool:
    """Return whether no call returned an answer."""
    return all(outcome.raised for outcome in evidence.seen)
