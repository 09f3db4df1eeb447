"""What appraisal said about some of the claims of a store."""

from __future__ import annotations

from collections.abc import Collection

from kg.model.appraisal import Corpus


def part_of(corpus: Corpus, claims: Collection[str]) -> Corpus:
    """Return what a corpus says about some claims.

    Propositions and conflicts that one of the claims has a part in are there whole.
    """
    return Corpus(
        grades=tuple(g for g in corpus.grades if g.claim in claims),
        evidence=tuple(e for e in corpus.evidence if e.claim in claims),
        propositions=tuple(
            p for p in corpus.propositions
            if any(claim in claims for claim in (*p.supporting, *p.disputing))
        ),
        conflicts=tuple(c for c in corpus.conflicts if c.first in claims or c.second in claims),
        rejected=tuple(claim for claim in corpus.rejected if claim in claims),
        judged=tuple(j for j in corpus.judged if j.claim in claims),
    )  # fmt: skip
