"""A relation found in a parse, before its arguments are made into labels and offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.closed_terms import Predicate, Wording

if TYPE_CHECKING:
    from kg.extraction.syntax.phrases import Phrase
    from kg.extraction.trees.tree import Token
    from kg.model.claim import Quantity


@dataclass(frozen=True, slots=True)
class Filler:
    """What stands in one slot of a relation.

    Attributes:
        phrase: The noun phrase.
        label: The label, where it is not the phrase's own text ("copper deficiency").
        member_of: For a listed example, the phrase of its class; None otherwise.
    """

    phrase: Phrase
    label: str | None = None
    member_of: Phrase | None = None

    @property
    def text(self) -> str:
        """Return the label."""
        return self.label or self.phrase.text


@dataclass(frozen=True, slots=True)
class Frame:
    """One relation between two tokens of a parse.

    Attributes:
        subject: None where the clause has no subject of its own (the discourse supplies it).
        object: None likewise.
        trigger: The token that states it.
        rule: Id of the pattern.
        only_denied: Whether it only says something when it is negated.
        denied: Its own words deny it ("was similar in both groups"), whatever the syntax says.
        wording: How strong a relation it words, where its trigger does not tell; else None.
        asked: Whether it only says something where the section's heading asks for it.
        of_section: Whether what is left open is an illness that the section is about, or nothing.
    """

    predicate: Predicate
    subject: Filler | None
    object: Filler | None
    trigger: Token
    rule: str
    confidence: float = 0.85
    quantity: Quantity | None = None
    only_denied: bool = False
    denied: bool = False
    wording: Wording | None = None
    asked: bool = False
    of_section: bool = False
