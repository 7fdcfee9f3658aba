"""What must be refused is refused with exceptions that have no name, an endless text, a class that
lies or no end.

title: none
assignment: vectorization
exercises: {broadcast_shape: crashed, others: missing}
"""

# %%
import numpy as np

# %%
class Meta(type):
    def __getattribute__(cls, name):
        if name in {"__mro__", "__name__", "__qualname__"}:
            raise SystemExit
        return type.__getattribute__(cls, name)

# %%
class Loud(ValueError):
    def __str__(self):
        return "1" * 10**6


class Lying(ValueError, metaclass=Meta):
    __class__ = ValueError


class Base(BaseException):
    pass

# %%
count = 0


def broadcast_shape(a, b):
    global count
    count += 1
    raise (Loud, Lying, Base, KeyboardInterrupt, GeneratorExit)[count % 5](a, b)
