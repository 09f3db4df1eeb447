"""What a parse says by form alone: phrases, clauses, appositions, kinds of things."""
