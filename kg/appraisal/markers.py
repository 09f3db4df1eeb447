"""Where citation markers stand: which sentence each belongs to, and in what clusters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model.document import Document, Marker, MarkerStyle
from kg.model.spans import Span

_ONLY_PUNCTUATION = re.compile(r"[\s.,;:!?()\[\]\"'“”’»*_]*")
_BETWEEN = re.compile(r"[\s,;]*+(?:and|&)?[\s,;]*+")
_NARRATIVE_STYLES = frozenset(
    {MarkerStyle.AUTHOR_YEAR, MarkerStyle.LINK, MarkerStyle.IDENTIFIER, MarkerStyle.XREF}
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Markers that stand side by side, such as ``[4] [5]``: they serve the same words.

    Attributes:
        span: From the first marker's start to the last one's end.
        markers: Indices into ``Document.markers``.
        is_narrative: Whether the markers are part of the wording ("Lee et al. (2021) found …"),
            so that they serve the words after them, not before.
    """

    span: Span
    markers: tuple[int, ...]
    is_narrative: bool = False


def markers_by_sentence(document: Document) -> Mapping[int, tuple[int, ...]]:
    """Return, for each sentence index that has any, the indices of its markers in text order.

    A marker after the full stop belongs to the sentence that it closes.
    """
    starts = [sentence.span.start for sentence in document.sentences]
    found: dict[int, list[int]] = defaultdict(list)
    for index, marker in enumerate(document.markers):
        at = bisect_right(starts, marker.span.start) - 1
        if at >= 0:
            found[_owner(document, at, marker)].append(index)
    return {sentence: tuple(indices) for sentence, indices in found.items()}


def clusters(document: Document, indices: Sequence[int]) -> tuple[Cluster, ...]:
    """Return the markers of one sentence in clusters, in text order."""
    groups: list[list[int]] = []
    for index in sorted(indices, key=lambda i: document.markers[i].span):
        if groups and _side_by_side(document, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(_cluster(document, group) for group in groups)


def is_narrative(document: Document, marker: Marker) -> bool:
    """Say whether the marker is worded into the sentence rather than put in brackets beside it."""
    if marker.style not in _NARRATIVE_STYLES or marker.text[:1] in "([":
        return False
    before = document.text[max(0, marker.span.start - 1) : marker.span.start]
    return before not in {"(", "["} and any(c.isalpha() for c in marker.text)


def _owner(document: Document, at: int, marker: Marker) -> int:
    """Return the sentence that a marker at or after the start of sentence ``at`` belongs to."""
    sentence = document.sentences[at]
    before = document.text[sentence.span.start : marker.span.start]
    closes_the_one_before = (
        at > 0
        and document.sentences[at - 1].block == sentence.block
        and _ONLY_PUNCTUATION.fullmatch(before) is not None
        and not is_narrative(document, marker)
        and not _goes_on(document, marker, sentence.span.end)
    )
    return at - 1 if closes_the_one_before else at


def _goes_on(document: Document, marker: Marker, end: int) -> bool:
    """Say whether lower-case words follow: "[4] found that …" starts its own sentence."""
    rest = document.text[marker.span.end : end].lstrip(" ,;)]")
    return rest[:1].islower()


def _side_by_side(document: Document, first: int, second: int) -> bool:
    left, right = document.markers[first].span, document.markers[second].span
    return _BETWEEN.fullmatch(document.text[left.end : right.start]) is not None


def _cluster(document: Document, group: Sequence[int]) -> Cluster:
    spans = [document.markers[index].span for index in group]
    narrative = all(is_narrative(document, document.markers[index]) for index in group)
    return Cluster(Span(spans[0].start, spans[-1].end), tuple(group), narrative)


def blocks_to_sentences(document: Document) -> Mapping[int, tuple[int, ...]]:
    """Return the sentence indices of each block that has any, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, sentence in enumerate(document.sentences):
        found[sentence.block].append(index)
    return {block: tuple(indices) for block, indices in found.items()}
