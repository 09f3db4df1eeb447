"""Citations, evidence lines, grades, belief, conflicts, audit findings, judgement."""

from kg.appraisal.appraising import appraise, appraise_corpus, article_evidence
from kg.appraisal.audit import audit
from kg.appraisal.explain import explain_claim, explain_proposition

__all__ = [
    "appraise",
    "appraise_corpus",
    "article_evidence",
    "audit",
    "explain_claim",
    "explain_proposition",
]
