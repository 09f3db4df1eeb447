"""A document to its claims: sentences read in order, each with what was said before it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.claims import ClaimMaker
from kg.extraction.discourse import Discourse
from kg.extraction.doses import dose_claims
from kg.extraction.frames import Frame
from kg.extraction.parsing import Parsed, Readings, parse
from kg.extraction.reading_units import Unit, reading_units
from kg.extraction.relations.finding import find_frames
from kg.extraction.relations.worded import worded_frames
from kg.extraction.tables import table_claims
from kg.extraction.typing import type_of
from kg.extraction.wording import wording_places
from kg.model.claim import Claim, Wording
from kg.model.document import Document


class Extractor:
    """Rules over dependency parses; the model is loaded with the first document."""

    name = "rules"

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """Return the claims of a document, in order, without identifiers, citations or grades.

        Raises:
            ExtractionError: The language model is missing.
        """
        units = reading_units(document)
        parsed = parse(
            [Readings(unit.sentence, unit.text, unit.printed) for unit in units], document.text
        )
        discourse = Discourse(document, type_of)
        maker = ClaimMaker(document, discourse, type_of)
        found: list[Claim] = []
        for unit, sentence in zip(units, parsed, strict=True):
            found.extend(self._of_sentence(unit, sentence, document, discourse, maker))
        found.extend(table_claims(document, type_of))
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
        maker.begin(unit, sentence)
        for frame in find_frames(sentence.doc, type_of, unit.shown):
            yield from maker.claims_of(frame)
        for frame in _loosely_worded(unit, sentence, maker):
            yield from maker.claims_of(frame)
        yield from maker.elliptical_claims()
        yield from dose_claims(maker)
        maker.finish()


def _loosely_worded(unit: Unit, sentence: Parsed, maker: ClaimMaker) -> Iterator[Frame]:
    """Yield what a sentence of running text words that has given no claim so far."""
    wording = maker.sentence_wording()
    in_list = unit.lead_in is not None or unit.heading is not None
    if not in_list and wording is not Wording.NONE and not maker.is_told():
        yield from worded_frames(sentence.doc, wording, wording_places(sentence.doc), type_of)


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
