"""The named graph of one document: its parts, markers, references and works."""

from __future__ import annotations

import hashlib

from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink, boolean, web_iri
from kg.graph.provenance import Provenance
from kg.model.document import CitationState, Document, Marker, Pointer, Reference, Section
from kg.model.record import DocumentRecord
from kg.model.spans import Span
from kg.terms import (
    BIRO,
    C4O,
    DCTERMS,
    DOCO,
    FABIO,
    KG,
    PRISM,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    individual,
)


class DocumentWriter:
    """Writes what reading found in a document.

    Attributes:
        sink: Where the quads go.
        mint: Names things.
        iri: The document, which is also the name of its graph.
    """

    def __init__(self, record: DocumentRecord, mint: Minter, provenance: Provenance) -> None:
        self.record = record
        self.document: Document = record.document
        self.mint = mint
        self.provenance = provenance
        self.iri = mint.document(self.document.source.sha256)
        self.sink = QuadSink(self.iri)
        self.works = {ref.id: mint.work(ref.work) for ref in self.document.references}

    # names of parts

    def section(self, index: int) -> str:
        """Name a section."""
        return self.mint.part(self.iri, "section", index)

    def sentence(self, index: int) -> str:
        """Name a sentence."""
        return self.mint.part(self.iri, "sentence", index)

    def marker(self, span: Span) -> str:
        """Name a citation marker by its range."""
        return self.mint.part(self.iri, "marker", f"{span.start}-{span.end}")

    def reference(self, key: str) -> str:
        """Name an entry of the reference list."""
        return self.mint.part(self.iri, "reference", key)

    def activity(self) -> str:
        """Name the run that extracted this document."""
        return self.mint.thing("activity", self.document.source.sha256, *self.provenance.key)

    # quads

    def write_document(self) -> None:
        """Write the document, its provenance, sections, markers and references."""
        self._head()
        self._activity()
        for index, section in enumerate(self.document.sections):
            self._section(index, section)
        unattached = frozenset(self.record.unattached)
        for index, marker in enumerate(self.document.markers):
            self._marker(marker, is_attached=index not in unattached)
        for reference in self.document.references:
            self._reference(reference)

    def write_sentences(self, indices: frozenset[int]) -> None:
        """Write the sentences that claims stand in."""
        for index in sorted(indices):
            sentence = self.document.sentences[index]
            iri = self.sentence(index)
            self.sink.iri(iri, RDF.type, KG.Sentence)
            self.sink.iri(iri, RDF.type, DOCO.Sentence)
            self._place(iri, sentence.span, index)
            section = self.document.blocks[sentence.block].section
            self.sink.iri(iri, KG.inSection, self.section(section))

    def _head(self) -> None:
        sink, source, text = self.sink, self.document.source, self.document.text
        for cls in (KG.Document, FABIO.Expression, PROV.Entity):
            sink.iri(self.iri, RDF.type, cls)
        sink.string(self.iri, DCTERMS.identifier, source.name)
        sink.string(self.iri, DCTERMS.title, self.document.title)
        sink.string(self.iri, RDFS.label, self.document.title or source.name)
        sink.string(self.iri, DCTERMS.format, source.media_type)
        sink.string(self.iri, KG.sha256, source.sha256)
        sink.string(self.iri, KG.textSha256, hashlib.sha256(text.encode()).hexdigest())
        sink.integer(self.iri, KG.textLength, len(text))
        self._address(self.iri, DCTERMS.source, source.url)

    def _activity(self) -> None:
        sink, activity, run = self.sink, self.activity(), self.provenance
        agent = self.mint.thing("agent", "citegraph", run.version)
        sink.iri(activity, RDF.type, PROV.Activity)
        sink.iri(activity, RDF.type, KG.Extraction)
        sink.iri(activity, PROV.used, self.iri)
        sink.iri(activity, PROV.wasAssociatedWith, agent)
        sink.iri(agent, RDF.type, PROV.SoftwareAgent)
        sink.string(agent, RDFS.label, f"citegraph {run.version}".strip())
        sink.string(activity, KG.version, run.version or None)
        sink.string(activity, KG.ruleSet, run.rules or None)
        sink.string(activity, KG.model, run.model or None)
        sink.string(activity, KG.modelSha256, run.model_sha256 or None)
        sink.string(activity, KG.options, " ".join(run.options) or None)

    def _section(self, index: int, section: Section) -> None:
        iri = self.section(index)
        self.sink.iri(iri, RDF.type, KG.Section)
        self.sink.iri(iri, RDF.type, DOCO.Section)
        self._place(iri, section.span, index)
        self.sink.string(iri, DCTERMS.title, section.title)
        self.sink.integer(iri, KG.level, section.level)
        self.sink.literal(iri, KG.missingHeading, boolean(section.is_missing_heading))
        if section.parent is not None:
            self.sink.iri(iri, KG.parentSection, self.section(section.parent))

    def _marker(self, marker: Marker, *, is_attached: bool) -> None:
        sink, iri = self.sink, self.marker(marker.span)
        sink.iri(iri, RDF.type, KG.CitationMarker)
        sink.iri(iri, RDF.type, C4O.InTextReferencePointer)
        self._place(iri, marker.span, None)
        sink.string(iri, KG.text, marker.text)
        sink.iri(iri, KG.markerStyle, individual("style", marker.style.value))
        sink.iri(iri, KG.citationState, individual("state", marker.state.value))
        sink.integer(iri, KG.pointerCount, len(marker.pointers))
        sink.decimal(iri, KG.confidence, marker.confidence)
        sink.literal(iri, KG.isAttached, boolean(is_attached))
        section = self._section_of(marker.span)
        if section is not None:
            sink.iri(iri, KG.inSection, self.section(section))
        for pointer in marker.pointers:
            self._pointer(iri, pointer)

    def _pointer(self, marker: str, pointer: Pointer) -> None:
        resolved = pointer.state is CitationState.RESOLVED
        for key in pointer.references:
            if key in self.works:
                term = C4O.denotes if resolved else KG.candidateReference
                self.sink.iri(marker, term, self.reference(key))

    def _reference(self, reference: Reference) -> None:
        sink, iri = self.sink, self.reference(reference.id)
        sink.iri(iri, RDF.type, KG.Reference)
        sink.iri(iri, RDF.type, BIRO.BibliographicReference)
        sink.iri(iri, KG.inDocument, self.iri)
        sink.iri(iri, BIRO.references, self.works[reference.id])
        sink.string(iri, DCTERMS.identifier, reference.id)
        sink.string(iri, KG.text, reference.raw)
        sink.string(iri, DCTERMS.title, reference.title)
        sink.string(iri, KG.authorList, "; ".join(reference.authors) or None)
        sink.string(iri, FABIO.hasPublicationYear, reference.year)
        sink.string(iri, KG.container, reference.container)
        if reference.span is not None:
            sink.integer(iri, KG.start, reference.span.start)
            sink.integer(iri, KG.end, reference.span.end)
        self._work(self.works[reference.id], reference)

    def _work(self, iri: str, reference: Reference) -> None:
        sink = self.sink
        sink.iri(iri, RDF.type, KG.Work)
        sink.iri(iri, RDF.type, FABIO.Expression)
        sink.string(iri, RDFS.label, reference.title or reference.raw)
        sink.string(iri, DCTERMS.identifier, reference.work)
        sink.string(iri, PRISM.doi, reference.doi)
        sink.string(iri, FABIO.hasPubMedId, reference.pmid)
        sink.string(iri, FABIO.hasPubMedCentralId, reference.pmcid)
        sink.string(iri, KG.cataloguedDesign, reference.design)
        self._address(iri, SCHEMA.url, reference.url)
        if reference.doi is not None:
            self._address(iri, SKOS.exactMatch, f"https://doi.org/{reference.doi}")
        if reference.retracted is not None:
            sink.literal(iri, KG.isRetracted, boolean(reference.retracted))

    def _address(self, subject: str, predicate: str, url: str | None) -> None:
        iri = web_iri(url) if url else None
        if iri is not None:
            self.sink.iri(subject, predicate, iri)

    def _place(self, iri: str, span: Span, position: int | None) -> None:
        self.sink.iri(iri, KG.inDocument, self.iri)
        self.sink.integer(iri, KG.start, span.start)
        self.sink.integer(iri, KG.end, span.end)
        self.sink.integer(iri, KG.position, position)

    def _section_of(self, span: Span) -> int | None:
        found = [n for n, s in enumerate(self.document.sections) if s.span.contains(span)]
        return found[-1] if found else None
