"""The hostile tier: what runs inside the sandbox, beside the student's code.

Imports only the standard library, NumPy, msgspec, IPython and parso, and of
this package only `wire` and `errors`: nothing else of ours is mounted where it
runs. Nothing that decides a mark may live here, and nobody outside believes
what it sends.
"""
