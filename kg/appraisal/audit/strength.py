"""Wording against evidence: overclaims, underclaims, evidence from animals or cells only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.appraisal.audit.scene import EFFECTS, Scene, matched, shortened
from kg.appraisal.context import Entry
from kg.appraisal.grading import Alert, alerts
from kg.lexicon.label_identity import fold
from kg.model.appraisal import Finding, FindingKind
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Design, Polarity, Wording
from kg.model.document import BlockKind

_LABORATORY = {Design.ANIMAL: "animals", Design.IN_VITRO: "cells"}
_HEARSAY = frozenset({Design.TRADITIONAL, Design.EXPERT, Design.RESEARCH})
# Words that too many objects share to say that two claims are about one thing.
_GENERIC = frozenset(
    {"blood", "cell", "count", "production", "function", "activity", "risk", "effect", "system"}
)
_ORIGIN = re.compile(
    r"\s{1,8}(?:found |extracted |derived )?(?:from|in|of)\s{1,8}([\w-]+(?:\s[\w-]+)?)"
)
_LONGEST_ORIGIN = 80  # code points
_STRONG = 3  # from this grade on, strong words are borne out
_ACCOUNT = 3  # sentences before a conclusion that are looked through for what it rests on


def overclaims(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a sentence that says more than its evidence."""
    for _, entries in sorted(scene.by_sentence.items()):
        if found := _overclaim(scene, entries):
            yield found
    yield from _unsafe_safety(scene)


def underclaims(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a sentence that hedges what strong evidence supports."""
    for _, entries in sorted(scene.by_sentence.items()):
        for entry in entries:
            if _alert(scene, entry, FindingKind.UNDERCLAIM):
                yield scene.on_claim("underclaim", entry)
                break


def animal_only(scene: Scene) -> Iterator[Finding]:
    """Yield one finding a sentence whose effect is known from animals or cells only."""
    in_people = _in_people(scene)
    for _, entries in sorted(scene.by_sentence.items()):
        for entry in entries:
            if _is_laboratory(entry.claim) and not _is_known_in_people(in_people, entry):
                is_animal = entry.claim.design is Design.ANIMAL
                yield scene.on_claim("animal-only" if is_animal else "cell-only", entry)
                break


def _overclaim(scene: Scene, entries: Sequence[Entry]) -> Finding | None:
    for entry in entries:
        claim = entry.claim
        if claim.polarity is not Polarity.AFFIRMED or claim.predicate not in EFFECTS:
            continue
        found = (
            _absolute(scene, entry)
            or _inferred(scene, entry)
            or _observed(scene, entry)
            or _hearsay(scene, entry)
        )
        if found:
            return found
    return None


def _absolute(scene: Scene, entry: Entry) -> Finding | None:
    word = matched("absolute", entry.claim.quote.exact)
    if word is None or entry.claim.certainty is not Certainty.ASSERTED:
        return None
    if scene.grade(entry.claim).level >= _STRONG:
        return None
    return scene.on_claim("overclaim-absolute", entry, word=word)


def _inferred(scene: Scene, entry: Entry) -> Finding | None:
    """Find a conclusion that rests on animals or cells in the sentences before it."""
    claim = entry.claim
    if claim.citations or not matched("inference", claim.quote.exact):
        return None
    for sentence in range(claim.sentence - 1, claim.sentence - 1 - _ACCOUNT, -1):
        for other in scene.by_sentence.get((entry.document.id, sentence), ()):
            if _is_laboratory(other.claim) and _related(entry, other):
                subjects = _LABORATORY[other.claim.design]
                return scene.on_claim(
                    "overclaim-inference", entry, (other.claim.id,), subjects=subjects
                )
    return None


def _observed(scene: Scene, entry: Entry) -> Finding | None:
    claim = entry.claim
    if claim.design is not Design.OBSERVATIONAL or claim.wording is not Wording.CAUSAL:
        return None
    if _alert(scene, entry, FindingKind.OVERCLAIM) is None:
        return None
    return scene.on_claim("overclaim-observational", entry)


def _hearsay(scene: Scene, entry: Entry) -> Finding | None:
    """Find certain and causal words that rest on tradition, opinion or unnamed research."""
    claim = entry.claim
    if claim.design not in _HEARSAY or claim.wording is not Wording.CAUSAL:
        return None
    if claim.certainty is not Certainty.ASSERTED:
        return None
    if _alert(scene, entry, FindingKind.OVERCLAIM) is None:
        return None
    return scene.on_claim("overclaim-weak", entry)


def _unsafe_safety(scene: Scene) -> Iterator[Finding]:
    """Yield sentences that promise that something does no harm, claims or not."""
    for record in scene.records:
        document = record.document
        for sentence in document.sentences:
            if document.blocks[sentence.block].kind is BlockKind.REFERENCE:
                continue
            word = matched("safety", sentence.span.text_of(document.text))
            if word is not None:
                yield scene.on_span(
                    "overclaim-safety", document, sentence.span, word=shortened(word)
                )


def _alert(scene: Scene, entry: Entry, kind: FindingKind) -> Alert | None:
    found = alerts(scene.context.facts(entry), scene.grade(entry.claim), scene.rules)
    return next((alert for alert in found if alert.kind is kind), None)


def _is_laboratory(claim: Claim) -> bool:
    return (
        claim.design in _LABORATORY
        and claim.polarity is Polarity.AFFIRMED
        and claim.predicate in EFFECTS
    )


def _in_people(scene: Scene) -> Mapping[str, Sequence[Entry]]:
    """Return the cited claims that do not come from animals or cells, by words of the subject."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in scene.entries:
        claim = entry.claim
        if (
            claim.citations
            and claim.design not in _LABORATORY
            and claim.polarity is Polarity.AFFIRMED
            and claim.predicate in EFFECTS
        ):
            for word in _words(entry):
                found[word].append(entry)
    return found


def _is_known_in_people(in_people: Mapping[str, Sequence[Entry]], entry: Entry) -> bool:
    """Say whether any of those claims is about the same."""
    return any(
        _related(other, entry) and _same_matter(other.claim.object.label, entry.claim.object.label)
        for word in _words(entry)
        for other in in_people.get(word, ())
    )


def _related(one: Entry, other: Entry) -> bool:
    """Say whether one subject's words lie within the other's: "moringa", "moringa leaf powder"."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(entry: Entry) -> set[str]:
    """Return the words of the subject, and of what it comes from ("polyphenols from black tea")."""
    subject = entry.claim.subject
    words = set(fold(subject.label))
    if subject.via is not None:
        return words
    after = entry.document.text[subject.end : subject.end + _LONGEST_ORIGIN]
    origin = _ORIGIN.match(after)
    return words | set(fold(subject.text)) | set(fold(origin.group(1) if origin else ""))


def _same_matter(first: str, second: str) -> bool:
    left, right = set(fold(first)), set(fold(second))
    telling = left - _GENERIC, right - _GENERIC
    if telling[0] and telling[1]:
        return bool(telling[0] & telling[1])
    return 2 * len(left & right) >= len(left | right)
