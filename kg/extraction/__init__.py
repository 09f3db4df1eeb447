"""Document to claims; the only user of spaCy."""
