"""Show marks: pure functions of results. Nothing here grades."""
