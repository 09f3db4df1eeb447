"""Makes lines in reading order of the characters of a PDF page: columns, words, superscripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kg.reading.pdf_glyphs import Glyph, PageGlyphs

_SAME_LINE = 0.5  # of the font size, up or down
_WORD_GAP = 0.17
_FRAGMENT_GAP = 1.0
_RAISED_SIZE = 0.87
_RAISED_BY = 0.12
_CROSSING_MAX = 0.25
_SIDE_MIN = 4
_GUTTER_STEP = 2.0
_GUTTER_STEPS_MAX = 400


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; raised where it is set as superscript."""

    text: str
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        region: Number of the column or full-width band on its page.
        y: Baseline from the top; ``page_height`` to compare it with.
        size: Of most of its characters.
    """

    page: int
    region: int
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    page_height: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Return the line's text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Fragment:
    x0: float
    x1: float
    y: float
    size: float
    glyphs: tuple[Glyph, ...]


def lines_of(page: PageGlyphs) -> tuple[Line, ...]:
    """Return the lines of a page in reading order."""
    fragments = [_fragment(group) for group in _groups(page.glyphs)]
    fragments = [f for f in fragments if any(not g.text.isspace() for g in f.glyphs)]
    if not fragments:
        return ()
    return tuple(
        _line(group, page, region)
        for region, members in enumerate(_regions(fragments))
        for group in _rows(members)
    )


def _groups(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield runs of characters that follow each other on one line."""
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and not _follows(group[-1], glyph):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.x0 - last.x1
    return abs(glyph.baseline - last.baseline) < _SAME_LINE * size and (
        -_SAME_LINE * size < gap < _FRAGMENT_GAP * size
    )


def _fragment(glyphs: Sequence[Glyph]) -> _Fragment:
    size = _main_size(glyphs)
    level = median(g.baseline for g in glyphs if abs(g.size - size) <= 0.06 * size)
    x0, x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    return _Fragment(x0, x1, level, size, tuple(glyphs))


def _main_size(glyphs: Sequence[Glyph]) -> float:
    counts = Counter(round(g.size, 1) for g in glyphs if not g.text.isspace())
    if not counts:
        return glyphs[0].size
    return max(counts, key=lambda size: (counts[size], size))


def _regions(fragments: Sequence[_Fragment]) -> Iterator[list[_Fragment]]:
    """Yield columns and the full-width bands between them, in reading order."""
    gutter = _gutter(fragments)
    ordered = sorted(fragments, key=lambda f: (f.y, f.x0))
    if gutter is None:
        yield ordered
        return
    left: list[_Fragment] = []
    right: list[_Fragment] = []
    wide: list[_Fragment] = []
    for fragment in ordered:
        if fragment.x0 < gutter - 1 and fragment.x1 > gutter + 1:
            yield from (side for side in (left, right) if side)
            left, right = [], []
            wide.append(fragment)
            continue
        if wide:
            yield wide
            wide = []
        (left if fragment.x1 <= gutter + 1 else right).append(fragment)
    yield from (side for side in (left, right, wide) if side)


def _gutter(fragments: Sequence[_Fragment]) -> float | None:
    """Return where a page of two columns parts, or None."""
    low, high = min(f.x0 for f in fragments), max(f.x1 for f in fragments)
    best: tuple[int, float, float] | None = None
    at = low + 0.3 * (high - low)
    step = max(_GUTTER_STEP, (high - low) / _GUTTER_STEPS_MAX)  # a page may claim to be miles wide
    while at < low + 0.7 * (high - low):
        crossing = sum(f.x0 < at - 1 and f.x1 > at + 1 for f in fragments)
        distance = abs(at - (low + high) / 2)
        if best is None or (crossing, distance) < best[:2]:
            best = (crossing, distance, at)
        at += step
    if best is None or best[0] > _CROSSING_MAX * len(fragments):
        return None
    at = best[2]
    left = [f for f in fragments if f.x1 <= at + 1]
    right = [f for f in fragments if f.x0 >= at - 1]
    if min(len(left), len(right)) < _SIDE_MIN or not _side_by_side(left, right):
        return None
    return at


def _side_by_side(left: Sequence[_Fragment], right: Sequence[_Fragment]) -> bool:
    """Say whether two groups stand beside each other, each wide enough for running text."""
    ys = [f.y for f in left], [f.y for f in right]
    top, bottom = max(min(ys[0]), min(ys[1])), min(max(ys[0]), max(ys[1]))
    widths = [
        median(f.x1 - f.x0 for f in side) / median(f.size for f in side) for side in (left, right)
    ]
    return bottom > top and min(widths) > 5


def _rows(fragments: Sequence[_Fragment]) -> Iterator[list[_Fragment]]:
    """Yield fragments that stand on one line, from left to right."""
    row: list[_Fragment] = []
    for fragment in sorted(fragments, key=lambda f: f.y):
        if row:
            main = max(row, key=lambda f: f.size)
            if fragment.y - main.y > _SAME_LINE * max(main.size, fragment.size):
                yield sorted(row, key=lambda f: f.x0)
                row = []
        row.append(fragment)
    if row:
        yield sorted(row, key=lambda f: f.x0)


def _line(fragments: Sequence[_Fragment], page: PageGlyphs, region: int) -> Line:
    glyphs = [g for f in fragments for g in f.glyphs]
    size = _main_size(glyphs)
    level = median(g.baseline for g in glyphs if abs(g.size - size) <= 0.06 * size)
    solid = [g for g in glyphs if not g.text.isspace()]
    return Line(
        page=page.number,
        region=region,
        x0=min(g.x0 for g in solid),
        x1=max(g.x1 for g in solid),
        y=level,
        size=size,
        is_bold=sum(g.is_bold for g in solid) > 0.8 * len(solid),
        page_height=page.height,
        runs=_runs(glyphs, size, level),
    )


def _runs(glyphs: Sequence[Glyph], size: float, level: float) -> tuple[Run, ...]:
    """Return the text of a line, parted where superscript starts and ends."""
    runs: list[Run] = []
    last: Glyph | None = None
    for glyph in glyphs:
        text = glyph.text
        is_raised = glyph.size < _RAISED_SIZE * size and level - glyph.baseline > _RAISED_BY * size
        if last is not None and not (text.isspace() or last.text.isspace()):
            gap = glyph.x0 - last.x1
            starts_raised = is_raised and not (runs and runs[-1].is_raised)
            if gap > (_FRAGMENT_GAP if starts_raised else _WORD_GAP) * size:
                text = " " + text
        if runs and runs[-1].is_raised == is_raised:
            runs[-1] = Run(runs[-1].text + text, is_raised)
        elif text.startswith(" ") and text.strip() and runs:
            runs[-1] = Run(runs[-1].text + " ", runs[-1].is_raised)
            runs.append(Run(text[1:], is_raised))
        else:
            runs.append(Run(text, is_raised and not text.isspace()))
        last = glyph
    return tuple(runs)
