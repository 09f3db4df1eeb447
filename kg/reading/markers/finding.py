"""Finds the citation markers of a document in two passes: candidates, then what its style keeps."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from kg.model.document import Block, BlockKind, Marker, MarkerStyle, Reference
from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.markers import marked_up, numbered, raised
from kg.reading.markers.author_year import author_years
from kg.reading.markers.candidate import Candidate, Form
from kg.reading.markers.raised import extended
from kg.reading.markers.style import Profile, decide, profile
from kg.reading.resolution import ReferenceIndex

_new_marker, _span = maker_of(Marker), maker_of(Span)
_RANK = {  # the surest form first
    form: rank
    for rank, form in enumerate(
        (
            Form.MARKED_UP,
            Form.PLACEHOLDER,
            Form.AUTHOR_YEAR,
            Form.BRACKET,
            Form.RAISED,
            Form.PARENTHESIS,
            Form.GLUED,
        )
    )
}
_start = attrgetter("start")
_UNSEARCHED = frozenset({BlockKind.REFERENCE, BlockKind.BYLINE})


def find_markers(
    text: str,
    blocks: Sequence[Block],
    draft: Draft,
    references: Sequence[Reference],
    aliases: Mapping[str, str],
) -> tuple[Marker, ...]:
    """Return the markers in text order; none lies in the reference list, none crosses a block."""
    index = ReferenceIndex(references, aliases)
    areas = _Areas(blocks, _remarked(draft, index))
    searched = areas.searched(text)
    candidates = list(areas.inside(_printed(searched, draft, index)))
    style = profile(candidates, index)
    if not style.is_settled:
        candidates.extend(areas.inside(_inferred(searched, index, style)))
        style = profile(candidates, index)
    candidates = _widened(text, candidates, style, index)
    chosen = decide(text, _apart(candidates, style), style, index)
    return tuple(_marker(text, candidate, index) for candidate in chosen)


class _Areas:
    """The blocks in which markers are looked for."""

    def __init__(self, blocks: Sequence[Block], besides: Iterable[Span] = ()) -> None:
        searched: list[Span] = []
        left_out = list(besides)
        for block in blocks:
            (left_out if block.kind in _UNSEARCHED else searched).append(block.span)
        self.left_out = sorted(left_out, key=lambda span: (span.start, span.end))
        self.starts = [span.start for span in searched]
        self.ends = [span.end for span in searched]

    def searched(self, text: str) -> str:
        """Return the text with blanks where nothing is looked for."""
        parts, last = [], 0
        for span in self.left_out:
            start = max(span.start, last)
            parts += [text[last:start], " " * (span.end - start)]
            last = max(span.end, last)
        return "".join([*parts, text[last:]]) if parts else text

    def inside(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        for candidate in candidates:
            at = bisect.bisect_right(self.starts, candidate.start) - 1
            if at >= 0 and candidate.end <= self.ends[at]:
                yield candidate


def _remarked(draft: Draft, index: ReferenceIndex) -> Iterator[Span]:
    """Yield the marks of notes that are remarks and no references: they cite nothing."""
    remarks = {e.id for e in draft.references if e.is_footnote}.difference(index.place)
    if not remarks:
        return
    for hint in draft.hints:
        if hint.style is MarkerStyle.FOOTNOTE and remarks.issuperset(hint.targets):
            yield hint.span


def _printed(text: str, draft: Draft, index: ReferenceIndex) -> Iterator[Candidate]:
    """Yield candidates that their print or markup shows."""
    yield from marked_up.cross_references(text, draft.hints, index)
    yield from marked_up.footnotes(draft.hints, index)
    yield from marked_up.links(text, draft.hints, index)
    yield from marked_up.identifiers(text, index)
    yield from numbered.placeholders(text)
    yield from numbered.brackets(text)
    yield from numbered.parentheses(text)
    yield from raised.raised_runs(text, draft.superscripts)
    yield from raised.unicode_runs(text)


def _inferred(text: str, index: ReferenceIndex, style: Profile) -> Iterator[Candidate]:
    """Yield candidates that only their words show: lost superscripts, authors and years."""
    if not style.is_named:
        yield from raised.glued(text)
    yield from author_years(text, index)


def _widened(
    text: str, candidates: list[Candidate], style: Profile, index: ReferenceIndex
) -> list[Candidate]:
    """Where lists of glued numbers are set with blanks ("plans.21, 22"), take them in whole."""
    if style.numbered is not Form.GLUED:
        return candidates
    runs = [c for c in candidates if c.form is Form.GLUED]
    tight = sum("," in text[c.start : c.end] for c in runs)
    for freely in (True, False):
        longer = {
            c.start: wide
            for c in runs
            if (wide := extended(text, c, index.highest, freely=freely)).end > c.end
        }
        if len(longer) >= (max(2, tight) if freely else 2):
            return [longer.get(c.start, c) if c.form is Form.GLUED else c for c in candidates]
    return candidates


def _apart(candidates: Iterable[Candidate], style: Profile) -> list[Candidate]:
    """Return candidates in text order without overlaps; the surer form wins."""

    def rank(candidate: Candidate) -> tuple[int, int, int]:
        own = candidate.form is style.numbered and candidate.form is not Form.GLUED
        return 0 if own else _RANK[candidate.form], candidate.start, -candidate.end

    taken: list[tuple[int, int]] = []
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=rank):
        at = bisect.bisect_right(taken, (candidate.start, candidate.end))
        if at and taken[at - 1][1] > candidate.start:
            continue
        if at < len(taken) and taken[at][0] < candidate.end:
            continue
        taken.insert(at, (candidate.start, candidate.end))
        kept.append(candidate)
    return sorted(kept, key=_start)


def _marker(text: str, candidate: Candidate, index: ReferenceIndex) -> Marker:
    pointers = candidate.pointers or tuple(index.labelled(key) for key in candidate.keys)
    return _new_marker(
        _span(candidate.start, candidate.end),
        text[candidate.start : candidate.end],
        candidate.style,
        pointers,
        candidate.confidence,
    )
