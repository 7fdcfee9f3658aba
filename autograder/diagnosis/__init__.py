"""Say which mistake caused an exercise's wrong answers.

It works in the grader process, after an exercise has lost marks, on the calls that its hidden
tests made. Every sentence is measured: it is true of all those calls.
"""
