"""Finds the reference list of a draft and makes References of its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.document import BlockKind, Reference
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftBlock, DraftReference
from kg.reading.entry_forms import Links, are_entries, form_of
from kg.reading.headings import is_byline
from kg.reading.identifiers import work_of_url
from kg.reading.references import reads_like_reference, to_reference

_HEADING = re.compile(
    r"(?:[\dIVX]+[.):]?\s+)?(?:the\s+)?(?:list\s+of\s+|cited\s+|selected\s+|scientific\s+)?"
    r"(?:references?|bibliography|works\s+cited|literature(?:\s+cited)?|sources?|citations|endnotes"
    r"|references?\s+(?:and|&)\s+(?:notes|further\s+reading|sources)|literaturverzeichnis"
    r"|notes\s+(?:and|&)\s+references|further\s+reading)(?:\s+(?:cited|list))?\s*:?",
    re.IGNORECASE,
)
_BESIDE = frozenset({BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.FOOTNOTE})
_LABEL = re.compile(
    r"[ \t]*(?:\[(\d{1,4}|[A-Za-z][\w+.-]{0,20})\]|\((\d{1,4})\)|\^?(\d{1,4})[.)\]:]"
    r"|(\d{1,4})(?=[ \t]))[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Entries:
    """The references of a document.

    Attributes:
        references: In the order of the list.
        aliases: Label, number or id as a marker may say it, to the reference's id.
    """

    references: tuple[Reference, ...]
    aliases: dict[str, str]


def is_reference_heading(title: str) -> bool:
    """Say whether a heading announces a reference list.

    >>> is_reference_heading("References"), is_reference_heading("Sources of iron")
    (True, False)
    """
    return _HEADING.fullmatch(title.strip()) is not None


def collect_references(text: str, draft: Draft, blocks: list[DraftBlock]) -> Entries:
    """Return the references a format reader gave, or those of the list found under its heading.

    Blocks of a list that is found become REFERENCE blocks, in place, one for each entry.
    """
    given = [entry for entry in draft.references if not entry.is_footnote]
    found = given or _listed(text, blocks, Links(draft.hints))
    notes = [e for e in draft.references if e.is_footnote and reads_like_reference(e.raw)]
    return _entries([*found, *notes])


def _entries(drafts: Sequence[DraftReference]) -> Entries:
    references: list[Reference] = []
    taken: set[str] = set()
    for number, draft in enumerate(drafts, start=1):
        identity = draft.id or str(number)
        while identity in taken:
            identity += "+"
        taken.add(identity)
        references.append(to_reference(draft, identity))
    return Entries(tuple(references), _aliases(drafts, references))


def _aliases(drafts: Sequence[DraftReference], references: Sequence[Reference]) -> dict[str, str]:
    """Return what a marker may call the entries; the numbers of a list go before those of notes."""
    entries = [(d, r.id) for d, r in zip(drafts, references, strict=True) if not d.is_footnote]
    notes = [(d, r.id) for d, r in zip(drafts, references, strict=True) if d.is_footnote]
    is_numbered = any(draft.label and draft.label.isdecimal() for draft, _ in entries)
    aliases: dict[str, str] = {}
    for draft, identity in entries:
        for alias in filter(None, (draft.label, draft.id)):
            aliases.setdefault(alias, identity)
    for number, (draft, identity) in enumerate(entries, start=1):
        # a place is no number where numbers are printed: after 5 and 7 nothing is the sixth
        if not (draft.label and is_numbered):
            aliases.setdefault(str(number), identity)
    for draft, identity in notes:
        for alias in filter(None, (draft.label, draft.id)):
            aliases.setdefault(alias, identity)
    return aliases


def _listed(text: str, blocks: list[DraftBlock], links: Links) -> list[DraftReference]:
    region = _region(text, blocks) or _region_by_form(text, blocks, links)
    if region is None:
        return []
    start, end = region
    entries: list[tuple[Span, str | None]] = []
    for block in blocks[start:end]:
        entries.extend(_split(text, block))
    entries = _numbered(entries)
    blocks[start:end] = [
        DraftBlock(BlockKind.REFERENCE, span.start, span.end) for span, _ in entries
    ]
    return [
        _entry(text, span, label, number, links.within(span.start, span.end))
        for number, (span, label) in enumerate(entries, 1)
    ]


def _entry(
    text: str, span: Span, label: str | None, number: int, urls: Sequence[str]
) -> DraftReference:
    raw = " ".join(text[span.start : span.end].split())
    printed = _LABEL.match(raw) if label is not None else None
    if printed and _said(printed) == label:
        raw = raw[printed.end() :]
    works = [work for url in urls if (work := work_of_url(url))]
    return DraftReference(
        label or str(number),
        raw,
        span,
        label,
        doi=_named(works, "doi:"),
        pmid=_named(works, "pmid:"),
        pmcid=_named(works, "pmcid:"),
    )


def _named(works: Sequence[str], kind: str) -> str | None:
    return next((work.removeprefix(kind) for work in works if work.startswith(kind)), None)


def _region(text: str, blocks: Sequence[DraftBlock]) -> tuple[int, int] | None:
    """Return the blocks of the last section that is headed as a reference list."""
    headings = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    for place in range(len(headings) - 1, -1, -1):
        at = headings[place]
        if is_reference_heading(text[blocks[at].start : blocks[at].end]):
            end = headings[place + 1] if place + 1 < len(headings) else len(blocks)
            entries = _without_notes(blocks, at + 1, end)
            if entries > at + 1:
                return at + 1, entries
    return None


def _without_notes(blocks: Sequence[DraftBlock], start: int, end: int) -> int:
    """Return where a list ends: before the notes of the pages, where they follow it."""
    last = end
    while last > start and blocks[last - 1].kind is BlockKind.FOOTNOTE:
        last -= 1
    return last if last > start else end


def _region_by_form(
    text: str, blocks: Sequence[DraftBlock], links: Links
) -> tuple[int, int] | None:
    """Return the last blocks that close a section and have the form of entries, each of them."""
    for start, end in reversed(_closing(text, blocks)):
        forms = [
            form_of(_unlabelled(text[b.start : b.end]), links.within(b.start, b.end))
            for b in blocks[start:end]
        ]
        if are_entries(forms):
            return start, end
    return None


def _is_beside(text: str, block: DraftBlock) -> bool:
    return block.kind in _BESIDE or (
        block.kind is BlockKind.PARAGRAPH and is_byline(text[block.start : block.end])
    )


def _unlabelled(said: str) -> str:
    label = _LABEL.match(said)
    return said[label.end() :] if label else said


def _closing(text: str, blocks: Sequence[DraftBlock]) -> list[tuple[int, int]]:
    """Return the lists that close sections, and the sections that are paragraphs alone."""
    headings = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    found: list[tuple[int, int]] = []
    for before, end in zip([-1, *headings], [*headings, len(blocks)], strict=True):
        first, last = before + 1, end
        while last > first and _is_beside(text, blocks[last - 1]):
            last -= 1
        start = last
        while start > first and blocks[start - 1].kind is blocks[last - 1].kind:
            start -= 1
        kind = blocks[last - 1].kind if start < last else None
        is_section = kind is BlockKind.PARAGRAPH and start == first and before >= 0
        if kind is BlockKind.LIST_ITEM or is_section:
            found.append((start, last))
    return found


def _split(text: str, block: DraftBlock) -> Iterator[tuple[Span, str | None]]:
    """Yield the entries of one block: lines that start with a label start an entry."""
    if block.kind in {BlockKind.BYLINE, BlockKind.CAPTION}:
        return
    starts = [block.start]
    at = text.find("\n", block.start, block.end)
    while at >= 0:
        if _own_label(text[at + 1 : at + 41]):
            starts.append(at + 1)
        at = text.find("\n", at + 1, block.end)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else block.end
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            label = block.label or _own_label(text[start : start + 40])
            yield Span(start, end), label


def _own_label(raw: str) -> str | None:
    match = _LABEL.match(raw)
    return _said(match) if match else None


def _said(label: re.Match[str]) -> str:
    return next(group for group in label.groups() if group)


def _numbered(entries: list[tuple[Span, str | None]]) -> list[tuple[Span, str | None]]:
    """Keep labels only where most entries have one."""
    labelled = sum(label is not None for _, label in entries)
    if labelled * 2 > len(entries):
        return entries
    return [(span, None) for span, _ in entries]
