"""Sentences to parses: the parser, and the readings that mend its slips."""
