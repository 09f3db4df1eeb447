"""Reads PDF files: paragraphs out of lines, headings by size, page furniture left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kg.errors import ReadError
from kg.model.document import BlockKind, Source
from kg.model.spans import Span
from kg.reading.bibliography import is_reference_heading
from kg.reading.draft import Draft
from kg.reading.pdf_glyphs import MAX_PAGES, open_pdf
from kg.reading.pdf_layout import Line, Run, lines_of
from kg.reading.reader import Reader

MAX_PDF_BYTES = 64 * 2**20
_MARGIN = 0.09  # of the page's height: where running heads and feet stand
_REPEATED_SHARE = 0.25
_HEADING_SIZE = 1.1
_HEADING_LENGTH = 160
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page|p\.)?\s{0,3}\d{1,4}(?:\s{0,2}(?:of|/)\s{0,2}\d{1,4})?\W{0,3}", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:Fig(?:ure|\.)|Table|Box|Chart)\s{1,3}[A-Z]?\d{1,3}[.:|]?\s", re.IGNORECASE
)
_BULLET = re.compile(r"[•●▪◦‣–·]\s{0,3}(?=\S)|\(?(\d{1,2}|[a-z])[.)]\s{1,3}(?=\S)")
_REFERENCE_LABEL = re.compile(r"\[?\d{1,4}[\].)]\s")
_CLOSED = re.compile(r"[.!?:;][”\"’)\]\d¹²³⁰⁴⁵⁶⁷⁸⁹]{0,8}$")
_WORD_END = re.compile(r"([^\W\d_]{1,60})-$")
_WORD_START = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together."""

    kind: BlockKind
    level: int
    lines: list[Line] = field(default_factory=list)


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield the draft of a PDF.

    Raises:
        ReadError: It is no PDF, is protected, or has no text.
    """
    file = open_pdf(data, source.name)
    draft = Draft()
    lines = [line for page in file.pages for line in lines_of(page)]
    if file.page_count > MAX_PAGES:
        draft.note("dropped", f"pages after page {MAX_PAGES}")
    if not lines:
        raise ReadError(
            "the PDF has no text, only pictures", path=source.name, remedy="run text recognition"
        )
    lines = _without_furniture(lines, file.page_count, draft)
    body = _body_size(lines)
    words = Counter(w.lower() for line in lines for w in _WORDS.findall(line.text))
    joined = 0
    for paragraph in _paragraphs(lines, body):
        joined += _write(paragraph, draft, words)
    if joined:
        draft.note("mended", f"words joined that a line break had parted: {joined}")
    yield draft


# --- what is no text of the article


def _without_furniture(lines: Sequence[Line], pages: int, draft: Draft) -> list[Line]:
    """Return the lines without running heads, running feet and page numbers."""
    at_edge = [line for line in lines if _is_at_edge(line)]
    seen: dict[str, set[int]] = {}
    for line in at_edge:
        seen.setdefault(_pattern(line), set()).add(line.page)
    repeated = {
        key for key, on in seen.items() if len(on) > 1 and len(on) >= _REPEATED_SHARE * pages
    }
    dropped: set[int] = set()
    for line in at_edge:
        key = _pattern(line)
        if key in repeated or _PAGE_NUMBER.fullmatch(line.text.strip()):
            dropped.add(id(line))
    for key in sorted(repeated):
        draft.note("dropped", f"running head or foot, {len(seen[key])} pages: {key[:80]}")
    if any(_PAGE_NUMBER.fullmatch(line.text.strip()) for line in at_edge):
        draft.note("dropped", "page numbers")
    return [line for line in lines if id(line) not in dropped]


def _is_at_edge(line: Line) -> bool:
    height = line.page_height or 1
    return line.y < _MARGIN * height or line.y > (1 - _MARGIN) * height


def _pattern(line: Line) -> str:
    return " ".join(re.sub(r"\d+", "#", line.text.lower()).split())


# --- paragraphs


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _paragraphs(lines: Sequence[Line], body: float) -> list[_Paragraph]:
    levels = _heading_levels(lines, body)
    edges = _edges(lines)
    pitch = _pitch(lines)
    found: list[_Paragraph] = []
    in_references = False
    for line in lines:
        level = _level(line, body, levels)
        last = found[-1] if found else None
        if level:
            in_references = is_reference_heading(line.text.strip())
        elif in_references:
            edges[line.page, line.region] = edges[line.page, line.region][0], True
        if last is not None and _continues(last, line, level, edges, pitch):
            last.lines.append(line)
        else:
            found.append(_Paragraph(_kind(line, level), level, [line]))
    return found


def _heading_levels(lines: Sequence[Line], body: float) -> dict[float, int]:
    """Return the level of each font size that is larger than the body's."""
    sizes = sorted({round(line.size, 1) for line in lines if _is_large(line, body)}, reverse=True)
    return {size: min(rank, 5) for rank, size in enumerate(sizes, start=1)}


def _is_large(line: Line, body: float) -> bool:
    return line.size > _HEADING_SIZE * body and len(line.text) < _HEADING_LENGTH


def _level(line: Line, body: float, levels: dict[float, int]) -> int:
    """Return the heading level of a line, 0 for running text."""
    if _is_large(line, body):
        return levels[round(line.size, 1)]
    text = line.text.strip()
    is_short = len(text) < 90 and not text.endswith((".", ",", ";", ":"))
    if line.is_bold and is_short and line.size > 0.95 * body and not _CAPTION.match(text):
        return min(len(levels) + 1, 6)
    return 0


def _kind(line: Line, level: int) -> BlockKind:
    if level:
        return BlockKind.HEADING
    text = line.text.strip()
    if _CAPTION.match(text):
        return BlockKind.CAPTION
    if _BULLET.match(text) and not _REFERENCE_LABEL.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _edges(lines: Sequence[Line]) -> dict[tuple[int, int], tuple[float, bool]]:
    """Return for each column its left edge, and whether most of its lines are indented."""
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.region), []).append(line)
    edges: dict[tuple[int, int], tuple[float, bool]] = {}
    for key, members in columns.items():
        left = min(line.x0 for line in members)
        indented = sum(line.x0 > left + 0.5 * line.size for line in members)
        edges[key] = (left, indented * 2 > len(members))
    return edges


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines, in font sizes."""
    steps = [
        (line.y - last.y) / line.size
        for last, line in pairwise(lines)
        if (last.page, last.region) == (line.page, line.region) and line.y > last.y
    ]
    return median(steps) if steps else 1.2


def _continues(
    last: _Paragraph,
    line: Line,
    level: int,
    edges: dict[tuple[int, int], tuple[float, bool]],
    pitch: float,
) -> bool:
    """Say whether a line goes on with a paragraph."""
    before = last.lines[-1]
    if level != last.level or abs(line.size - before.size) > 0.07 * line.size:
        return False
    if (line.page, line.region) != (before.page, before.region):
        return level == 0 and _runs_on(before, line)
    if line.y - before.y > 1.35 * pitch * line.size or line.y < before.y:
        return False
    if level:
        return True
    return not _starts_anew(before, line, edges)


def _runs_on(before: Line, line: Line) -> bool:
    """Say whether a sentence goes on in the next column or on the next page."""
    text = before.text.rstrip()
    starts = line.text.lstrip()[:1]
    return text.endswith("-") or (_CLOSED.search(text) is None and not starts.isupper())


def _starts_anew(
    before: Line, line: Line, edges: dict[tuple[int, int], tuple[float, bool]]
) -> bool:
    text = line.text.strip()
    if _BULLET.match(text) and _CLOSED.search(before.text.rstrip()):
        return True
    if _REFERENCE_LABEL.match(text) and line.x0 <= before.x0 + 0.5 * line.size:
        return _CLOSED.search(before.text.rstrip()) is not None
    left, mostly_indented = edges[line.page, line.region]
    is_indented = line.x0 > left + 0.5 * line.size
    was_indented = before.x0 > left + 0.5 * line.size
    if mostly_indented:  # the entries of a reference list hang out
        return not is_indented and (
            was_indented or _CLOSED.search(before.text.rstrip()) is not None
        )
    return is_indented and not was_indented


# --- writing


def _write(paragraph: _Paragraph, draft: Draft, words: Counter[str]) -> int:
    """Write a paragraph and return how many parted words were joined."""
    draft.begin(paragraph.kind, level=paragraph.level, page=paragraph.lines[0].page)
    joined = 0
    for number, line in enumerate(paragraph.lines):
        following = paragraph.lines[number + 1] if number + 1 < len(paragraph.lines) else None
        runs = list(line.runs)
        glue = following is not None and _parted(line, following)
        if following is not None and glue:
            is_one_word = _is_one_word(line, following, words)
            joined += is_one_word
            end = runs[-1].text.rstrip()
            runs[-1] = Run(end[:-1] if is_one_word else end, runs[-1].is_raised)
        for run in runs:
            span = draft.flow_raised(run.text) if run.is_raised else draft.flow(run.text)
            if run.is_raised and span.end > span.start:
                draft.superscripts.append(Span(span.start, span.end))
        if following is not None and not glue:
            draft.flow(" ")
    draft.end()
    return joined


def _parted(line: Line, following: Line) -> bool:
    """Say whether a line ends with a hyphen after a letter and the next one starts with one."""
    return (
        _WORD_END.search(line.text.rstrip()) is not None and following.text.lstrip()[:1].islower()
    )


def _is_one_word(line: Line, following: Line, words: Counter[str]) -> bool:
    """Say whether the hyphen is only there for the line break.

    It is kept where the document has the hyphenated word elsewhere, and not the plain one.
    """
    end, start = _WORD_END.search(line.text.rstrip()), _WORD_START.match(following.text.lstrip())
    if end is None or start is None:
        return False
    first, second = end.group(1).lower(), start.group().lower()
    return not (words[f"{first}-{second}"] and not words[first + second])


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


PDF = Reader(
    name="PDF",
    media_types=("application/pdf",),
    suffixes=(".pdf",),
    sniff=_sniff,
    drafts=drafts,
    max_bytes=MAX_PDF_BYTES,
)
