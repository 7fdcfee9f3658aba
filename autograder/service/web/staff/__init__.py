"""The pages of instructors and their assistants."""
