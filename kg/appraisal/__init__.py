"""Citations, evidence lines, grades, belief, conflicts, audit findings, judgement."""

from kg.appraisal.appraising import appraise, appraise_corpus

__all__ = ["appraise", "appraise_corpus"]
