"""Clauses and sentences that take a claim up, or take it back."""
