"""The study that a document itself reports: what its methods say holds of its results.

A report names its design once, in title, abstract or methods; its results are of that design
though their sentences do not repeat it. Sentences that cite others, or name a study of their own,
are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kg.extraction.stance.design import StudyCue, study_cue
from kg.model.closed_terms import Design
from kg.model.document import Document
from kg.model.spans import Span

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,5}\.?\s{1,8})?"
_METHODS = re.compile(
    rf"{_NUMBER}(?:(?:materials?|patients?|participants?|subjects?) and )?methods?"
    r"|study design|design and (?:setting|participants)",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    rf"{_NUMBER}(?:results?|findings|main outcomes?|conclusions?|interpretation)"
    r"(?: and (?:discussion|conclusions?))?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s{0,8}([A-Za-z][A-Za-z ]{3,30}?)\s*[:.]\s+")
_OWN = re.compile(
    r"\b(?:in|of) (?:this|our|the present) (?:\w+ )?(?:trial|study|cohort|series)\b"
    r"|\b(?:our|the present) (?:trial|study|results|findings) ",
    re.IGNORECASE,
)
_DESIGNS = frozenset(
    {Design.SYSTEMATIC_REVIEW, Design.RCT, Design.TRIAL, Design.OBSERVATIONAL, Design.ANIMAL,
     Design.IN_VITRO}
)  # fmt: skip


_END = re.compile(
    rf"{_NUMBER}(?:general )?(?:discussion|comment|limitations?"
    r"|introduction|background|references?|acknowledge?ments?|funding|appendix)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """The study that a document reports.

    Attributes:
        cue: Its design and sample.
        span: Where the document names it.
        results: Indexes of the sentences that give its results.
    """

    cue: StudyCue
    span: Span
    results: frozenset[int]


def own_study(document: Document) -> OwnStudy | None:
    """Return the study that a document with methods and results reports, or None."""
    parts = list(_parts(document))
    results = frozenset(n for n, part in enumerate(parts) if part is _Part.RESULTS)
    if not results:
        return None
    found: OwnStudy | None = None
    for part, sentence in zip(parts, document.sentences, strict=True):
        cue = study_cue(sentence.span.text_of(document.text)) if part is _Part.METHODS else None
        if cue is None or cue.design not in _DESIGNS:
            continue
        if found is None or _ORDER[cue.design] < _ORDER[found.cue.design]:
            start = sentence.span.start
            found = OwnStudy(cue, Span(start + cue.start, start + cue.end), results)
    return found


def names_own(text: str) -> bool:
    """Say whether a sentence speaks of the document's own study.

    >>> names_own("In this trial, zinc helped."), names_own("In a trial, zinc helped.")
    (True, False)
    """
    return _OWN.search(text) is not None


class _Part(Enum):
    METHODS = "methods"
    RESULTS = "results"
    OTHER = "other"


def _parts(document: Document) -> Iterator[_Part]:
    """Yield of each sentence the part that it stands in, by headings and labels of an abstract.

    A heading that says nothing ("Pain and function") goes on with the part before it.
    """
    by_section: list[_Part] = []
    part = _Part.OTHER
    for section in document.sections:
        part = _part_named(section.title or "") or part
        by_section.append(part)
    label, labelled = _Part.OTHER, -1
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        opening = _LABELLED.match(block.span.text_of(document.text)[:40])
        named = _part_named(opening.group(1)) if opening else None
        if named is not None:
            label, labelled = named, sentence.block
        yield label if labelled == sentence.block else by_section[block.section]


def _part_named(title: str) -> _Part | None:
    title = title.strip()
    if _METHODS.fullmatch(title):
        return _Part.METHODS
    if _RESULTS.fullmatch(title):
        return _Part.RESULTS
    return _Part.OTHER if _END.fullmatch(title) else None


_ORDER = {design: at for at, design in enumerate(Design)}
