"""Other extractors beside the rules, and the gate that their proposals pass."""
