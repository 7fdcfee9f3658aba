"""Grade a class again: see first whose mark would change, then put it in place, with a record."""
