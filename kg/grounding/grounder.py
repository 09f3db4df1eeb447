"""Gives the arguments of claims their canonical label, type and identifier."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace

from kg.grounding.abbreviations import abbreviations
from kg.grounding.linking import Link, Linker
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.labels import tidy, without_determiner
from kg.lexicon.normalise import folded
from kg.lexicon.vocabulary import TermMatch, Vocabulary
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import EntityType
from kg.model.document import Document
from kg.model.spans import Span

_CONTEXT = 80  # code points around a mention that homonyms are told apart by
_CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")


class Grounder:
    """Ties mentions to the vocabulary.

    A document is grounded by itself: what others say changes nothing. Grounding what is grounded
    changes nothing either.

    Args:
        vocabulary: The concepts; those that come with citegraph where None is given.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or default_vocabulary()

    def ground(self, document: Document, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims, in the same order, with labels, types, identifiers and claim ids.

        A sentence that gives one thing two names ("underactive thyroid, or hypothyroidism, is a
        disease") states one claim: the first of those that come to the same id is kept.
        """
        work = _DocumentGrounding(self._vocabulary, document)
        distinct: dict[str, Claim] = {}
        for claim in claims:
            grounded = work.grounded(claim)
            distinct.setdefault(grounded.id, grounded)
        return tuple(distinct.values())


class _DocumentGrounding:
    """The grounding of one document."""

    def __init__(self, vocabulary: Vocabulary, document: Document) -> None:
        self._vocabulary = vocabulary
        self._document = document
        self._linker = Linker(vocabulary, abbreviations(document))
        self._starts = frozenset(sentence.span.start for sentence in document.sentences)
        self._names = frozenset(_CAPITALISED.findall(document.text))

    def grounded(self, claim: Claim) -> Claim:
        subject, subject_score = self._argument(claim.subject)
        object_, object_score = self._argument(claim.object)
        if subject.label == object_.label and claim.subject.text != claim.object.text:
            # "leukopenia is a low white blood cell count": one thing by two names; the weaker
            # name keeps its words, or the claim would say nothing
            if object_score <= subject_score:
                object_ = self._as_worded(claim.object, object_.type)
            else:
                subject = self._as_worded(claim.subject, subject.type)
        claim = replace(claim, subject=subject, object=object_)
        return claim.identified(self._document.source.sha256)

    def _argument(self, argument: Argument) -> tuple[Argument, float]:
        """Return an argument with what it names, and how surely (0 to 1)."""
        if argument.grounding is not None:
            return argument, argument.grounding.score
        if argument.type is EntityType.QUANTITY:
            return argument, 0.0
        link = self._link(argument)
        label = link.label if link.score else self._uncapitalised(link.label, argument)
        kind = argument.type if link.type is EntityType.OTHER else link.type
        return replace(argument, label=label, type=kind, grounding=link.grounding), link.score

    def _link(self, argument: Argument) -> Link:
        is_own = folded(without_determiner(tidy(argument.label))) in folded(argument.text)
        in_place = functools.partial(self._in_place, argument)
        return self._linker.link(argument.label, in_place if is_own else None)

    def _in_place(self, argument: Argument) -> TermMatch | None:
        """Return the concept that the words at the mention name in their context, or None."""
        text = self._document.text
        start = max(0, argument.start - _CONTEXT)
        window = text[start : argument.end + _CONTEXT]
        span = Span(argument.start - start, argument.end - start)
        # the term may be longer than the mention ("common cold" for "cold")
        found = [m for m in self._vocabulary.match(window) if Span(m.start, m.end).overlaps(span)]
        return found[-1] if found else None

    def _uncapitalised(self, label: str, argument: Argument) -> str:
        """Return ``label`` without the capital that it has only for starting a sentence."""
        first = label.split(" ", maxsplit=1)[0]
        is_plain = first[:1].isupper() and first[1:].islower()
        if is_plain and argument.start in self._starts and first not in self._names:
            return label[0].lower() + label[1:]
        return label

    def _as_worded(self, argument: Argument, kind: EntityType) -> Argument:
        """Return the argument under its own words, without an identifier."""
        words = without_determiner(tidy(argument.text))
        label = self._uncapitalised(words, argument)
        return replace(argument, label=label, type=kind, grounding=None)
