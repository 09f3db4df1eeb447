"""Does the cited work say so? A claim against the sentences and claims of the work.

First by structure: claims extracted from the work about the same subject and object, compared in
predicate, direction and polarity. Where the work has none, by words (comparison.py). The answer is
an evidence line of its own, with the work's words and design, next to what the article says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.appraisal.comparison import Comparison, Extent, Rarity, compare, extent
from kg.appraisal.conflicts import clash
from kg.appraisal.evidence import catalogue_design, resolved_works
from kg.appraisal.propositions import core
from kg.lexicon.label_identity import entity_key, fold
from kg.model.appraisal import Direction, EvidenceLine
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Design, Polarity, Predicate
from kg.model.document import BlockKind, Reference
from kg.model.record import DocumentRecord

# Predicates that say the same of a remedy or cause, one more exactly than the other.
_KIN = (
    frozenset({Predicate.TREATS, Predicate.PREVENTS, Predicate.PROTECTS_AGAINST}),
    frozenset({Predicate.PREVENTS, Predicate.DECREASES_RISK_OF, Predicate.PROTECTS_AGAINST}),
    frozenset({Predicate.CAUSES, Predicate.INCREASES_RISK_OF, Predicate.ASSOCIATED_WITH}),
    frozenset({Predicate.INCREASES, Predicate.AFFECTS}),
    frozenset({Predicate.DECREASES, Predicate.AFFECTS, Predicate.TREATS}),
    frozenset({Predicate.HAS_SYMPTOM, Predicate.HAS_SIGN, Predicate.CAUSES}),
)
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})


class Basis(StrEnum):
    """What the answer rests on."""

    CLAIMS = "claims"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Verification:
    """What one cited work says about a claim.

    Attributes:
        work: Identity of the work.
        quote: The work's sentence, or None where nothing was found.
        start: Where the sentence stands in the work's text, or None.
        design: The design that the work names for itself, or None.
        coverage: Share of the claim's sentence that the work's words cover, 0 to 1.
        extent: How much of the claim's sentence the work's words bear.
    """

    claim: str
    work: str
    direction: Direction
    basis: Basis
    quote: str | None
    start: int | None
    design: Design | None
    coverage: float
    extent: Extent

    def evidence(self, claim: Claim) -> EvidenceLine:
        """Return the evidence line, to stand next to that of the article."""
        return EvidenceLine(
            claim=claim.id,
            direction=self.direction,
            design=claim.design,
            study=self.work,
            works=(self.work,),
            citations=tuple(
                index for index, citation in enumerate(claim.citations) if citation.references
            ),
            verified_design=self.design,
            basis="work",
            quote=self.quote,
        )


def verify_claim(claim: Claim, reference: Reference, work: DocumentRecord) -> Verification:
    """Return what the work says about the claim.

    Args:
        claim: A claim of an article.
        reference: The entry through which the article cites the work.
        work: The work's text, read and extracted like any document.
    """
    found = _by_claims(claim, work)
    if found is not None:
        direction, said = found
        return Verification(
            claim=claim.id,
            work=reference.work,
            direction=direction,
            basis=Basis.CLAIMS,
            quote=said.quote.exact,
            start=said.quote.start,
            design=_design(reference, work, said),
            coverage=1.0,
            extent=Extent.WHOLE,
        )
    return _by_words(claim, reference, work)


def verify_record(
    record: DocumentRecord, works: dict[str, DocumentRecord]
) -> Iterator[Verification]:
    """Yield one answer for each claim and cited work whose text is at hand.

    Args:
        record: An article with its claims.
        works: Read and extracted works by every identity (``doi:…``, ``pmid:…``).
    """
    references = {reference.id: reference for reference in record.document.references}
    for claim in record.claims:
        for reference in resolved_works(claim, references):
            work = next((works[key] for key in identities(reference) if key in works), None)
            if work is not None:
                yield verify_claim(claim, reference, work)


def identities(reference: Reference) -> tuple[str, ...]:
    """Return everything by which a work may be known, the surest first.

    >>> identities(Reference("1", "", "doi:10.5555/a", doi="10.5555/A", pmid="12"))
    ('doi:10.5555/a', 'pmid:12')
    """
    names = (
        reference.work,
        f"doi:{reference.doi.lower()}" if reference.doi else "",
        f"pmid:{reference.pmid}" if reference.pmid else "",
        f"pmcid:{reference.pmcid.upper()}" if reference.pmcid else "",
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _by_claims(claim: Claim, work: DocumentRecord) -> tuple[Direction, Claim] | None:
    """Return the work's own claim about the same things; support counts before dispute."""
    disputed: Claim | None = None
    for said in work.claims:
        if not _same_things(claim, said):
            continue
        if _agrees(claim, said):
            return Direction.SUPPORTS, said
        if disputed is None and clash(claim, said) is not None:
            disputed = said
    return (Direction.DISPUTES, disputed) if disputed is not None else None


def _same_things(claim: Claim, said: Claim) -> bool:
    return _alike(claim.subject, said.subject) and _alike(claim.object, said.object)


def _alike(first: Argument, second: Argument) -> bool:
    """Say whether two arguments name one thing: one's words lie within the other's."""
    if entity_key(first) == entity_key(second):
        return True
    left, right = frozenset(fold(first.label)), frozenset(core(second.label))
    return bool(left and right and (left <= right or right <= left))


def _agrees(claim: Claim, said: Claim) -> bool:
    if (claim.polarity is Polarity.AFFIRMED) != (said.polarity is Polarity.AFFIRMED):
        return False
    if claim.predicate is said.predicate:
        return True
    return any({claim.predicate, said.predicate} <= kin for kin in _KIN)


def _by_words(claim: Claim, reference: Reference, work: DocumentRecord) -> Verification:
    document = work.document
    spans = [s.span for s in document.sentences if document.blocks[s.block].kind in _PROSE]
    sentences = [span.text_of(document.text) for span in spans]
    found: Comparison = compare(claim.quote.exact, sentences, Rarity(sentences))
    is_found = found.direction is not Direction.NONE and found.sentence is not None
    at = spans[found.sentence] if is_found and found.sentence is not None else None
    return Verification(
        claim=claim.id,
        work=reference.work,
        direction=found.direction,
        basis=Basis.WORDS,
        quote=at.text_of(document.text) if at else None,
        start=at.start if at else None,
        design=_design(reference, work, None),
        coverage=round(found.coverage, 3),
        extent=extent(
            found,
            in_group=_is_in_group(claim, reference),
            beside_others=len({citation.start for citation in claim.citations}) > 1,
        ),
    )


def _is_in_group(claim: Claim, reference: Reference) -> bool:
    """Say whether the marker that points to the reference points to others, too."""
    starts = [citation.start for citation in claim.citations]
    own = {c.start for c in claim.citations if reference.id in c.references}
    return any(starts.count(start) > 1 for start in own)


def _design(reference: Reference, work: DocumentRecord, said: Claim | None) -> Design | None:
    """Return the design by catalogue, by the work's title, or by its own claim."""
    title = work.document.title or reference.title
    found = catalogue_design(reference.design) or catalogue_design(title)
    if found is None and said is not None and said.design is not Design.NONE:
        return said.design
    return found
