"""The hidden graders' own report card: which mistakes they catch and which they miss."""
