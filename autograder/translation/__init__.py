"""The course in other languages: what there is to translate, and whether it is up to date."""
