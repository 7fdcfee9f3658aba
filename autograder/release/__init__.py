"""Make the student version of an assignment, and verify that it is fit for students."""
