"""Takes characters with their places out of a PDF, within bounds (PDFium through pypdfium2)."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError

MAX_PAGES = 1500
MAX_GLYPHS = 6_000_000
MAX_PAGE_GLYPHS = 100_000
_BOLD = 600
_HYPHENS = "\x02\ufffe\xad"  # what PDFium gives for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page; places are points from the left and from the top.

    Attributes:
        baseline: Where the character stands.
        size: Height of the font's box, which grows with the font size.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's characters in the order of the file."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An open PDF: its title, how many pages it has, and its pages one after the other."""

    title: str | None
    page_count: int
    pages: Iterator[PageGlyphs]


def open_pdf(data: bytes, name: str) -> PdfFile:
    """Open a PDF.

    Raises:
        ReadError: It is no PDF, is damaged or needs a password.
    """
    import pypdfium2  # noqa: PLC0415 - costs a command's start-up

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        title = (document.get_metadata_dict(skip_empty=True).get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        reason = "needs a password" if "assword" in str(error) else "is no PDF or damaged"
        raise ReadError(f"the file {reason}", path=name, remedy="print it to a new PDF") from error
    return PdfFile(title or None, count, _pages(document, min(count, MAX_PAGES)))


def _pages(document: Any, count: int) -> Iterator[PageGlyphs]:
    import pypdfium2  # noqa: PLC0415 - costs a command's start-up

    left = MAX_GLYPHS
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
            width, height = page.get_size()
            left_of_page, _, _, top = page.get_cropbox()
        except pypdfium2.PdfiumError:
            yield PageGlyphs(number + 1, 0, 0, ())
            continue
        glyphs = tuple(_glyphs(text, min(left, MAX_PAGE_GLYPHS), left_of_page, top))
        left -= len(glyphs)
        text.close()
        page.close()
        yield PageGlyphs(number + 1, width, height, glyphs)
        if left <= 0:
            return
    document.close()


def _glyphs(page: Any, limit: int, left: float, top: float) -> Iterator[Glyph]:
    from pypdfium2 import raw  # noqa: PLC0415 - costs a command's start-up

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    half = 0
    for index in range(min(page.count_chars(), limit)):
        if (
            raw.FPDFText_IsGenerated(page, index) == 1
            or raw.FPDFText_GetCharAngle(page, index) > 0.1
        ):
            continue
        code = raw.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xE000:  # PDFium gives a character beyond U+FFFF in two halves
            half, code = (0, _whole(half, code)) if half else (code, 0)
        else:
            half = 0
        text = _character(code)
        if not text:
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        if not raw.FPDFText_GetLooseCharBox(page, index, box):
            continue
        size = box.top - box.bottom
        if size <= 0 or size > 1000:
            continue
        bold = raw.FPDFText_GetFontWeight(page, index) >= _BOLD
        yield Glyph(text, box.left - left, box.right - left, top - y.value, size, bold)


def _whole(one: int, other: int) -> int:
    """Return the code point of two surrogates, whichever comes first; 0 where they are no pair.

    >>> hex(_whole(0xD83D, 0xDC69)), hex(_whole(0xDC69, 0xD83D)), _whole(0xD83D, 0xD83D)
    ('0x1f469', '0x1f469', 0)
    """
    high, low = sorted((one, other))
    if high >= 0xDC00 or low < 0xDC00:
        return 0
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)


def _character(code: int) -> str:
    """Return the text of a character code; ligatures come apart, controls have none."""
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    text = chr(code)
    if text in _HYPHENS:
        return "-"
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", text)
    if text.isspace():
        return " "
    return "" if unicodedata.category(text) == "Cc" else text
