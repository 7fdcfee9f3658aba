"""Run a notebook's code: in the sandbox for submissions, here for the reference."""
