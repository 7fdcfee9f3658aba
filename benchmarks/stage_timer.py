"""A grader process that notes in which stage CPU time is used; `stages.py` starts it.

    python benchmarks/stage_timer.py REPORT CPU_TIME LIFELINE

The clock is the CPU time of the whole process tree, engine and sandboxes included, which the
kernel counts in the cgroup that all of it is in: CPU_TIME is its file. At each border of a stage
it is read, and what was used since the last border belongs to the stage that was on. So the
stages add up. The functions below are wrapped here, and nothing is timed where nobody measures.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from autograder.grading import judgement, process, running, serving
from autograder.grading.protocol import Done
from autograder.reference import Reference
from autograder.student import forks, loading, notebook, processes, submission
from autograder.wire import messages as m

# What has no stage of its own: a job between its stages, and all between two jobs.
JOB, BETWEEN, MEASURING = "not attributed", "writing", "measuring"


class Stages:
    """CPU seconds by stage, each without the stages inside it."""

    def __init__(self, report: int, cpu_time: int) -> None:
        self._report, self._cpu_time = report, cpu_time
        self._stack = ["start"]
        self._used_s: dict[str, float] = {}
        self._last_s = 0.0

    def _now_s(self) -> float:
        time.process_time()  # has the kernel count what this process has used until now
        text = os.pread(self._cpu_time, 128, 0)
        if text.startswith(b"usage_usec"):  # cgroups of version 2
            return int(text.split()[1]) / 1e6
        return int(text) / 1e9

    def _border(self) -> None:
        now_s, stage = self._now_s(), self._stack[-1]
        self._used_s[stage] = self._used_s.get(stage, 0.0) + now_s - self._last_s
        self._last_s = self._now_s()
        self._used_s[MEASURING] = self._used_s.get(MEASURING, 0.0) + self._last_s - now_s

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, as a stage."""

        @functools.wraps(function)
        def stage_of_its_own(*args: Any, **kwargs: Any) -> Any:
            self._border()
            self._stack.append(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self._border()
                self._stack.pop()

        return stage_of_its_own

    def wrap(self, stage: str, owner: Any, *names: str) -> None:
        """Make functions of a module or methods of a class a stage."""
        for name in names:
            setattr(owner, name, self.timed(stage, getattr(owner, name)))

    def note(self) -> None:
        """Write what was used until now; what comes is between jobs."""
        self._border()
        self._stack[0] = BETWEEN
        os.write(self._report, json.dumps(self._used_s).encode() + b"\n")


def wrap_all(stages: Stages) -> None:
    """Wrap the functions that are the stages."""
    stages.wrap("reading", serving, "read_all", "_read_cells")
    stages.wrap("spawn", loading.Loader, "spawn")
    received = loading.receive
    by_what = {m.Parsed: stages.timed("parse", received)}
    load = stages.timed("load", received)
    loading.receive = lambda sock, kind, *a, **k: by_what.get(kind, load)(sock, kind, *a, **k)
    stages.wrap("forks", processes.Processes, "fork_for", "rest", "end", "abandon")
    stages.wrap("end", submission.Attempts, "end", "begin")
    stages.wrap("exchanges", notebook.Attempt, "_ask")
    stages.wrap("tests", running, "judge_next", "judge")
    stages.wrap("reference", forks.Fork, "answer", "expect")
    stages.wrap("reference", Reference, "solve")
    stages.wrap("diagnosis", judgement.Grading, "diagnose")
    stages.wrap("evidence", judgement.Grading, "keep_answers")
    stages.wrap("result", serving.Server, "_result")
    stages.wrap(JOB, serving.Server, "_grade")
    found, say = Reference.__getattr__, serving.Server.say

    def timed_reference(self: Reference, name: str) -> Any:
        value = found(self, name)
        is_function = callable(value) and not isinstance(value, type)
        return stages.timed("reference", value) if is_function else value

    def say_and_note(self: serving.Server, answer: Any) -> None:
        stages.timed("writing", say)(self, answer)
        if isinstance(answer, Done):
            stages.note()

    Reference.__getattr__ = timed_reference
    serving.Server.say = say_and_note


def main() -> None:
    """Be a grader process."""
    report, cpu_time, *handed = sys.argv[1:]
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    stages = Stages(os.open(report, flags), os.open(cpu_time, os.O_RDONLY))
    sys.argv[1:] = handed
    wrap_all(stages)
    process.main()


if __name__ == "__main__":
    main()
