"""The door to the engine: people hand in, workers grade, pages show. It decides no mark."""
