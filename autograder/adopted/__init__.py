"""Judge submissions of adopted courses by the test cells of their own source notebooks."""
