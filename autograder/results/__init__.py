"""Result files: the hinge between grading and everything that shows marks."""
