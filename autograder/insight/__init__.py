"""What a class got right and wrong, from its result files; nothing is graded here."""
