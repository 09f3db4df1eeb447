"""Builders of small documents in binary formats, so that no blob needs to be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from xml.sax.saxutils import escape

import pytest

from kg.model.document import Document
from kg.reading import read_bytes


@dataclass(frozen=True)
class Words:
    """Text at a place of a PDF page, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"  # F1 Helvetica, F2 Helvetica-Bold


def build_zip(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            archive.writestr(info, content, compress_type=kind)
    return buffer.getvalue()


def build_pdf(pages: Sequence[Sequence[Words]]) -> bytes:
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = [
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    tree = len(objects) + 2 * len(pages) + 1
    kids: list[int] = []
    for page in pages:
        stream = b"".join(_shown(words) for words in page)
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R /F2 %d 0 R >> >> >>"
                % (tree, content, fonts[0], fonts[1])
            )
        )
    add(
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    )
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    return _file(objects, root)


def build_coded_pdf(lines: Sequence[str]) -> bytes:
    """A page of lines in any characters, through a font of codes that a table explains."""
    characters = sorted(set("".join(lines)))
    assert len(characters) < 256
    code = {character: number for number, character in enumerate(characters)}
    table = "".join(
        f"<{number:02x}> <{character.encode('utf-16-be').hex()}>\n"
        for character, number in code.items()
    )
    explained = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{table}endbfchar\nendcmap end end"
    ).encode()
    shown = "".join(
        f"BT /F1 10 Tf 1 0 0 1 60 {720 - 30 * row} Tm "
        f"<{bytes(code[character] for character in line).hex()}> Tj ET\n"
        for row, line in enumerate(lines)
    ).encode()
    widths = b" ".join([b"600"] * 256)
    objects = [
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(explained), explained),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Courier /FirstChar 0 /LastChar 255"
        b" /Widths [%s] /ToUnicode 1 0 R >>" % widths,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        (
            b"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 612 792] /Contents 3 0 R"
            b" /Resources << /Font << /F1 2 0 R >> >> >>"
        ),
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Catalog /Pages 5 0 R >>",
    ]
    return _file(objects, 6)


def _shown(words: Words) -> bytes:
    text = words.text.encode("cp1252").replace(b"\\", rb"\\")
    text = text.replace(b"(", rb"\(").replace(b")", rb"\)")
    place = f"BT /{words.font} {words.size} Tf 1 0 0 1 {words.x} {words.y} Tm (".encode()
    return place + text + b") Tj ET\n"


def _file(objects: Sequence[bytes], root: int) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(objects) + 1, root)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


LEFT = (
    "Iron deficiency lowers the amount of oxygen that",
    "blood can carry, and most people notice it as tired-",
    "ness. A trial in 120 women gave ferrous fumarate",
    "for twelve weeks.",
    "   Long-term use was well tolerated. The dose of 60 mg",
    "was enough in most women, and a long-",
    "term follow-up is under way.",
)
RIGHT = (
    "White cells were counted in every visit, and none",
    "of the women had values below the reference range.",
    "Zinc had no effect on fatigue in the same trial.",
    "   A second trial found the same in men, although",
    "the number of participants was small and the",
    "authors asked for larger studies of the matter.",
)


def article_pages() -> list[list[Words]]:
    """Two pages in two columns, with running heads, feet, superscripts and references."""
    pages = []
    for number in (1, 2, 3):
        page = [
            Words(60, 760, f"Journal of Ficta Medicine 2024;{number}", 8),
            Words(300, 30, str(number), 8),
        ]
        top = 690 if number == 1 else 720
        if number == 1:
            page.append(Words(60, 720, "Iron tablets and fatigue in young women", 18))
        if number < 3:
            page += _columns(top)
            # a superscript after the right column's third line
            page.append(Words(322 + 209, top - 2 * 12 + 3.5, "1,2", 6))
        else:
            page.append(Words(60, 720, "References", 14))
            for row, text in enumerate(
                (
                    "1. Holt M, Brandt E. Iron tablets and fatigue in young women. J Ficta.",
                    "2019;4:11-19.",
                    "2. Osei K. Ferritin as a guide to dosing. Acta Ficta. 2021;2:30-41.",
                )
            ):
                page.append(Words(60 if text[1] == "." else 75, 690 - 12 * row, text))
        pages.append(page)
    return pages


def _columns(top: float) -> Iterator[Words]:
    for row, (left, right) in enumerate(zip_longest(LEFT, RIGHT)):
        for x, text in ((60, left), (322, right)):
            if text:
                indent = 12 if text.startswith(" ") else 0
                yield Words(x + indent, top - 12 * row, text.strip())


@pytest.fixture
def pdf_article() -> bytes:
    return build_pdf(article_pages())


@pytest.fixture
def make_pdf() -> Callable[[Sequence[Sequence[Words]]], bytes]:
    return build_pdf


@pytest.fixture
def make_coded_pdf() -> Callable[[Sequence[str]], bytes]:
    return build_coded_pdf


@pytest.fixture
def words() -> type[Words]:
    return Words


@pytest.fixture
def make_zip() -> Callable[[Mapping[str, str | bytes]], bytes]:
    return build_zip


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def build_docx(body: str, **parts: str) -> bytes:
    """A Word document; ``parts`` are the bodies of further members of ``word/``."""
    members = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {_W}>{content}</w:{name}>"
    return build_zip(members)


def paragraph(text: str, style: str = "", runs: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run}{runs}</w:p>"


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    return build_docx


@pytest.fixture
def make_paragraph() -> Callable[..., str]:
    return paragraph


def build_epub(chapters: Mapping[str, str], title: str = "A book of iron") -> bytes:
    """A book; chapters are file names to the inner markup of their bodies."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/package.opf"/></rootfiles></container>'
        ),
        "OEBPS/package.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>{escape(title)}</dc:title></metadata>"
            f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
        ),
    }
    for name, body in chapters.items():
        members[f"OEBPS/{name}"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title/></head><body>{body}</body></html>"
        )
    return build_zip(members)


@pytest.fixture
def make_epub() -> Callable[..., bytes]:
    return build_epub


@pytest.fixture
def read_one() -> Callable[[bytes, str], Document]:
    def read(data: bytes, name: str) -> Document:
        (document,) = read_bytes(data, name)
        return document

    return read
