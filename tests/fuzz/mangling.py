"""Copies of a file that are cut off, or have bytes or elements changed, doubled or moved."""

from __future__ import annotations

import copy
import io
import json
import random
import zipfile
import zlib
from typing import Any

from lxml import etree

SNIPPETS = (
    b"<", b">", b"&", b"\x00", b"\xff\xfe", b"[1]", b"(x)", b"</p>", b"<table><tr>", b"&#0;", b"\\",
    b"]]>", b"<!DOCTYPE a [", "😀\u200b\u202e".encode(), b"{", b'"', b"\n\n", b"9" * 40, b"<sup>",
    b'<xref ref-type="bibr" rid="B1 B2 B9">4</xref>', b"PK\x03\x04", b"endobj", b"-", b"}", b"=",
    "e\u0301\u0327".encode(), "\u05e9\u05dc".encode(), b"%", b"@", b"null", b"[]", b"1e999",
    b"ER  - \n", b",",
)  # fmt: skip


_TEXTS = (
    " ",
    "\n",
    "😀\u200b\u202e",
    "[1, 2-4]",
    "1,2",
    "e\u0301",
    "שלום",
    "(Lee et al., 2021)",
    "\x85\u2028",
    "x" * 50,
)


_VALUES = (
    None,
    True,
    -1,
    1e300,
    10**30,
    "",
    " ",
    "\ud800",
    "e\u0301",
    [],
    {},
    [[]],
    [None],
    {"id": 1},
    "x" * 50,
)


def mangled(data: bytes, chance: random.Random) -> bytes:
    """Return a mangled copy; of an archive now as a whole, now inside one of its members.

    XML is now changed as bytes, which most often leaves no XML, now element by element; JSON
    likewise, value by value.
    """
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(data, chance)
    if data.lstrip().startswith(b"<") and chance.random() < 0.7:
        return _grafted(data, chance)
    if data.lstrip().startswith((b"[", b"{")) and chance.random() < 0.7:
        return _revalued(data, chance)
    return _changed(data, chance)


def _changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    if out and chance.random() < 0.3:
        del out[chance.randrange(len(out)) :]
    for _ in range(chance.randrange(1, 6)):
        if not out:
            break
        at, length = chance.randrange(len(out)), chance.randrange(1, 40)
        kind = chance.randrange(4)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length] * chance.randrange(1, 4)
        else:
            out[at:at] = chance.choice(SNIPPETS)
    return bytes(out)


def _grafted(data: bytes, chance: random.Random) -> bytes:
    """Return XML whose elements are dropped, doubled, moved or renamed, and still is XML."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return _changed(data, chance)
    for _ in range(chance.randrange(1, 8)):
        elements = [e for e in root.iter() if isinstance(e.tag, str)]
        one, other = chance.choice(elements), chance.choice(elements)
        kind = chance.randrange(6)
        if kind == 0 and one is not root:
            one.getparent().remove(one)
        elif kind == 1:
            other.append(copy.deepcopy(one))
        elif kind == 2:
            one.tag = other.tag
        elif kind == 3 and other.attrib:
            name = chance.choice(list(other.attrib))
            one.set(name, chance.choice(("", "0", "-1", "99999999999", other.get(name, ""))))
        elif kind == 4:
            one.text = (one.text or "") + chance.choice(_TEXTS)
        else:
            one.tail = None if chance.random() < 0.5 else chance.choice(_TEXTS)
    return etree.tostring(root, encoding="utf-8")


def _revalued(data: bytes, chance: random.Random) -> bytes:
    """Return JSON, or lines of it, some of whose values are others."""
    try:
        values = [json.loads(data)]
    except ValueError:
        try:
            values = [json.loads(line) for line in data.splitlines() if line.strip()]
        except ValueError:
            return _changed(data, chance)
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(values))
        values[place] = _other(values[place], chance)
    return "\n".join(
        json.dumps(value, ensure_ascii=chance.random() < 0.5) for value in values
    ).encode("utf-8", "surrogatepass")


def _other(value: Any, chance: random.Random) -> Any:
    """Return a value with something in it, or itself, put in another's place."""
    if not value or not isinstance(value, list | dict) or chance.random() < 0.15:
        return chance.choice(_VALUES)
    inner = value.copy()
    keys = list(range(len(value))) if isinstance(value, list) else list(value)
    key = chance.choice(keys)
    inner[key] = _other(inner[key], chance)
    return inner


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """Mangle one member of an archive, and pack it so that its checksum is right."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        return _changed(data, chance)  # a kept input may be broken itself
    chosen = chance.randrange(len(members)) if members else -1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(members):
            body = mangled(content, chance) if place == chosen else content
            archive.writestr(zipfile.ZipInfo(name), body)
    return out.getvalue()
