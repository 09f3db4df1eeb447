"""The second hop: every claim against the texts of the works that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from kg.appraisal import appraise_corpus
from kg.appraisal.comparison import content_words
from kg.appraisal.evidence import resolved_works
from kg.appraisal.verification import Verification, identities, verify_claim
from kg.appraisal.work_evidence import check_of, merge_checks
from kg.build.building import concept_terms
from kg.build.pipeline import Failure, Pipeline
from kg.build.work_texts import HeldWork, read_works
from kg.graph import Store
from kg.model.appraisal import CheckedText, WorkCheck
from kg.model.claim import Claim
from kg.model.document import Document, Reference
from kg.model.record import DocumentRecord

_SHORT = 60  # sentences up to which a text is extracted as a whole


def verify_store(store: Store, works: Path) -> tuple[Answer | Unanswered | Failure, ...]:
    """Look up the claims of a store in the texts of a folder, and keep the answers in the store.

    Args:
        store: Open for writing.
        works: A folder or file of abstracts and full texts.

    Raises:
        ReadError: There is no such folder.
        StoreError: Another process writes the store.
    """
    held = tuple(read_works(works))
    verifier = Verifier(work for work in held if isinstance(work, HeldWork))
    with store.change() as change:
        records = tuple(change.records())
        found = tuple(verifier.verify(records))
        checks = (item.check for item in found if isinstance(item, Answer))
        change.kept = replace(change.kept, checks=merge_checks(change.kept.checks, checks))
        corpus = appraise_corpus(records, change.judgements, checks=change.kept.checks)
        change.commit(corpus, concept_terms())
    return (*(item for item in held if isinstance(item, Failure)), *found)


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim, the entry through which it cites a work, and what the work says about it."""

    claim: Claim
    reference: Reference
    found: Verification
    check: WorkCheck


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A claim and a work that it cites whose text is not at hand."""

    claim: Claim
    reference: Reference


class Verifier:
    """Looks up claims in the texts of works; each text is extracted once."""

    def __init__(self, works: Iterable[HeldWork], pipeline: Pipeline | None = None) -> None:
        self._works: dict[str, HeldWork] = {}
        for work in works:
            for key in work.keys:
                self._works.setdefault(key, work)
        self._pipeline = pipeline or Pipeline()
        self._version = metadata.version("citegraph")

    def verify(self, records: Sequence[DocumentRecord]) -> Iterator[Answer | Unanswered | Failure]:
        """Yield an answer for each claim and cited work, in the order of the records' claims.

        Args:
            records: Of the articles, with citations attached.
        """
        questions = [
            (claim, reference)
            for record in records
            for references in ({r.id: r for r in record.document.references},)
            for claim in record.claims
            for reference in resolved_works(claim, references)
        ]
        texts = self._extracted(questions)
        yield from (item for item in texts.values() if isinstance(item, Failure))
        for claim, reference in questions:
            yield self._answer(claim, reference, texts)

    def _answer(
        self,
        claim: Claim,
        reference: Reference,
        texts: Mapping[str, DocumentRecord | Failure],
    ) -> Answer | Unanswered:
        held = self._held(reference)
        text = texts.get(held.keys[0]) if held else None
        if held is None or not isinstance(text, DocumentRecord):
            return Unanswered(claim, reference)
        known = replace(reference, design=reference.design or held.design)
        found = verify_claim(claim, known, text)
        source = text.document.source
        checked = CheckedText(source.name, source.sha256, found.basis.value, self._version)
        return Answer(claim, reference, found, check_of(claim, found, checked))

    def _held(self, reference: Reference) -> HeldWork | None:
        keys = identities(reference)
        return next((self._works[key] for key in keys if key in self._works), None)

    def _extracted(
        self, questions: Iterable[tuple[Claim, Reference]]
    ) -> dict[str, DocumentRecord | Failure]:
        """Return the cited texts, extracted, by their first identity."""
        asked: dict[str, tuple[HeldWork, list[Claim]]] = {}
        for claim, reference in questions:
            held = self._held(reference)
            if held is not None:
                asked.setdefault(held.keys[0], (held, []))[1].append(claim)
        return {key: self._record(held.document, claims) for key, (held, claims) in asked.items()}

    def _record(self, document: Document, claims: Sequence[Claim]) -> DocumentRecord | Failure:
        """Return a text with the claims of the sentences that bear on the article's claims."""
        made = self._pipeline.attempt(bearing(document, claims))
        return made if isinstance(made, Failure) else replace(made, document=document)


def bearing(document: Document, claims: Iterable[Claim]) -> Document:
    """Return the document with only the sentences that share a word with what claims are about.

    The sentence before each stays, for what "it" stands for. A short text is kept whole.
    """
    if len(document.sentences) <= _SHORT:
        return document
    words: set[str] = set()
    for claim in claims:
        words |= content_words(f"{claim.subject.label} {claim.object.label}")
    kept: set[int] = set()
    for number, sentence in enumerate(document.sentences):
        if words & content_words(sentence.span.text_of(document.text)):
            kept |= {number - 1, number}
    sentences = tuple(s for number, s in enumerate(document.sentences) if number in kept)
    return replace(document, sentences=sentences)
