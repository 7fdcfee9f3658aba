"""From a hand-in to its result."""
