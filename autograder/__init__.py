"""Backgrade: auto-graded exercises for notebook courses.

The package knows no course. To read the code, begin at docs/how-it-works/route.md, which follows
one submission from file to mark.
"""

__version__ = "0.1.0"
