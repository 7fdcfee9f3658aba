"""Asks for the number of axes; checks its own result."""


def as_column(v):
    if v.ndim == 1:
        column = v[:, None].copy()
    elif v.shape[0] == 1:
        column = v.T
    else:
        column = v
    assert column.shape == (v.size, 1)
    return column
