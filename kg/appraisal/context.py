"""All claims of one or more documents, indexed by what they state: the context of a grade."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.appraisal.conflicts import Clash, find_clashes
from kg.appraisal.curation import Verdicts
from kg.appraisal.evidence import evidence_lines, is_verified, resolved_works
from kg.appraisal.facts import ClaimFacts
from kg.appraisal.propositions import PropositionKey, article_key, proposition_key, supports
from kg.appraisal.rules import GradingRules, default_rules
from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import EvidenceLine
from kg.model.claim import Claim
from kg.model.closed_terms import Scope
from kg.model.document import Document, Reference
from kg.model.record import DocumentRecord

_Side = tuple[PropositionKey, bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with its document, corrected where a person corrected it.

    Attributes:
        article: Key of the article, the same for a copy of it.
        key: What the claim states or denies.
        small: The word by which the claim's sentence calls its study small, or None.
    """

    document: Document
    claim: Claim
    article: str
    key: PropositionKey
    small: str | None

    @property
    def place(self) -> tuple[str, int, str]:
        """Sort key: document, position, id."""
        return self.document.id, self.claim.quote.start, self.claim.id


class Context:
    """Claims, propositions, works and conflicts of some documents; built once, then only read."""

    def __init__(self, entries: Sequence[Entry], verdicts: Verdicts) -> None:
        self._facts: dict[int, ClaimFacts] = {}
        self.entries = tuple(entries)
        self.verdicts = verdicts
        self._references = {
            id(entry.document): {ref.id: ref for ref in entry.document.references}
            for entry in entries
        }
        self._standing = [e for e in entries if e.claim.id not in verdicts.rejected]
        self._by_key = _grouped(self._standing)
        self._by_claim = {entry.claim.id: entry for entry in self._standing}
        self._works = self._works_by_side()
        self.clashes = find_clashes(entry.claim for entry in self._by_claim.values())
        self._opponents = _opponents(self.clashes)

    @classmethod
    def of(
        cls,
        records: Iterable[DocumentRecord],
        verdicts: Verdicts,
        rules: GradingRules | None = None,
    ) -> Context:
        """Return the context of the records, with people's corrections put in."""
        small = (rules or default_rules()).small
        return cls(
            [entry for record in records for entry in _entries(record, verdicts, small)], verdicts
        )

    @classmethod
    def of_many(
        cls,
        records: Iterable[DocumentRecord],
        verdicts: Verdicts,
        rules: GradingRules | None = None,
    ) -> Context:
        """Return the context of many records, in any order, which holds no more than it must.

        Records are taken one by one. Of a document the entries keep name, source and references,
        of a claim's quote the place; texts are let go.
        """
        small = (rules or default_rules()).small
        entries: list[Entry] = []
        for record in records:
            document = _bare(record.document)
            entries += (
                replace(entry, document=document, claim=_without_quote(entry.claim))
                for entry in _entries(record, verdicts, small)
            )
        entries.sort(key=lambda entry: (entry.document.id, entry.document.source.sha256))
        return cls(entries, verdicts)

    @property
    def keys(self) -> tuple[PropositionKey, ...]:
        """Every proposition that a standing claim states or denies, sorted."""
        return tuple(sorted(self._by_key))

    def entries_of(self, key: PropositionKey) -> tuple[Entry, ...]:
        """Return the standing claims that state or deny a proposition."""
        return self._by_key[key]

    def references(self, entry: Entry) -> Mapping[str, Reference]:
        """Return the reference list of the claim's document, by id."""
        return self._references[id(entry.document)]

    def lines(self, entry: Entry) -> tuple[EvidenceLine, ...]:
        """Return the evidence lines of a claim."""
        return evidence_lines(entry.article, entry.claim, self.references(entry))

    def contrary(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the claims in unexplained conflict with any of these, sorted."""
        ids = {other for entry in entries for other in self._opponents.get(entry.claim.id, ())}
        return tuple(self._by_claim[key] for key in sorted(ids))

    def labels(self, entry: Entry, key: PropositionKey) -> tuple[str, str]:
        """Return the subject's and the object's label in the direction of the key."""
        claim = entry.claim
        if entity_key(claim.subject) == key.subject:
            return claim.subject.label, claim.object.label
        return claim.object.label, claim.subject.label

    def facts(self, entry: Entry) -> ClaimFacts:
        """Return what the grading rules may look at; worked out once an entry."""
        if id(entry) not in self._facts:
            self._facts[id(entry)] = self._work_out(entry)
        return self._facts[id(entry)]

    def _work_out(self, entry: Entry) -> ClaimFacts:
        claim = entry.claim
        works = resolved_works(claim, self.references(entry))
        side = (entry.key, supports(claim.polarity))
        known = self._works.get(side, frozenset()) | {w.work for w in works if not w.retracted}
        return ClaimFacts(
            design=claim.design,
            states=tuple(sorted({citation.state for citation in claim.citations})),
            same_sentence=any(c.scope is Scope.SAME_SENTENCE for c in claim.citations),
            resolved=bool(works),
            verified=is_verified(claim, works),
            retracted=any(work.retracted for work in works),
            small=entry.small,
            works=len(known),
            opposed=any(other.claim.citations for other in self.contrary((entry,))),
            polarity=claim.polarity,
            certainty=claim.certainty,
            wording=claim.wording,
        )

    def _works_by_side(self) -> Mapping[_Side, frozenset[str]]:
        works: dict[_Side, set[str]] = defaultdict(set)
        for entry in self._standing:
            side = (entry.key, supports(entry.claim.polarity))
            found = resolved_works(entry.claim, self.references(entry))
            works[side].update(work.work for work in found if not work.retracted)
        return {side: frozenset(found) for side, found in works.items()}


def _entries(
    record: DocumentRecord, verdicts: Verdicts, small: Sequence[re.Pattern[str]]
) -> Iterator[Entry]:
    document = record.document
    article = article_key(document)
    for claim in record.claims:
        stated = verdicts.corrected.get(claim.id, claim)
        words = document.sentences[stated.sentence].span.text_of(document.text)
        found = next((match.group() for p in small if (match := p.search(words))), None)
        yield Entry(document, stated, article, proposition_key(stated), found)


def _bare(document: Document) -> Document:
    """Return a document without its text and what is measured on it."""
    return replace(document, text="", sections=(), blocks=(), sentences=(), markers=())


def _without_quote(claim: Claim) -> Claim:
    """Return a claim whose quote has its place alone."""
    place = replace(claim.quote, exact="", prefix="", suffix="")
    return replace(claim, quote=place, document=sys.intern(claim.document))


def _grouped(entries: Sequence[Entry]) -> Mapping[PropositionKey, tuple[Entry, ...]]:
    groups: dict[PropositionKey, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.key].append(entry)
    return {key: tuple(sorted(found, key=lambda e: e.place)) for key, found in groups.items()}


def _opponents(clashes: Iterable[Clash]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for clash in clashes:
        if not clash.is_explained:
            found[clash.first.id].add(clash.second.id)
            found[clash.second.id].add(clash.first.id)
    return {key: frozenset(ids) for key, ids in found.items()}
