"""A document to its claims: sentences read in order, each with what was said before it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.claims import ClaimMaker
from kg.extraction.dosing.doses import dose_claims
from kg.extraction.other_names import other_names
from kg.extraction.parsing.parser import parse
from kg.extraction.parsing.readings import Parsed, Readings
from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.reading_units import reading_units
from kg.extraction.passages.units import Unit
from kg.extraction.relations.arguments import Arguments
from kg.extraction.relations.finding import find_frames
from kg.extraction.relations.worded import worded_frames
from kg.extraction.stance.wording import wording_places
from kg.extraction.syntax.frames import Frame
from kg.extraction.syntax.typing import type_of
from kg.extraction.tabular.tables import table_claims
from kg.extraction.taking_up.contrary import contrary_claims
from kg.extraction.taking_up.taken_up import elliptical_claims
from kg.extraction.taking_up.undone import undone_claims
from kg.model.claim import Claim
from kg.model.closed_terms import Wording
from kg.model.document import Document

_AHEAD = 64  # documents of which parses are held; more are forgotten and parsed again


class Extractor:
    """Rules over dependency parses; the model is loaded with the first document."""

    name = "rules"

    def __init__(self) -> None:
        self._ahead: dict[int, _Reading] = {}

    def read_ahead(self, documents: Sequence[Document]) -> None:
        """Parse several documents together, which is faster than each by itself.

        What :meth:`extract` gives for a document is the same with and without.

        Raises:
            ExtractionError: The language model is missing.
        """
        units = [reading_units(document) for document in documents]
        parsed = parse(
            reading
            for document, own in zip(documents, units, strict=True)
            for reading in _readings(own, document)
        )
        if len(self._ahead) > _AHEAD:
            self._ahead.clear()
        for document, own in zip(documents, units, strict=True):
            sentences = list(itertools.islice(parsed, len(own)))
            self._ahead[id(document)] = _Reading(document, own, sentences)

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """Return the claims of a document, in order, without identifiers, citations or grades.

        Raises:
            ExtractionError: The language model is missing.
        """
        ahead = self._ahead.pop(id(document), None)
        units = ahead.units if ahead is not None else reading_units(document)
        parsed = ahead.parsed if ahead is not None else parse(_readings(units, document))
        discourse = Discourse(document, type_of)
        maker = ClaimMaker(document, discourse, type_of)
        found: list[Claim] = []
        for unit, sentence in zip(units, parsed, strict=True):
            found.extend(self._of_sentence(unit, sentence, document, discourse, maker))
        found.extend(table_claims(document, type_of, discourse))
        return _distinct(found)

    @staticmethod
    def _of_sentence(
        unit: Unit,
        sentence: Parsed,
        document: Document,
        discourse: Discourse,
        maker: ClaimMaker,
    ) -> Iterator[Claim]:
        block = document.blocks[document.sentences[unit.sentence].block]
        discourse.enter(block.section, document.sentences[unit.sentence].block)
        if unit.label is not None:
            discourse.labelled(unit.label)
        maker.begin(unit, sentence)
        for frame in find_frames(sentence.doc, type_of, unit.shown):
            yield from maker.claims_of(frame)
        for frame in _loosely_worded(unit, sentence, maker):
            yield from maker.claims_of(frame)
        yield from elliptical_claims(maker)
        yield from contrary_claims(maker)
        yield from undone_claims(maker)
        yield from dose_claims(maker)
        yield from other_names(maker)
        maker.finish()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document that was parsed ahead; it is held, so that no other takes its identity."""

    document: Document
    units: list[Unit]
    parsed: list[Parsed]


def _readings(units: Iterable[Unit], document: Document) -> Iterator[Readings]:
    for unit in units:
        yield Readings(unit.sentence, unit.text, unit.printed, document.text, unit.alone)


def _loosely_worded(unit: Unit, sentence: Parsed, maker: ClaimMaker) -> Iterator[Frame]:
    """Yield what a sentence of running text words that has given no claim so far."""
    wording = maker.sentence_wording()
    in_list = unit.is_listed
    if not in_list and wording is not Wording.NONE and not maker.is_told():
        doc = sentence.doc
        yield from worded_frames(wording_places(doc), wording, Arguments(doc))


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    """Drop what two rules found alike; the surer one stays."""
    best: dict[tuple[int, int, str, str, str, str], Claim] = {}
    for claim in claims:
        key = (
            claim.quote.start,
            claim.quote.end,
            claim.subject.label.lower(),
            claim.predicate.value,
            claim.object.label.lower(),
            claim.polarity.value,
        )
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    ordered = sorted(best.values(), key=lambda c: (c.quote.start, c.quote.end, c.rule))
    return tuple(ordered)
