"""What the grading rules may look at: one closed record of a claim and the works behind it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.closed_terms import Certainty, Design, Polarity, Wording
from kg.model.document import CitationState


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim as the grading rules see it.

    Attributes:
        design: As the article reports it.
        states: States of the claim's citations, sorted, without repeats.
        same_sentence: Whether any citation stands in the claim's own sentence.
        resolved: Whether any citation leads to a known work.
        verified: Whether a catalogue confirms the design of a work behind the claim.
        retracted: Whether the claim itself cites a retracted work.
        small: The word that calls the study small, preliminary or a pilot, or None.
        works: Distinct resolved works that support the claim, retracted ones left out.
        opposed: Whether a citation of an unexplained contrary claim exists.
    """

    design: Design
    states: tuple[CitationState, ...]
    same_sentence: bool
    resolved: bool
    verified: bool
    retracted: bool
    small: str | None
    works: int
    opposed: bool
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    wording: Wording = Wording.NONE

    @property
    def cited(self) -> bool:
        """Whether any marker reaches the claim."""
        return bool(self.states)
