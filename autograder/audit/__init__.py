"""The hidden graders' own report card: what they catch, and what they let be."""
