"""The hostile tier: what runs inside the sandbox, beside the student's code.

It imports only the standard library, NumPy, msgspec, IPython and parso. Of this package it
imports only what is mounted beside it: `execution`, `confinement`, `wire` and `errors`. Nothing
that decides a mark may be here, and nobody outside trusts what it sends.
"""
