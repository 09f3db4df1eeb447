"""People's decisions tied to claims: kept for ever, replayed on every rebuild, never deleting.

A judgement finds its claim by id; where the claim has another id (the text around it moved, the
sentence was split otherwise, the file was renamed), by quote, then prefix and suffix, then
position, among the claims that state the same. Two curators who disagree are both kept: the
claim stays in view, and belief weighs both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.appraisal.anchoring import Anchors
from kg.appraisal.belief import parameters
from kg.errors import CurationError
from kg.model.appraisal import Decision, Judgement
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Predicate
from kg.model.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Vote:
    """How the curators of one claim stand, each by the latest decision."""

    accept: int = 0
    reject: int = 0
    correct: int = 0

    @property
    def is_split(self) -> bool:
        """Whether curators disagree on whether the claim, as extracted or corrected, stands."""
        return self.reject > 0 and self.accept + self.correct > 0

    @property
    def is_rejected(self) -> bool:
        """Whether everyone who judged the claim rejected it."""
        return self.reject > 0 and self.accept + self.correct == 0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people's decisions mean for the claims of some documents.

    Attributes:
        rejected: Ids of claims that everyone who judged them rejected.
        corrected: Claims as corrected, by id; the id stays.
        votes: By claim id.
        by_rule: For each (extractor, rule): how many judged claims were right, and how many
            were judged.
        unanchored: Judgements that no claim answers to any more; kept all the same.
        anchored: Claim id and judgement, in the order of the judgements.
    """

    rejected: frozenset[str]
    corrected: Mapping[str, Claim]
    votes: Mapping[str, Vote]
    by_rule: Mapping[tuple[str, str], tuple[int, int]]
    unanchored: tuple[Judgement, ...] = ()
    anchored: tuple[tuple[str, Judgement], ...] = ()

    def judged(self, claim: Claim) -> tuple[int, int]:
        """Return how many claims of the claim's rule were judged right, and how many judged."""
        return self.by_rule.get((claim.extractor, claim.rule), (0, 0))

    def precision(self, claim: Claim, otherwise: float) -> float:
        """Return how likely the claim was read rightly, given what people said about it."""
        vote = self.votes.get(claim.id)
        if vote is None:
            return otherwise
        figures = parameters()
        stands = vote.accept + vote.correct
        if not vote.reject:
            return max(otherwise, figures.accepted)
        total = stands + vote.reject
        return max(figures.floor, stands / total * otherwise)


def effective(records: Iterable[DocumentRecord], judgements: Sequence[Judgement]) -> Verdicts:
    """Return what the judgements mean for the records' claims.

    Raises:
        CurationError: A correction names a predicate that does not exist.
    """
    if not judgements:
        return Verdicts(frozenset(), {}, {}, {})
    anchors = Anchors(records)
    latest: dict[str, dict[str, Judgement]] = defaultdict(dict)
    anchored: list[tuple[str, Judgement]] = []
    unanchored: list[Judgement] = []
    for judgement in sorted(judgements, key=_when):
        claim = anchors.claim_of(judgement)
        if claim is None:
            unanchored.append(judgement)
        else:
            latest[claim.id][judgement.curator] = judgement
            anchored.append((claim.id, judgement))
    votes = {claim: _vote(by_curator.values()) for claim, by_curator in latest.items()}
    return Verdicts(
        rejected=frozenset(claim for claim, vote in votes.items() if vote.is_rejected),
        corrected=_corrections(anchors, latest),
        votes=votes,
        by_rule=_by_rule(anchors, votes),
        unanchored=tuple(unanchored),
        anchored=tuple(anchored),
    )


def correct(claim: Claim, judgement: Judgement) -> Claim:
    """Return the claim with a person's corrections; quote, offsets and id stay.

    Raises:
        CurationError: The corrected predicate does not exist.
    """
    predicate, polarity = claim.predicate, judgement.corrected_polarity or claim.polarity
    if judgement.corrected_predicate is not None:
        try:
            predicate = Predicate(judgement.corrected_predicate)
        except ValueError as error:
            raise CurationError(
                f"{judgement.corrected_predicate!r} is no predicate",
                path=judgement.document,
                remedy="use one of " + ", ".join(member.value for member in Predicate),
            ) from error
    return replace(
        claim,
        subject=_relabel(claim.subject, judgement.corrected_subject),
        predicate=predicate,
        object=_relabel(claim.object, judgement.corrected_object),
        polarity=polarity,
    )


def _relabel(argument: Argument, label: str | None) -> Argument:
    if label is None or label == argument.label:
        return argument
    return replace(argument, label=label, grounding=None)


def _when(judgement: Judgement) -> tuple[str, str, str]:
    return judgement.decided_at, judgement.curator, judgement.claim


def _vote(judgements: Iterable[Judgement]) -> Vote:
    decisions = [judgement.decision for judgement in judgements]
    return Vote(
        accept=decisions.count(Decision.ACCEPT),
        reject=decisions.count(Decision.REJECT),
        correct=decisions.count(Decision.CORRECT),
    )


def _corrections(
    anchors: Anchors, latest: Mapping[str, Mapping[str, Judgement]]
) -> Mapping[str, Claim]:
    """Return the corrected claims; of several corrections the latest holds."""
    corrected: dict[str, Claim] = {}
    for claim, by_curator in latest.items():
        fixes = [j for j in by_curator.values() if j.decision is Decision.CORRECT]
        if fixes:
            corrected[claim] = correct(anchors.claim(claim), max(fixes, key=_when))
    return corrected


def _by_rule(
    anchors: Anchors, votes: Mapping[str, Vote]
) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Return accepted and judged claims of each rule; a corrected claim was not read rightly."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for key, vote in votes.items():
        claim = anchors.claim(key)
        right, judged = counts.get((claim.extractor, claim.rule), (0, 0))
        is_right = vote.accept > vote.reject + vote.correct
        counts[claim.extractor, claim.rule] = (right + is_right, judged + 1)
    return counts
