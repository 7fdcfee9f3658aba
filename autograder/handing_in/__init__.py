"""Handing in from where students work: a terminal, or the notebook that is open in JupyterLab.

It runs with the student's rights on the student's machine, and only sends what the student could
also upload.
"""
