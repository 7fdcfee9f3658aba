"""What the instructor wrote."""
