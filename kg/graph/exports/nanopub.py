"""Nanopublications: one TriG file a claim, as reported by its document; unsigned.

The assertion is what the document states, as a claim with its polarity; only an affirmed claim that
is not hypothetical also stands there as a plain triple. No time is written, so equal claims give
equal files. :mod:`kg.graph.exports.nanopub_signing` signs them.

Source: https://nanopub.net/guidelines/working_draft/
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.claim_quads import argument_iri
from kg.graph.derived_quads import is_plain
from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import header, trig_of
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink
from kg.graph.store import Store
from kg.model.claim import Claim, Grade
from kg.model.record import DocumentRecord
from kg.terms import CITO, DCTERMS, KG, OA, PREFIXES, PROV, RDF, RDFS, individual, predicate

NP = "http://www.nanopub.org/nschema#"


def nanopub_lines(
    record: DocumentRecord,
    claim: Claim,
    grade: Grade | None,
    mint: Minter,
    iri: str | None = None,
) -> list[str]:
    """Return the N-Quads lines of a claim's nanopublication; ``iri`` names it otherwise."""
    iri = iri or f"{mint.base}nanopub/{claim.id}"
    lines: list[str] = []
    for part in (
        _head(iri),
        _assertion(iri, claim, mint),
        _provenance(iri, record, claim, mint),
        _info(iri, claim, grade, mint),
    ):
        lines.extend(part.sorted_lines())
    return lines


def _head(iri: str) -> QuadSink:
    sink = QuadSink(f"{iri}#Head")
    sink.iri(iri, RDF.type, f"{NP}Nanopublication")
    sink.iri(iri, f"{NP}hasAssertion", f"{iri}#assertion")
    sink.iri(iri, f"{NP}hasProvenance", f"{iri}#provenance")
    sink.iri(iri, f"{NP}hasPublicationInfo", f"{iri}#pubinfo")
    return sink


def _assertion(iri: str, claim: Claim, mint: Minter) -> QuadSink:
    sink, thing = QuadSink(f"{iri}#assertion"), mint.claim(claim.id)
    subject = argument_iri(mint, claim, claim.subject)
    target = argument_iri(mint, claim, claim.object)
    relation = predicate(claim.predicate.value)
    sink.iri(thing, RDF.type, KG.Claim)
    sink.iri(thing, RDF.subject, subject)
    sink.iri(thing, RDF.predicate, relation)
    sink.iri(thing, RDF.object, target)
    sink.iri(thing, KG.polarity, individual("polarity", claim.polarity.value))
    sink.iri(thing, KG.certainty, individual("certainty", claim.certainty.value))
    sink.string(subject, RDFS.label, claim.subject.label)
    sink.string(target, RDFS.label, claim.object.label)
    if is_plain(claim):
        sink.iri(subject, relation, target)
    return sink


def _provenance(iri: str, record: DocumentRecord, claim: Claim, mint: Minter) -> QuadSink:
    sink, assertion = QuadSink(f"{iri}#provenance"), f"{iri}#assertion"
    document = mint.document(record.document.source.sha256)
    quote = mint.part(document, "quote", f"{claim.quote.start}-{claim.quote.end}")
    sink.iri(assertion, PROV.wasDerivedFrom, quote)
    sink.iri(quote, OA.hasSource, document)
    sink.iri(quote, OA.hasSelector, f"{quote}/text")
    sink.iri(f"{quote}/text", RDF.type, OA.TextQuoteSelector)
    sink.string(f"{quote}/text", OA.exact, claim.quote.exact)
    sink.string(f"{quote}/text", OA.prefix, claim.quote.prefix)
    sink.string(f"{quote}/text", OA.suffix, claim.quote.suffix)
    sink.string(document, DCTERMS.title, record.document.title)
    sink.string(document, KG.sha256, record.document.source.sha256)
    works = {reference.id: reference.work for reference in record.document.references}
    for citation in claim.citations:
        for key in citation.references:
            if key in works and len(citation.references) == 1:
                sink.iri(assertion, CITO.citesAsEvidence, mint.work(works[key]))
    return sink


def _info(iri: str, claim: Claim, grade: Grade | None, mint: Minter) -> QuadSink:
    sink, agent = QuadSink(f"{iri}#pubinfo"), f"{mint.base}agent/citegraph"
    sink.iri(iri, PROV.wasGeneratedBy, f"{iri}#extraction")
    sink.iri(f"{iri}#extraction", PROV.wasAssociatedWith, agent)
    sink.iri(agent, RDF.type, PROV.SoftwareAgent)
    words = f"{claim.subject.label} {claim.predicate.value} {claim.object.label}"
    sink.string(iri, RDFS.label, words)
    sink.decimal(iri, KG.confidence, claim.confidence)
    if grade is not None:
        sink.iri(iri, KG.grade, individual("grade", str(grade.level)))
    return sink


def publishable(store: Store) -> Iterator[tuple[DocumentRecord, Claim, Grade | None]]:
    """Yield each claim that nobody rejected, with its grade in the context of all documents."""
    corpus = store.corpus()
    grades = {item.claim: item.grade for item in corpus.grades}
    rejected = frozenset(corpus.rejected)
    for record in store.records():
        for claim in record.claims:
            if claim.id not in rejected:
                yield record, claim, grades.get(claim.id, claim.grade)


def _files(store: Store) -> Iterator[ExportFile]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - costs a command's start-up

    mint, prefixes = store.mint, header({**PREFIXES, "np": NP})
    for record, claim, grade in publishable(store):
        lines = nanopub_lines(record, claim, grade, mint)
        quads = parse("".join(lines).encode(), format=RdfFormat.N_QUADS)
        yield ExportFile(f"{claim.id}.trig", [prefixes, trig_of(quads)])


NANOPUB = Exporter("nanopub", "a nanopublication a claim, unsigned", True, _files)
