"""Grade a class and produce its result files."""
