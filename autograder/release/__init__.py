"""Make the student version of an assignment, and prove that it is fit to hand out."""
