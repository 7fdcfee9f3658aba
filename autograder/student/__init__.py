"""The trusted end of the connection to one submission."""
