"""Each picture raveled, then stacked as columns."""

import numpy as np


def flatten(pictures):
    columns = []
    for picture in pictures:
        columns.append(picture.ravel())
    return np.stack(columns, axis=1)
