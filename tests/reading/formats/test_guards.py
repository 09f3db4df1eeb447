from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable

import pytest

from kg.errors import ReadError
from kg.reading import guards, read_bytes
from kg.reading.guards import Archive, check_size, decode_xml, parse_xml

LEVELS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "lol">{LEVELS}]><article>&j;</article>'


@pytest.mark.parametrize("name", ["bomb.xml", "bomb.nxml", "bomb.tei", "bomb.xhtml.xml"])
def test_xml_bomb_is_refused_at_once(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    with pytest.raises(ReadError, match="refused"):
        list(read_bytes(BOMB.encode(), name))
    assert time.monotonic() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_xml_bomb_in_utf16_is_refused() -> None:
    with pytest.raises(ReadError, match="refused"):
        parse_xml(BOMB.replace("<?xml version='1.0'?>", "").encode("utf-16"), "bomb.xml")


def test_external_entity_content_never_shows(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    data = (
        f'<!DOCTYPE article [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<article><body><p>a &x;</p></body></article>"
    )
    with pytest.raises(ReadError, match="refused"):
        list(read_bytes(data.encode(), "a.xml"))
    outside = (
        f'<!DOCTYPE article SYSTEM "file://{secret}"><article><body><p>a &x;</p></body></article>'
    )
    (document,) = read_bytes(outside.encode(), "a.xml")
    assert document.text == "a &x;"


def test_plain_document_type_is_accepted() -> None:
    prolog = b'<!-- c --><!DOCTYPE article PUBLIC "-//NLM//DTD >[" "a.dtd">'
    data = prolog + b"<article>&nbsp;&eacute;</article>"
    assert parse_xml(data, "a.xml").root.text == "\xa0é"


def test_document_type_that_does_not_end_is_refused() -> None:
    with pytest.raises(ReadError):
        parse_xml(b'<!DOCTYPE article PUBLIC "', "a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1", "windows-1252"])
def test_decode_xml_follows_the_declaration(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)
    assert decode_xml(data)[0].endswith("?><a>é</a>")
    assert parse_xml(data, "a.xml").root.text == "é"


@pytest.mark.parametrize(
    ("said", "read"),
    [("a &amp; é", "a & é"), ("&lt; &eacute;", "< é"), ("&nobody;", "&nobody;"), ("&#233;", "é")],
)
@pytest.mark.parametrize("lead", ["", "\ufeff", "\n<?xml version='1.0'?>\n<!-- é -->"])
def test_entities_are_read_after_any_prolog(lead: str, said: str, read: str) -> None:
    assert parse_xml(f"{lead}<a>{said}</a>".encode(), "a.xml").root.text == read


def test_decode_xml_counts_what_was_replaced() -> None:
    assert decode_xml(b"<a>\xff</a>") == ("<a>\ufffd</a>", 1)


def test_size_cap() -> None:
    with pytest.raises(ReadError, match="too large"):
        check_size(guards.MAX_SOURCE_BYTES + 1, "a.txt")


def test_archive_reads_members(make_zip: Callable[..., bytes]) -> None:
    archive = Archive(make_zip({"b": "2", "../../a": b"1"}), "x.zip")
    assert archive.names() == ("../../a", "b")
    assert archive.read("b") == b"2"
    with pytest.raises(ReadError, match="missing"):
        archive.read("c")


def test_archive_refuses_a_compression_bomb(make_zip: Callable[..., bytes]) -> None:
    data = make_zip({"word/document.xml": b"\0" * (4 * 2**20)})
    with pytest.raises(ReadError, match="compression bomb"):
        Archive(data, "x.docx")
    with pytest.raises(ReadError, match="compression bomb"):
        list(read_bytes(data, "x.docx"))


def test_archive_refuses_many_members(make_zip: Callable[..., bytes]) -> None:
    data = make_zip({str(n): b"" for n in range(guards.MAX_ZIP_ENTRIES + 1)})
    with pytest.raises(ReadError, match="members"):
        Archive(data, "x.docx")


def test_archive_refuses_too_much_in_all(
    make_zip: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "MAX_ZIP_TOTAL_BYTES", 1000)
    with pytest.raises(ReadError, match="unpacks to more"):
        Archive(make_zip({"a": b"x" * 600, "b": b"y" * 600}), "x.docx")


def test_archive_caps_a_member(
    make_zip: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "MAX_ZIP_MEMBER_BYTES", 100)
    with pytest.raises(ReadError, match="unpacks to more"):
        Archive(make_zip({"a": b"x" * 600}), "x.docx").read("a")


@pytest.mark.parametrize("name", ["42.docx", "42.epub", "42.zip"])
def test_nested_archives_are_not_followed(name: str, make_zip: Callable[..., bytes]) -> None:
    inner = make_zip({"0.dll": b"\0" * 2**20})
    for _ in range(3):
        inner = make_zip({f"lib {n}.zip": inner for n in range(16)})
    with pytest.raises(ReadError):
        list(read_bytes(inner, name))


def test_archive_refuses_encryption(make_zip: Callable[..., bytes]) -> None:
    data = bytearray(make_zip({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="encrypted"):
        Archive(bytes(data), "x.docx")


def test_archive_refuses_unusual_packing() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x" * 100)
    with pytest.raises(ReadError, match="unusual"):
        Archive(buffer.getvalue(), "x.docx")


def test_archive_reports_damage(make_zip: Callable[..., bytes]) -> None:
    data = bytearray(make_zip({"a": bytes(range(256)) * 8}))
    data[40:60] = b"\xff" * 20
    with pytest.raises(ReadError, match="damaged"):
        Archive(bytes(data), "x.docx").read("a")


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">x",
        "<p " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">x",
        "<div>" * 5000 + "x",
        "<!--" * 200_000,
        '<a href="' * 100_000,
        "<table><tr><td>" * 20_000,
    ],
    ids=["attributes", "quoted", "deep", "comments", "quotes", "tables"],
)
def test_hostile_pages_cost_little(page: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReadError):
        list(read_bytes(page.encode(), "page.html"))
    assert time.monotonic() - start < 10
