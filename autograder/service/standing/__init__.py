"""Which attempt of a student counts, and its place in the course's folder."""
