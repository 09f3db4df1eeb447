"""Claims without a source, and markers and references that do not find each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.appraisal.audit.scene import Scene, matched, sentence_span, shortened
from kg.appraisal.context import Entry
from kg.appraisal.propositions import supports
from kg.model.appraisal import Finding
from kg.model.claim import Claim
from kg.model.closed_terms import Attribution, EntityType, Predicate
from kg.model.document import BlockKind, CitationState, Document, Marker, Reference
from kg.model.record import DocumentRecord
from kg.model.spans import Span

# Predicates that describe or classify; nobody asks a source for them, doses are audited apart.
_DESCRIPTIONS = frozenset(
    {
        Predicate.IS_A,
        Predicate.PART_OF,
        Predicate.HAS_PART,
        Predicate.DEFINED_AS,
        Predicate.FOUND_IN,
        Predicate.PRODUCES,
        Predicate.HAS_DOSAGE,
    }
)
# What cells and organs do is textbook knowledge, unless it is harm.
_BODY = frozenset({EntityType.CELL, EntityType.TISSUE})
_HARMS = frozenset({Predicate.CAUSES, Predicate.INCREASES_RISK_OF, Predicate.ASSOCIATED_WITH})
_MOST_PLACES = 20  # markers that one message names
_FEW_WORDS = 5


def uncited_claims(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a sentence, list or table whose claims no marker reaches."""
    lists: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for (name, _), entries in sorted(scene.by_sentence.items()):
        entry = _uncited(entries)
        if entry is None:
            continue
        root = _root(entry.document, entry.claim)
        if root is not None:
            lists[name, root].append(entry)
        elif not _in_summary(entry):
            yield scene.on_claim("uncited", entry)
        elif not _cited_elsewhere(scene, entry):
            yield scene.on_claim("uncited-summary", entry)
    for _, found in sorted(lists.items()):
        if not _in_summary(found[0]):
            yield scene.on_claim("uncited-list", found[0], count=str(len(found)))


def placeholders(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a marker that does not say which source it means."""
    for record, _, marker in _markers(scene):
        if _keys(marker, CitationState.PLACEHOLDER):
            yield _on_marker(scene, "placeholder", record.document, marker)


def missing_references(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a marker that points to no entry, or to several."""
    for record, _, marker in _markers(scene):
        for state, wording in (
            (CitationState.MISSING, "missing"),
            (CitationState.AMBIGUOUS, "ambiguous"),
        ):
            if keys := _keys(marker, state):
                yield _on_marker(scene, wording, record.document, marker, keys=", ".join(keys))


def unattached_markers(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a document that has markers which reach no claim, naming each."""
    for record in scene.records:
        document = record.document
        loose = [document.markers[index] for index in record.unattached]
        if loose:
            places = "; ".join(_place(document, marker) for marker in loose[:_MOST_PLACES])
            if len(loose) > _MOST_PLACES:
                places += f"; and {len(loose) - _MOST_PLACES} more"
            yield _on_marker(
                scene, "unattached", document, loose[0], count=str(len(loose)), places=places
            )


def unused_references(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a reference that nothing points to; one in all where nothing points."""
    for record in scene.records:
        document = record.document
        used = {ref for marker in document.markers for ref in marker.references}
        unused = [reference for reference in document.references if reference.id not in used]
        if unused and not document.markers:
            yield _on_reference(scene, "unused-all", document, unused[0], count=str(len(unused)))
            continue
        for reference in unused:
            yield _on_reference(scene, "unused", document, reference)


def duplicate_references(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a work that the reference list has more than once."""
    for record in scene.records:
        works: dict[str, list[Reference]] = defaultdict(list)
        for reference in record.document.references:
            works[reference.work].append(reference)
        for work, entries in works.items():
            if work and len(entries) > 1:
                keys = ", ".join(reference.id for reference in entries)
                yield _on_reference(
                    scene, "duplicate", record.document, entries[1], keys=keys, work=work
                )


def retracted_works(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a sentence and retracted work that it cites."""
    for _, entries in sorted(scene.by_sentence.items()):
        seen: set[str] = set()
        for entry in entries:
            references = scene.context.references(entry)
            for key in (ref for c in entry.claim.citations for ref in c.references):
                reference = references.get(key)
                if reference and reference.retracted and key not in seen:
                    seen.add(key)
                    yield scene.on_claim("retracted", entry, reference=shortened(reference.raw))


def _uncited(entries: Sequence[Entry]) -> Entry | None:
    """Return the first claim of a sentence that needs a source, where the sentence has none."""
    if any(entry.claim.citations for entry in entries):
        return None
    return next((entry for entry in entries if _needs_source(entry)), None)


def _needs_source(entry: Entry) -> bool:
    claim = entry.claim
    if claim.predicate in _DESCRIPTIONS or claim.attribution is Attribution.THIS_STUDY:
        return False
    if claim.subject.type in _BODY and claim.predicate not in _HARMS:
        return False
    return not any(matched("own", title) for title in _titles(entry))


def _in_summary(entry: Entry) -> bool:
    return any(matched("summary", title) for title in _titles(entry))


def _titles(entry: Entry) -> list[str]:
    if not entry.document.sections:
        return []
    return [title for title in entry.document.section_path(entry.claim.section)[1:] if title]


def _cited_elsewhere(scene: Scene, entry: Entry) -> bool:
    """Say whether a cited claim of the same article states the same."""
    return any(
        other.claim.citations
        and other.document.id == entry.document.id
        and supports(other.claim.polarity) == supports(entry.claim.polarity)
        for other in scene.context.entries_of(entry.key)
    )


def _root(document: Document, claim: Claim) -> int | None:
    """Return the block that introduces the list or table of a claim, or None in running text."""
    block = document.sentences[claim.sentence].block
    if document.blocks[block].kind not in {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL}:
        return None
    seen = {block}
    while (lead := document.blocks[block].lead_in) is not None and lead not in seen:
        seen.add(lead)
        block = lead
    return block


def _place(document: Document, marker: Marker) -> str:
    """Return a marker with the last words before it."""
    sentence = sentence_span(document, marker.span)
    before = document.text[sentence.start : marker.span.start].split()[-_FEW_WORDS:]
    return f"{shortened(marker.text)} after “{shortened(' '.join(before))}”"


def _markers(scene: Scene) -> Iterator[tuple[DocumentRecord, int, Marker]]:
    for record in scene.records:
        for index, marker in enumerate(record.document.markers):
            yield record, index, marker


def _keys(marker: Marker, state: CitationState) -> list[str]:
    return [pointer.key for pointer in marker.pointers if pointer.state is state]


def _on_marker(
    scene: Scene, wording: str, document: Document, marker: Marker, **fields: str
) -> Finding:
    span = sentence_span(document, marker.span)
    return scene.on_span(wording, document, span, marker=shortened(marker.text), **fields)


def _on_reference(
    scene: Scene, wording: str, document: Document, reference: Reference, **fields: str
) -> Finding:
    span: Span | None = reference.span
    if span is None:
        return scene.on_text(wording, document, reference.raw, **fields)
    return scene.on_span(wording, document, span, **fields)
