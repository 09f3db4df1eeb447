"""What every auditor looks at, and how a finding is worded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.appraisal.context import Context, Entry
from kg.appraisal.curation import Verdicts
from kg.appraisal.rules import GradingRules
from kg.lexicon.loading import Cue, load_entries
from kg.model.appraisal import Corpus, Finding, FindingKind, Severity
from kg.model.claim import Claim, Grade
from kg.model.closed_terms import Predicate
from kg.model.document import Document
from kg.model.record import DocumentRecord
from kg.model.spans import Span

# Predicates that say what something does; the others describe or classify.
EFFECTS = frozenset(
    {
        Predicate.CAUSES,
        Predicate.INCREASES_RISK_OF,
        Predicate.DECREASES_RISK_OF,
        Predicate.TREATS,
        Predicate.PREVENTS,
        Predicate.PROTECTS_AGAINST,
        Predicate.INCREASES,
        Predicate.DECREASES,
        Predicate.AFFECTS,
        Predicate.ASSOCIATED_WITH,
    }
)
_LONGEST = 240  # code points of a quote within a message


@dataclass(frozen=True, slots=True)
class Wording:
    """How one sort of finding is worded; an entry of kg/data/audit.yaml."""

    id: str
    kind: FindingKind
    severity: Severity
    message: str
    source: str


class Scene:
    """The records of an audit, their context and their claims by sentence."""

    def __init__(
        self, records: Sequence[DocumentRecord], corpus: Corpus, rules: GradingRules | None
    ) -> None:
        self.records = records
        self.rules = rules
        rejected = frozenset(corpus.rejected)
        self.context = Context.of(records, Verdicts(rejected, {}, {}, {}), rules)
        self._grades = {entry.claim: entry.grade for entry in corpus.grades}
        self._rejected = rejected

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return the claims that nobody rejected, in order."""
        return tuple(e for e in self.context.entries if e.claim.id not in self._rejected)

    @cached_property
    def by_sentence(self) -> Mapping[tuple[str, int], tuple[Entry, ...]]:
        """Return the claims of each sentence, keyed by document id and sentence index."""
        found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.document.id, entry.claim.sentence].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def grade(self, claim: Claim) -> Grade:
        """Return the claim's grade in the context of all documents."""
        return self._grades.get(claim.id) or claim.grade or Grade(0, "ungraded", ())

    def on_claim(
        self, wording: str, entry: Entry, related: Iterable[str] = (), **fields: str
    ) -> Finding:
        """Return a finding about a claim, with its quote."""
        claim = entry.claim
        fields.setdefault("claim", triple(claim))
        fields.setdefault("grade", self.grade(claim).label)
        fields.setdefault("design", claim.design.value.replace("_", " "))
        return self._finding(
            wording, entry.document, claim.section, claim.quote.span, fields, claim.id, related
        )

    def on_span(self, wording: str, document: Document, span: Span, **fields: str) -> Finding:
        """Return a finding about words that are no claim."""
        section = section_at(document, span.start)
        return self._finding(wording, document, section, span, fields, None, ())

    def on_text(self, wording: str, document: Document, text: str, **fields: str) -> Finding:
        """Return a finding about something that stands beside the document."""
        entry = wordings()[wording]
        return Finding(
            kind=entry.kind,
            severity=entry.severity,
            document=document.id,
            section=(),
            claim=None,
            quote=text,
            message=_fill(entry.message, fields),
        )

    def _finding(  # noqa: PLR0913, PLR0917 - one private place that fills in a record
        self,
        wording: str,
        document: Document,
        section: int,
        span: Span,
        fields: Mapping[str, str],
        claim: str | None,
        related: Iterable[str],
    ) -> Finding:
        entry = wordings()[wording]
        quote = span.text_of(document.text)
        return Finding(
            kind=entry.kind,
            severity=entry.severity,
            document=document.id,
            section=document.section_path(section) if document.sections else (),
            claim=claim,
            quote=quote,
            message=_fill(entry.message, {"quote": shortened(quote), **fields}),
            span=span,
            related=tuple(sorted(related)),
        )


def triple(claim: Claim) -> str:
    """Return what a claim states in plain words: subject, verb, object."""
    negation = "" if claim.polarity.value == "affirmed" else " (denied)"
    verb = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", claim.predicate.value).lower()
    return shortened(f"{claim.subject.label} {verb} {claim.object.label}{negation}")


def shortened(text: str) -> str:
    """Return one line of at most 240 code points.

    >>> shortened(" a  b ")
    'a b'
    """
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def section_at(document: Document, offset: int) -> int:
    """Return the index of the innermost section around an offset, or 0."""
    around = [
        (section.span.end - section.span.start, index)
        for index, section in enumerate(document.sections)
        if section.span.start <= offset < section.span.end
    ]
    return min(around)[1] if around else 0


def sentence_span(document: Document, span: Span) -> Span:
    """Return the sentence around a span, or the one that it closes, or the span itself."""
    before = [s.span for s in document.sentences if s.span.start <= span.start]
    if not before:
        return span
    found = before[-1]
    if found.end < span.end:
        return Span(found.start, span.end)
    return found


def matched(category: str, text: str) -> str | None:
    """Return the words of ``text`` that a cue of the category matches, or None."""
    for pattern in _patterns()[category]:
        if match := pattern.search(text):
            return match.group()
    return None


@cache
def wordings() -> Mapping[str, Wording]:
    """Return how each sort of finding is worded."""
    return {entry.id: entry for entry in load_entries("audit", Wording)}


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for cue in load_entries("audit_cues", Cue):
        found[cue.category].append(re.compile(cue.pattern, re.IGNORECASE))
    return {category: tuple(patterns) for category, patterns in found.items()}


def _fill(message: str, fields: Mapping[str, str]) -> str:
    """Put the fields into the message in one pass, so that no text is taken for a field."""
    return re.sub(r"\{(\w+)\}", lambda match: fields.get(match.group(1), ""), message)
