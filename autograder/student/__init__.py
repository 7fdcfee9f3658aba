"""The trusted end of the line to one submission."""
