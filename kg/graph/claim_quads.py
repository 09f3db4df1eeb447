"""The claims of a document as quads: statement, quote, mentions, citations, evidence lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.graph.document_quads import DocumentWriter
from kg.graph.evidence_quads import write_evidence
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink
from kg.graph.provenance import Provenance
from kg.model.appraisal import EvidenceLine
from kg.model.claim import Argument, Citation, Claim, Quote
from kg.model.document import CitationState
from kg.model.record import DocumentRecord
from kg.model.spans import Span
from kg.terms import CITO, KG, OA, PROV, RDF, RDFS, individual, predicate


def document_lines(
    record: DocumentRecord,
    evidence: Iterable[EvidenceLine],
    mint: Minter,
    provenance: Provenance,
) -> list[str]:
    """Return the sorted N-Quads lines of a document's graph.

    Args:
        record: The document with its claims.
        evidence: Evidence lines of the document's claims, in their order.
        mint: Names things.
        provenance: How the claims were made.
    """
    writer = DocumentWriter(record, mint, provenance)
    writer.write_document()
    writer.write_sentences(frozenset(claim.sentence for claim in record.claims))
    by_claim: dict[str, list[EvidenceLine]] = {}
    for line in evidence:
        by_claim.setdefault(line.claim, []).append(line)
    claims = ClaimWriter(writer)
    for position, claim in enumerate(record.claims):
        claims.write(claim, position, by_claim.get(claim.id, ()))
    return writer.sink.sorted_lines()


def argument_iri(mint: Minter, claim: Claim, argument: Argument) -> str:
    """Name the subject or object of a claim; a claim's quantity is its object."""
    if argument is claim.object and claim.quantity is not None:
        return mint.quantity(argument.label, claim.quantity)
    return mint.entity(argument)


class ClaimWriter:
    """Writes claims into the graph of their document."""

    def __init__(self, writer: DocumentWriter) -> None:
        self.writer = writer
        self.sink: QuadSink = writer.sink
        self.mint = writer.mint

    def write(self, claim: Claim, position: int, evidence: Sequence[EvidenceLine]) -> None:
        """Write one claim with everything that hangs on it."""
        iri = self.mint.claim(claim.id)
        self._statement(iri, claim)
        self._attributes(iri, claim, position)
        self._qualifiers(iri, claim)
        self._quote(iri, claim)
        self._mention(iri, claim, claim.subject)
        self._mention(iri, claim, claim.object)
        for number, citation in enumerate(claim.citations):
            self._citation(iri, number, citation)
        for number, line in enumerate(evidence):
            write_evidence(self.sink, self.mint, str(number), line)

    def _statement(self, iri: str, claim: Claim) -> None:
        sink = self.sink
        sink.iri(iri, RDF.type, KG.Claim)
        sink.iri(iri, RDF.subject, argument_iri(self.mint, claim, claim.subject))
        sink.iri(iri, RDF.predicate, predicate(claim.predicate.value))
        sink.iri(iri, RDF.object, argument_iri(self.mint, claim, claim.object))
        words = f"{claim.subject.label} {claim.predicate.value} {claim.object.label}"
        sink.string(iri, RDFS.label, words)
        sink.string(iri, KG.subjectLabel, claim.subject.label)
        sink.string(iri, KG.objectLabel, claim.object.label)
        sink.iri(iri, PROV.wasGeneratedBy, self.writer.activity())

    def _attributes(self, iri: str, claim: Claim, position: int) -> None:
        sink, writer = self.sink, self.writer
        sink.iri(iri, KG.polarity, individual("polarity", claim.polarity.value))
        sink.iri(iri, KG.certainty, individual("certainty", claim.certainty.value))
        sink.iri(iri, KG.wording, individual("wording", claim.wording.value))
        sink.iri(iri, KG.design, individual("design", claim.design.value))
        sink.iri(iri, KG.attribution, individual("attribution", claim.attribution.value))
        sink.decimal(iri, KG.confidence, claim.confidence)
        sink.string(iri, KG.rule, claim.rule)
        sink.string(iri, KG.extractor, claim.extractor)
        sink.iri(iri, KG.inDocument, writer.iri)
        sink.iri(iri, KG.inSection, writer.section(claim.section))
        sink.iri(iri, KG.inSentence, writer.sentence(claim.sentence))
        sink.integer(iri, KG.position, position)

    def _qualifiers(self, iri: str, claim: Claim) -> None:
        sink, of, quantity = self.sink, claim.qualifiers, claim.quantity
        sink.string(iri, KG.population, of.population)
        sink.string(iri, KG.comparator, of.comparator)
        sink.string(iri, KG.condition, of.condition)
        sink.string(iri, KG.statistic, of.statistic)
        sink.integer(iri, KG.sampleSize, of.sample_size)
        if quantity is not None:
            sink.string(iri, KG.quantityText, quantity.text)
            sink.string(iri, KG.duration, quantity.duration)
            sink.string(iri, KG.route, quantity.route)
            sink.string(iri, KG.remark, quantity.remark)

    def _quote(self, iri: str, claim: Claim) -> None:
        sink, quote = self.sink, claim.quote
        target = self.mint.part(self.writer.iri, "quote", f"{quote.start}-{quote.end}")
        sink.iri(iri, KG.hasQuote, target)
        sink.iri(iri, PROV.wasDerivedFrom, target)
        sink.string(iri, KG.quoteText, quote.exact)
        sink.integer(iri, KG.quoteStart, quote.start)
        sink.integer(iri, KG.quoteEnd, quote.end)
        for cls in (KG.Quote, OA.SpecificResource, PROV.Entity):
            sink.iri(target, RDF.type, cls)
        sink.iri(target, OA.hasSource, self.writer.iri)
        sink.iri(target, KG.inSentence, self.writer.sentence(claim.sentence))
        self._selectors(target, quote)

    def _selectors(self, target: str, quote: Quote) -> None:
        sink, words = self.sink, f"{target}/text"
        sink.iri(target, OA.hasSelector, words)
        sink.iri(words, RDF.type, OA.TextQuoteSelector)
        sink.string(words, OA.exact, quote.exact)
        sink.string(words, OA.prefix, quote.prefix)
        sink.string(words, OA.suffix, quote.suffix)
        self._position(target, quote.span)

    def _position(self, target: str, span: Span) -> None:
        sink, place = self.sink, f"{target}/position"
        sink.iri(target, OA.hasSelector, place)
        sink.iri(place, RDF.type, OA.TextPositionSelector)
        sink.integer(place, OA.start, span.start)
        sink.integer(place, OA.end, span.end)

    def _mention(self, iri: str, claim: Claim, argument: Argument) -> None:
        sink, role = self.sink, "subject" if argument is claim.subject else "object"
        mention = f"{iri}/{role}"
        sink.iri(iri, KG.subjectMention if role == "subject" else KG.objectMention, mention)
        sink.iri(mention, RDF.type, KG.Mention)
        sink.iri(mention, KG.inDocument, self.writer.iri)
        sink.iri(mention, KG.names, argument_iri(self.mint, claim, argument))
        sink.string(mention, KG.text, argument.text)
        sink.integer(mention, KG.start, argument.start)
        sink.integer(mention, KG.end, argument.end)
        if argument.via is not None:
            sink.iri(mention, KG.via, individual("via", argument.via.value))
        if argument.grounding is not None:
            sink.decimal(mention, KG.groundingScore, argument.grounding.score)
            sink.string(mention, KG.groundingReason, argument.grounding.reason)
            sink.string(mention, KG.groundingVocabulary, argument.grounding.vocabulary)

    def _citation(self, claim: str, number: int, citation: Citation) -> None:
        sink, writer, iri = self.sink, self.writer, f"{claim}/citation/{number}"
        sink.iri(claim, KG.hasCitation, iri)
        sink.iri(iri, RDF.type, KG.Citation)
        sink.iri(iri, RDF.type, CITO.Citation)
        sink.iri(iri, CITO.hasCitingEntity, writer.iri)
        sink.iri(iri, CITO.hasCitationCharacterization, CITO.citesAsEvidence)
        sink.iri(iri, KG.throughMarker, writer.marker(Span(citation.start, citation.end)))
        sink.iri(iri, KG.citationState, individual("state", citation.state.value))
        sink.iri(iri, KG.scope, individual("scope", citation.scope.value))
        sink.decimal(iri, KG.confidence, citation.confidence)
        sink.integer(iri, KG.position, number)
        known = [key for key in citation.references if key in writer.works]
        is_resolved = citation.state is CitationState.RESOLVED
        for key in known:
            term = KG.toReference if is_resolved else KG.candidateReference
            sink.iri(iri, term, writer.reference(key))
            if is_resolved:
                sink.iri(iri, CITO.hasCitedEntity, writer.works[key])
