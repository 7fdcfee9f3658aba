"""The hostile tier: what runs inside the sandbox, beside the student's code.

Imports only the standard library, NumPy, msgspec, IPython and parso, and of this
package only what is mounted beside it: `execution`, `confinement`, `wire` and `errors`.
Nothing that decides a mark may live here, and nobody outside believes
what it sends.
"""
