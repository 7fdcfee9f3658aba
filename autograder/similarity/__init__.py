"""Which students' own code is closer than independent answers to the same exercises are.

Trusted. Code of students is text here: it is cut into tokens, and never parsed or executed.
"""
