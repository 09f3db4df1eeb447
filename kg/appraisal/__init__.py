"""Citations, evidence lines, grades, belief, conflicts, audit findings, judgement."""
