"""The marks of a class, in the files that learning management systems import."""
