"""LTI 1.3: learning platforms open the course, and get its grades."""
