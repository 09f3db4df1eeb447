"""What another extractor proposes: words only; the gate finds their places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kg.model.document import Document


@dataclass(frozen=True, slots=True)
class ProposedArgument:
    """Subject or object of a proposal.

    Attributes:
        text: Verbatim words of the document; in the quote unless ``via`` is named.
        label: What it names, where that is not its own words; None for the words themselves.
        via: How the label was reached: ``anaphora``, ``section_topic``, …; None if in the quote.
        antecedent: Verbatim words elsewhere in the document that ``via`` leads to, or None.
    """

    text: str
    label: str | None = None
    via: str | None = None
    antecedent: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as another extractor words it, before anything about it is believed.

    Attributes:
        quote: Verbatim words of the document.
        predicate: Name of a predicate.
        polarity: ``affirmed``, ``negated``, …
        certainty: ``asserted``, ``probable``, …
        confidence: 0 to 1, higher is surer; the gate never raises it.
    """

    quote: str
    subject: ProposedArgument
    predicate: str
    object: ProposedArgument
    polarity: str = "affirmed"
    certainty: str = "asserted"
    confidence: float = 0.5


class Refusal(StrEnum):
    """Why the gate let a proposal not pass."""

    MALFORMED = "malformed"  # not the form that was asked for
    UNKNOWN_PREDICATE = "unknown_predicate"
    UNKNOWN_VALUE = "unknown_value"  # polarity, certainty, via or confidence
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_AMBIGUOUS = "quote_ambiguous"  # the words stand in several sentences
    QUOTE_OUTSIDE_CONTENT = "quote_outside_content"  # a heading, caption, reference, byline
    ARGUMENT_NOT_IN_QUOTE = "argument_not_in_quote"
    LABEL_NOT_IN_DOCUMENT = "label_not_in_document"  # via is named, its antecedent is not there
    SAME_ARGUMENTS = "same_arguments"
    TOO_MANY = "too_many"


class Proposer(Protocol):
    """An extractor that stands beside the rules."""

    @property
    def name(self) -> str:
        """Return the name that its claims carry as ``extractor``."""

    def propose(self, document: Document) -> Proposed:
        """Return what it proposes for a document.

        Raises:
            ExtractionError: It cannot be asked.
        """


@dataclass(frozen=True, slots=True)
class Proposed:
    """Proposals for one document.

    Attributes:
        malformed: How many answers had not the form of a proposal.
    """

    proposals: tuple[Proposal, ...] = ()
    malformed: int = 0
