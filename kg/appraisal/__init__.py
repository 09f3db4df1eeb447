"""Citations, evidence lines, grades, belief, conflicts, audit findings, judgement."""

from kg.appraisal.appraising import appraise, appraise_corpus
from kg.appraisal.audit import audit

__all__ = ["appraise", "appraise_corpus", "audit"]
