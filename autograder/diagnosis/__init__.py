"""Say which mistake an exercise's wrong answers come from.

Works in the grader process, after an exercise lost marks, on the calls that its
hidden tests made. Everything said is measured: true of all those calls.
"""
