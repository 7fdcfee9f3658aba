"""The pages on which answers are marked: one question across the whole class."""
