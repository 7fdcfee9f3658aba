"""Run a notebook's code: a submission's in the sandbox, the reference's in the grader process."""
