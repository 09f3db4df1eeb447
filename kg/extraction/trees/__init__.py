"""Sentences as the parser gets them, and their parses as plain Python values."""
