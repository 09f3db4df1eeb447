"""Markers that the format itself marks up: cross-references, footnotes and links to works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model.document import CitationState, MarkerStyle, Pointer
from kg.model.frozen import maker_of
from kg.reading.draft_records import MarkerHint
from kg.reading.identifiers import work_of_url, works_in_text
from kg.reading.markers.candidate import DASH, Candidate, Form, expand, new_candidate
from kg.reading.markers.raised import PLAIN_DIGITS
from kg.reading.resolution import ReferenceIndex

_pointer = maker_of(Pointer)
_XREF, _MARKED_UP, _RESOLVED = MarkerStyle.XREF, Form.MARKED_UP, CitationState.RESOLVED
_JOINT_MAX = 7  # characters of the longest joint
_JOINT = re.compile(rf"[\])]?\s?(?:[,;{DASH}]|and|&)?\s?[\[(]?")
_RANGE = re.compile(rf"[\])]?\s?[{DASH}]\s?[\[(]?")
_NUMBER = re.compile(r"\d{1,4}")
_OWN = re.compile(
    r"\b(?:supplement(?:al|ary)?|supporting|additional)\s(?:[\w,]+\s){0,6}[^\w\s]?\Z"
    r"|\b(?:this|our) (?:article|paper|study|work)[^.]{0,40}\Z",
    re.IGNORECASE,
)  # the document's own material, no other work
_PAIRS = {"[": "]", "(": ")"}
_NUMBERS = re.compile(rf"[\s\[(]*\d{{1,4}}(?:\s?[,;{DASH}]\s?\d{{1,4}})*[\s\])]*")


def cross_references(
    text: str, hints: Sequence[MarkerHint], index: ReferenceIndex
) -> Iterator[Candidate]:
    """Yield groups of adjacent XREF hints, ranges between them expanded, brackets taken in."""
    group: list[MarkerHint] = []
    own = [hint for hint in hints if hint.style is _XREF]
    for hint in sorted(own, key=lambda h: (h.span.start, h.span.end)):
        if group and not _are_joined(text, group[-1].span.end, hint.span.start):
            yield _grouped(text, group, index)
            group = []
        if not group or hint.span.start >= group[-1].span.end:
            group.append(hint)
    if group:
        yield _grouped(text, group, index)


def _are_joined(text: str, end: int, start: int) -> bool:
    """Say whether a joint, or nothing, is all that stands between two cross-references."""
    return start - end <= _JOINT_MAX and _JOINT.fullmatch(text, end, start) is not None


def _grouped(text: str, group: Sequence[MarkerHint], index: ReferenceIndex) -> Candidate:
    previous = group[0]
    pointers = _targets(text, previous, index)
    for hint in group[1:]:
        if _RANGE.fullmatch(text, previous.span.end, hint.span.start):
            pointers += _implied(previous, hint, index)
        pointers += _targets(text, hint, index)
        previous = hint
    start, end = _bracketed(text, group[0].span.start, group[-1].span.end)
    if len(pointers) > 1:
        pointers = list({(p.key, p.references): p for p in pointers}.values())
    keys = tuple([p.key for p in pointers])
    return new_candidate(start, end, _MARKED_UP, _XREF, keys, tuple(pointers))


def _implied(previous: MarkerHint, hint: MarkerHint, index: ReferenceIndex) -> list[Pointer]:
    """Return the references that a dash between two cross-references stands for."""
    if not previous.targets or not hint.targets:
        return []
    between = index.between(previous.targets[-1], hint.targets[0])
    return [_pointer(identity, _RESOLVED, (identity,)) for identity in between]


def _targets(text: str, hint: MarkerHint, index: ReferenceIndex) -> list[Pointer]:
    said, wanted = text[hint.span.start : hint.span.end], hint.targets
    if len(wanted) == 1 and said.isascii() and said.isdecimal() and len(said) < 5:
        return [_pointed(said, wanted[0], index)]
    said = " ".join(said.split()).translate(PLAIN_DIGITS)
    if len(wanted) == 1 and said.isdecimal() and len(said) < 5:
        return [_pointed(said, wanted[0], index)]
    if len(wanted) == 2 and _NUMBERS.fullmatch(said) and re.search(rf"\d\s?[{DASH}]\s?\d", said):
        wanted = (wanted[0], *index.between(wanted[0], wanted[1]), wanted[1])
    keys = expand(said) if _NUMBERS.fullmatch(said) else None
    if keys and len(wanted) < len(keys) and all(key in index.aliases for key in keys):
        return [index.labelled(key) for key in keys]
    labels = keys if keys and len(keys) == len(wanted) else (said,) * len(wanted)
    return [_pointed(label, target, index) for label, target in zip(labels, wanted, strict=True)]


def _pointed(label: str, target: str, index: ReferenceIndex) -> Pointer:
    if target in index.place:
        return _pointer(label, _RESOLVED, (target,))
    return _pointer(label, CitationState.MISSING)


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the brackets right around a group."""
    if start > 0 and _PAIRS.get(text[start - 1]) == text[end : end + 1] != "":
        return start - 1, end + 1
    return start, end


def footnotes(hints: Sequence[MarkerHint], index: ReferenceIndex) -> Iterator[Candidate]:
    """Yield the footnote marks whose note is a reference, or which have no note at all."""
    for hint in hints:
        if hint.style is not MarkerStyle.FOOTNOTE:
            continue
        known = [target for target in hint.targets if target in index.place]
        if not known:
            continue
        pointers = tuple(Pointer(t, CitationState.RESOLVED, (t,)) for t in known)
        yield new_candidate(
            hint.span.start,
            hint.span.end,
            Form.MARKED_UP,
            MarkerStyle.FOOTNOTE,
            tuple(known),
            pointers,
        )


def links(text: str, hints: Sequence[MarkerHint], index: ReferenceIndex) -> Iterator[Candidate]:
    """Yield links to works: a DOI, a page of PubMed or PMC, an article of a journal."""
    for hint in hints:
        if hint.style is not MarkerStyle.LINK or not hint.url or hint.span.start == hint.span.end:
            continue
        work = work_of_url(hint.url)
        if work is None:
            continue
        identity = index.identified(work)
        pointer = _pointer(work, CitationState.RESOLVED, (identity,) if identity else ())
        start, end = _bracketed(text, hint.span.start, hint.span.end)
        yield new_candidate(start, end, Form.MARKED_UP, MarkerStyle.LINK, (work,), (pointer,))


def identifiers(text: str, index: ReferenceIndex) -> Iterator[Candidate]:
    """Yield DOIs, PMIDs and addresses of works in running text."""
    for start, end, work in works_in_text(text):
        if _OWN.search(text, max(0, start - 80), start):
            continue
        identity = index.identified(work)
        pointer = _pointer(work, CitationState.RESOLVED, (identity,) if identity else ())
        place = _bracketed(text, start, end)
        yield new_candidate(*place, Form.MARKED_UP, MarkerStyle.IDENTIFIER, (work,), (pointer,))
