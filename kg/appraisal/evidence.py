"""Evidence lines: which studies bear on a claim, each under a key that tells studies apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.model.appraisal import Direction, EvidenceLine
from kg.model.claim import Claim
from kg.model.closed_terms import Design, Polarity
from kg.model.document import CitationState, Reference

_DIRECTIONS = {
    Polarity.AFFIRMED: Direction.SUPPORTS,
    Polarity.NEGATED: Direction.DISPUTES,
    Polarity.NO_EVIDENCE: Direction.DISPUTES,
    Polarity.MIXED: Direction.NONE,
}

# Publication types of catalogues and bibliographies (PubMed, Crossref, CSL) as designs; the first
# that occurs in the reference's design decides. Strongest first, so that "randomised trial" is
# not read as "trial".
_CATALOGUE = (
    ("systematic", Design.SYSTEMATIC_REVIEW),
    ("meta-analysis", Design.SYSTEMATIC_REVIEW),
    ("meta analysis", Design.SYSTEMATIC_REVIEW),
    ("randomi", Design.RCT),
    ("rct", Design.RCT),
    ("trial", Design.TRIAL),
    ("observational", Design.OBSERVATIONAL),
    ("cohort", Design.OBSERVATIONAL),
    ("case-control", Design.OBSERVATIONAL),
    ("cross-sectional", Design.OBSERVATIONAL),
    ("case report", Design.HUMAN),
    ("human", Design.HUMAN),
    ("animal", Design.ANIMAL),
    ("in vitro", Design.IN_VITRO),
    ("in_vitro", Design.IN_VITRO),
    ("review", Design.EXPERT),
    ("editorial", Design.EXPERT),
    ("guideline", Design.EXPERT),
)

# From the strongest to the weakest design, as the base of the grade ranks them.
_RANK = {
    Design.SYSTEMATIC_REVIEW: 4,
    Design.RCT: 3,
    Design.TRIAL: 2,
    Design.OBSERVATIONAL: 2,
    Design.HUMAN: 2,
}


def evidence_lines(
    article: str, claim: Claim, references: Mapping[str, Reference]
) -> tuple[EvidenceLine, ...]:
    """Return one line a study that the article gives for the claim, sorted by study key.

    A resolved work is one study wherever it is cited; a marker that leads nowhere is one study a
    pointer, known only in its article; a study that is described without any marker is one, too.
    A claim with neither has no evidence line.

    Args:
        article: Key of the article (:func:`kg.appraisal.propositions.article_key`).
        claim: With citations.
        references: Of the document, by id.
    """
    studies: dict[str, list[int]] = {}
    for index, key in enumerate(study_keys(article, claim, references)):
        studies.setdefault(key, []).append(index)
    if not studies and (described := _described(article, claim)):
        studies[described] = []
    return tuple(
        _line(claim, key, tuple(indices), references) for key, indices in sorted(studies.items())
    )


def study_keys(article: str, claim: Claim, references: Mapping[str, Reference]) -> tuple[str, ...]:
    """Return the study key of each citation of the claim, in order."""
    keys: list[str] = []
    seen: dict[int, int] = {}
    for citation in claim.citations:
        number = seen.get(citation.start, 0)
        seen[citation.start] = number + 1
        if citation.state is CitationState.RESOLVED and citation.references:
            reference = references.get(citation.references[0])
            keys.append(reference.work if reference else citation.references[0])
        else:
            keys.append(f"{article}#{citation.start}.{number}")
    return tuple(keys)


def resolved_works(claim: Claim, references: Mapping[str, Reference]) -> tuple[Reference, ...]:
    """Return the references that the claim's resolved citations lead to, one a work."""
    works: dict[str, Reference] = {}
    for citation in claim.citations:
        if citation.state is not CitationState.RESOLVED:
            continue
        for key in citation.references:
            if reference := references.get(key):
                works.setdefault(reference.work, reference)
    return tuple(works.values())


@lru_cache(maxsize=4096)
def catalogue_design(words: str | None) -> Design | None:
    """Return the design that a catalogue's publication type names, or None.

    >>> catalogue_design("Randomized Controlled Trial")
    <Design.RCT: 'rct'>
    """
    lowered = (words or "").lower()
    return next((design for cue, design in _CATALOGUE if cue in lowered), None)


def is_verified(claim: Claim, works: tuple[Reference, ...]) -> bool:
    """Say whether a catalogue confirms a design at least as strong as the one reported."""
    found = [design for work in works if (design := catalogue_design(work.design)) is not None]
    return any(_RANK.get(design, 1) >= _RANK.get(claim.design, 1) for design in found)


def _described(article: str, claim: Claim) -> str | None:
    """Return the key of a study that is only described: by the words that name it."""
    if claim.study is not None:
        return f"{article}#study-{claim.study.start}"
    if claim.design in (Design.NONE, Design.TRADITIONAL, Design.EXPERT, Design.RESEARCH):
        return None
    return f"{article}#sentence-{claim.sentence}"


def _line(
    claim: Claim, key: str, indices: tuple[int, ...], references: Mapping[str, Reference]
) -> EvidenceLine:
    cited = {ref for index in indices for ref in claim.citations[index].references}
    works = tuple(sorted({references[ref].work for ref in cited if references.get(ref)}))
    is_work = key in works
    designs = (catalogue_design(references[ref].design) for ref in cited if references.get(ref))
    return EvidenceLine(
        claim=claim.id,
        direction=_DIRECTIONS[claim.polarity],
        design=claim.design,
        study=key,
        works=(key,) if is_work else (),
        citations=indices,
        population=claim.qualifiers.population,
        sample_size=claim.qualifiers.sample_size,
        verified_design=next((d for d in designs if d), None) if is_work else None,
    )
