"""When two claims state the same thing: keys of arguments and propositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from kg.lexicon.label_identity import entity_key, fold
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Polarity, Predicate
from kg.model.document import Document

# A predicate that says the same as another one the other way round.
_INVERSE = {Predicate.HAS_PART: Predicate.PART_OF}
# A predicate that says the same both ways round.
_SYMMETRIC = frozenset({Predicate.ASSOCIATED_WITH, Predicate.INTERACTS_WITH})

# Words that open what narrows a label.
_NARROWING = frozenset({"from", "in", "among", "during", "after", "before", "with", "without"})
_NARROWING |= {"for", "by", "at", "on", "within", "under", "following"}


@dataclass(frozen=True, slots=True, order=True)
class PropositionKey:
    """Subject, predicate and object, regardless of who says it and how."""

    subject: str
    predicate: Predicate
    object: str

    @property
    def id(self) -> str:
        """Return 16 hex digits."""
        parts = (self.subject, self.predicate.value, self.object)
        return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def proposition_key(claim: Claim) -> PropositionKey:
    """Return the key of what a claim states; inverse and symmetric predicates are put one way."""
    subject, predicate, obj = entity_key(claim.subject), claim.predicate, entity_key(claim.object)
    if predicate in _INVERSE or (predicate in _SYMMETRIC and obj < subject):
        subject, obj = obj, subject
    return PropositionKey(subject, _INVERSE.get(predicate, predicate), obj)


def core(label: str) -> tuple[str, ...]:
    """Return the folded label without what narrows it.

    >>> core("absorption of iron from plant foods")
    ('iron', 'absorption')
    """
    return fold(_split(label)[0])


def narrowing(label: str) -> str:
    """Return what narrows a label, or an empty string.

    >>> narrowing("absorption of iron from plant foods")
    'from plant foods'
    """
    return _split(label)[1]


def qualified(argument: Argument) -> frozenset[str]:
    """Return the words of the mention that narrow the label: "mild" in "mild anemia"."""
    if argument.via is not None:
        return frozenset()
    return frozenset(core(argument.text)) - frozenset(fold(argument.label))


def article_key(document: Document) -> str:
    """Return what identifies an article by its words, so that a copy is the same article."""
    return _digest(document.text)


@lru_cache(maxsize=256)
def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def supports(polarity: Polarity) -> bool:
    """Say whether a claim of that polarity says that it is so."""
    return polarity in (Polarity.AFFIRMED, Polarity.MIXED)


def disputes(polarity: Polarity) -> bool:
    """Say whether a claim of that polarity says that it is not so, or not shown."""
    return polarity is not Polarity.AFFIRMED


def _split(label: str) -> tuple[str, str]:
    words = label.split()
    for at, word in enumerate(words[1:], start=1):
        if word.lower().strip(",;()") in _NARROWING:
            return " ".join(words[:at]), " ".join(words[at:])
    return label, ""
