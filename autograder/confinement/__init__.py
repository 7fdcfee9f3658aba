"""How a process gives up what it must not have."""
