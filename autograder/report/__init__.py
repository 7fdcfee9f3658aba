"""Show marks. Everything here is a pure function of results; nothing here grades."""
