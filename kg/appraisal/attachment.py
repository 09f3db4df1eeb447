"""Ties citation markers to claims, each with its scope and a confidence.

Editorial practice that the rules follow:

* A sentence with one group of markers: the group serves every claim of the sentence.
* A sentence with several: a group serves the words before it, back to the group before; words
  after the last group are taken to go on about it (with less confidence). A marker right behind
  the subject of a claim counts too, unless the words before it make a claim of their own. An
  author named in the sentence serves the words after.
* An item of a list, or a cell of a table, has its own markers (a row counts as one line);
  without any it inherits those of the sentence that introduces the list or table. It inherits
  nothing from a parent item, unless that item introduces its children with a colon.
* A described study ("In one study …") may have its marker at the end of the account: in the next
  sentences, as long as they go on about it.
* A sentence that goes on about a study named in an earlier sentence shares that one's markers.
* A closing line that names only sources serves the whole paragraph.

Nothing else reaches over the end of a sentence: the claim stays uncited, and the marker, if it
reaches no claim at all, is listed as unattached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.appraisal.layout import Layout
from kg.appraisal.markers import Cluster
from kg.model.claim import Citation, Claim
from kg.model.closed_terms import Attribution, Design, Scope
from kg.model.document import BlockKind, Document
from kg.model.spans import Span

# Designs that a text gives to one described study, not to a field of research.
_DESCRIBED = frozenset(
    {
        Design.SYSTEMATIC_REVIEW,
        Design.RCT,
        Design.TRIAL,
        Design.OBSERVATIONAL,
        Design.HUMAN,
        Design.ANIMAL,
        Design.IN_VITRO,
    }
)
_LONGEST_ACCOUNT = 3  # sentences of one described study that are looked through for its marker
_DEEPEST_LIST = 16


@dataclass(frozen=True, slots=True)
class _Reach:
    """Markers that reach a claim, how, and how surely."""

    markers: tuple[int, ...]
    scope: Scope
    confidence: float


def attach(document: Document, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims with their citations, in the order given.

    One citation a pointer: ``[4-6]`` gives three. A claim that no marker reaches has none.
    """
    layout = Layout(document, claims)
    return tuple(_with_citations(document, claim, _reaches(layout, claim)) for claim in claims)


def unattached(document: Document, claims: Iterable[Claim]) -> tuple[int, ...]:
    """Return the indices of the markers that no citation of the claims uses."""
    used = {(citation.start, citation.end) for claim in claims for citation in claim.citations}
    return tuple(
        index
        for index, marker in enumerate(document.markers)
        if (marker.span.start, marker.span.end) not in used
    )


def _with_citations(document: Document, claim: Claim, reaches: Sequence[_Reach]) -> Claim:
    citations = tuple(
        Citation(
            marker=marker.text,
            start=marker.span.start,
            end=marker.span.end,
            scope=reach.scope,
            state=pointer.state,
            references=pointer.references,
            confidence=round(reach.confidence * marker.confidence, 3),
        )
        for reach in reaches
        for marker in (document.markers[index] for index in reach.markers)
        for pointer in marker.pointers
    )
    attribution = claim.attribution
    if citations and attribution is Attribution.COMMON_KNOWLEDGE:
        attribution = Attribution.CITED_WORK
    ordered = tuple(sorted(citations, key=lambda citation: (citation.start, citation.end)))
    return replace(claim, citations=ordered, attribution=attribution)


def _reaches(layout: Layout, claim: Claim) -> tuple[_Reach, ...]:
    """Return what reaches the claim: the nearest kind of place that has any marker decides."""
    own = _in_sentence(layout, claim) or _in_row(layout, claim)
    if own:
        return own
    for search in (_in_lead_in, _later_in_account, _earlier_in_account, _source_note):
        if reach := search(layout, claim):
            return (reach,)
    return ()


def _in_sentence(layout: Layout, claim: Claim) -> tuple[_Reach, ...]:
    groups = layout.clusters_of(claim)
    if len(groups) <= 1:
        return tuple(_Reach(g.markers, Scope.SAME_SENTENCE, 0.98) for g in groups)
    close = layout.close(claim)
    reaches = [
        _Reach(group.markers, Scope.SAME_SENTENCE, 0.9)
        for group in (_named_before(groups, close.start), _group_after(groups, close.end))
        if group is not None
    ]
    if not reaches:
        reaches.append(_Reach(groups[-1].markers, Scope.SAME_SENTENCE, 0.6))
        reaches = _unless_subject(layout, claim, groups, reaches)
    if (group := _behind_subject(layout, claim, groups)) and all(
        group.markers != reach.markers for reach in reaches
    ):
        reaches.append(_Reach(group.markers, Scope.SAME_SENTENCE, 0.8))
    return tuple(reaches)


def _unless_subject(
    layout: Layout, claim: Claim, groups: Sequence[Cluster], reaches: list[_Reach]
) -> list[_Reach]:
    """Drop the guess for the words after the last group when the subject has its own marker."""
    return [] if _behind_subject(layout, claim, groups) else reaches


def _group_after(groups: Sequence[Cluster], position: int) -> Cluster | None:
    """Return the first group in brackets that ends after ``position``."""
    return next((g for g in groups if not g.is_narrative and g.span.end > position), None)


def _named_before(groups: Sequence[Cluster], position: int) -> Cluster | None:
    """Return the group before ``position`` if it is worded into the sentence."""
    before = [group for group in groups if group.span.end <= position]
    return before[-1] if before and before[-1].is_narrative else None


def _behind_subject(layout: Layout, claim: Claim, groups: Sequence[Cluster]) -> Cluster | None:
    """Return the group right behind the subject where no other claim ends before that group."""
    text, end = layout.document.text, claim.subject.end
    group = next((g for g in groups if g.span.start >= end), None)
    if group is None or group.is_narrative or text[end : group.span.start].strip(" \t\n,;"):
        return None
    before = groups.index(group) - 1
    opening = groups[before].span.end if before >= 0 else 0
    segment = Span(opening, group.span.start)
    return None if layout.has_claim_within(claim.sentence, segment) else group


def _in_row(layout: Layout, claim: Claim) -> tuple[_Reach, ...]:
    """Return the markers of the table row: the row is one line, whatever cell they stand in."""
    markers = tuple(
        marker
        for sentence in layout.row(claim.sentence)
        for group in layout.clusters(sentence)
        for marker in group.markers
    )
    return (_Reach(markers, Scope.SAME_SENTENCE, 0.9),) if markers else ()


def _in_lead_in(layout: Layout, claim: Claim) -> _Reach | None:
    """Return the markers of the sentence that introduces the list or the table."""
    document = layout.document
    block = document.sentences[claim.sentence].block
    is_cell = document.blocks[block].kind is BlockKind.TABLE_CELL
    for _ in range(_DEEPEST_LIST):
        lead = document.blocks[block].lead_in
        if lead is None or not layout.sentences(lead):
            return None
        is_parent_item = document.blocks[lead].kind is BlockKind.LIST_ITEM
        sentence = layout.sentences(lead)[-1]
        if is_cell:
            is_lead = layout.announces(sentence)
        else:
            is_lead = not is_parent_item or layout.introduces(sentence)
        if is_lead and (markers := layout.all_markers(sentence)):
            return _Reach(markers, Scope.LIST_LEAD_IN, 0.7 if is_cell else 0.85)
        block = lead
    return None


def _later_in_account(layout: Layout, claim: Claim) -> _Reach | None:
    """Return the markers at the end of the account of a described study."""
    if claim.study is None and claim.design not in _DESCRIBED:
        return None
    for step in range(1, _LONGEST_ACCOUNT + 1):
        sentence = layout.neighbour(claim.sentence, step)
        if sentence is None or not layout.continues(sentence):
            return None
        if groups := layout.clusters(sentence):
            return _Reach(groups[0].markers, Scope.NEXT_SENTENCE, 0.8 - 0.1 * (step - 1))
    return None


def _earlier_in_account(layout: Layout, claim: Claim) -> _Reach | None:
    """Return the markers of the earlier sentence that names the study of this claim."""
    if claim.design not in _DESCRIBED or not layout.continues(claim.sentence):
        return None
    for step in range(1, _LONGEST_ACCOUNT + 1):
        sentence = layout.neighbour(claim.sentence, -step)
        if sentence is None:
            return None
        if groups := layout.clusters(sentence):
            return _Reach(groups[-1].markers, Scope.PARAGRAPH, 0.6)
        if not layout.continues(sentence):
            return None
    return None


def _source_note(layout: Layout, claim: Claim) -> _Reach | None:
    """Return the markers of a closing line of the paragraph that names only sources."""
    block = layout.document.sentences[claim.sentence].block
    last = layout.sentences(block)[-1]
    if last == claim.sentence or not layout.is_source_note(last):
        return None
    return _Reach(layout.all_markers(last), Scope.PARAGRAPH, 0.7)
