"""Finds claims that cannot both hold as worded, within one article and across articles.

Only claims about the same subject and the same object meet, after folding; a mention that
narrows its label ("mild anemia") is another subject than one that does not. Two hedged claims
never conflict, nor do two claims of one sentence: "raises X in women but lowers it in men" is one
thought. A sentence that says both is no party to a conflict. Nothing is ever retired because of a
conflict: both claims stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg.appraisal.differences import Difference, difference
from kg.appraisal.propositions import core, qualified
from kg.lexicon.label_identity import entity_key, fold
from kg.lexicon.loading import load_entries
from kg.model.appraisal import Conflict
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Polarity, Predicate

_HEDGED = frozenset({Certainty.POSSIBLE, Certainty.HYPOTHETICAL})
_MOST_PER_PLACE = 400  # claims about one subject and object that are compared pair by pair


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """Which predicates and polarities clash; see the head of kg/data/conflicts.yaml."""

    id: str
    kind: str
    first: tuple[Predicate, ...]
    first_polarity: tuple[Polarity, ...]
    second: tuple[Predicate, ...]
    second_polarity: tuple[Polarity, ...]
    words: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    generic_objects: tuple[str, ...] = ()
    only_certain: bool = False

    def matches(self, first: Claim, second: Claim) -> bool:
        """Say whether predicates and polarities clash in this order."""
        if first.polarity not in self.first_polarity:
            return False
        if second.polarity not in self.second_polarity:
            return False
        if self.only_certain and _HEDGED & {first.certainty, second.certainty}:
            return False
        if self.kind == "same_predicate":
            return first.predicate is second.predicate
        return first.predicate in self.first and second.predicate in self.second


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims in conflict, and what may explain it.

    Attributes:
        words: Why they cannot both hold.
    """

    first: Claim
    second: Claim
    words: str
    difference: Difference | None

    @property
    def is_explained(self) -> bool:
        """Whether both claims say for themselves that they speak of different cases."""
        return self.difference is not None and self.difference.explains

    @property
    def record(self) -> Conflict:
        """Return the public record, the claims sorted by id."""
        first, second = sorted((self.first, self.second), key=lambda claim: claim.id)
        words = self.difference.words(swapped=first is not self.first) if self.difference else None
        same = self.first.document == self.second.document
        return Conflict(first.id, second.id, words, within_document=same)


@cache
def conflict_rules() -> tuple[ConflictRule, ...]:
    """Return the rules of kg/data/conflicts.yaml."""
    return load_entries("conflicts", ConflictRule)


def find_clashes(claims: Iterable[Claim]) -> tuple[Clash, ...]:
    """Return all conflicts among the claims, sorted by the claims' ids."""
    claims = [claim for claim in claims if claim.certainty is not Certainty.HYPOTHETICAL]
    found = [*_same_object(claims), *_generic(claims)]
    said = {(c.document, c.sentence, _stated(c)) for c in claims}
    found = [c for c in found if not _says_both(c.first, c.second, said)]
    unique = {frozenset((c.first.id, c.second.id)): c for c in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda c: (c.record.first, c.record.second)))


def clash(first: Claim, second: Claim) -> ConflictRule | None:
    """Return the rule by which two claims of one subject and object conflict, in either order."""
    for rule in conflict_rules():
        if rule.kind == "generic":
            continue
        if rule.matches(first, second) or rule.matches(second, first):
            return rule
    return None


def _same_object(claims: Sequence[Claim]) -> Iterable[Clash]:
    places: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        places[_subject(claim), core(claim.object.label)].append(claim)
    for place in places.values():
        if len({(claim.predicate, claim.polarity) for claim in place}) < 2:
            continue
        ordered = sorted(place, key=lambda claim: claim.id)[:_MOST_PER_PLACE]
        for first, second in combinations(ordered, 2):
            if _comparable(first, second) and (rule := clash(first, second)):
                yield Clash(first, second, rule.words, difference(first, second))


def _generic(claims: Sequence[Claim]) -> Iterable[Clash]:
    """Yield universal denials ("no symptoms") that meet a particular statement."""
    subjects: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        subjects[_subject(claim)].append(claim)
    for rule in conflict_rules():
        if rule.kind == "generic":
            for place in subjects.values():
                yield from _denied(rule, place)


def _denied(rule: ConflictRule, place: Sequence[Claim]) -> Iterable[Clash]:
    generic = {fold(label) for label in rule.generic_objects}
    denials = [c for c in place if core(c.object.label) in generic][:_MOST_PER_PLACE]
    # A sentence that denies and names ("… itself has no signs, but those of the infection …")
    # sets two things apart; what it names is not what it denies.
    contrasted = {(c.document, c.sentence) for c in denials if c.polarity in rule.second_polarity}
    others = [
        c
        for c in place
        if core(c.object.label) not in generic and (c.document, c.sentence) not in contrasted
    ][:_MOST_PER_PLACE]
    for denial in denials:
        for other in others:
            if rule.matches(other, denial) and _comparable(other, denial):
                yield Clash(other, denial, rule.words, difference(other, denial))


def _stated(claim: Claim) -> tuple[object, ...]:
    return (_subject(claim), claim.predicate, core(claim.object.label), claim.polarity)


def _says_both(first: Claim, second: Claim, said: Set[tuple[object, ...]]) -> bool:
    """Say whether the sentence of one claim states the other one, too."""
    return (first.document, first.sentence, _stated(second)) in said or (
        second.document,
        second.sentence,
        _stated(first),
    ) in said


def _subject(claim: Claim) -> tuple[object, ...]:
    return entity_key(claim.subject), qualified(claim.subject)


def _comparable(first: Claim, second: Claim) -> bool:
    if first.document == second.document and first.sentence == second.sentence:
        return False
    return not (first.certainty in _HEDGED and second.certainty in _HEDGED)
