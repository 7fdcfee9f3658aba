"""Lets NumPy find the number of rows, as the course text has it."""


def as_column(v):
    return v.reshape(-1, 1)
