"""What keeps hostile input from costing memory, time or secrets: XML and ZIP under caps.

Documents come from anywhere. XML is decoded here, its prolog is checked before any parser sees
it, and lxml gets it without entities, DTD or network. ZIP archives (DOCX, EPUB) are read member
by member in memory under caps of entries, ratio and total; nothing is ever written to disk.

Source: ENGINE checklist of the project; CWE-776 (entity expansion), CWE-611 (external
entities), CWE-409 (compression bombs).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from html.entities import html5
from io import BytesIO
from typing import Any

from kg.errors import ReadError

MAX_SOURCE_BYTES = 64 * 2**20
MAX_XML_BYTES = 32 * 2**20
MAX_ZIP_ENTRIES = 4096
MAX_ZIP_MEMBER_BYTES = 32 * 2**20
MAX_ZIP_TOTAL_BYTES = 256 * 2**20
MAX_ZIP_RATIO = 200
RATIO_APPLIES_FROM = 2**20  # small members of blanks compress well and harm nobody

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\x00", "utf-16-le"),  # XML 1.0 appendix F: no mark, known first character
    (b"\x00<", "utf-16-be"),
)
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]{1,40})")
_TEXT_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-(?:[1-9]|1[0-13-6])|latin-?1|windows-125[0-8]|cp125[0-8]"
    r"|koi8-r|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr"
)
_PROLOG_ITEM = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE_PART = re.compile(r"[^\[\]\"'<>]+|\"[^\"]*\"|'[^']*'")
_LEAD = re.compile(r"[\ufeff \t\r\n]*")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]")
_UTF_8 = frozenset({"utf-8", "utf8"})
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_size(size: int, name: str, limit: int = MAX_SOURCE_BYTES) -> None:
    """Refuse a source of more than ``limit`` bytes.

    >>> check_size(10, "a.txt")

    Raises:
        ReadError: The source is too large.
    """
    if size > limit:
        raise ReadError(
            f"too large: {size:,} bytes, at most {limit:,} are read",
            path=name,
            remedy="split the file, or give JSON Lines with one document a line",
        )


@dataclass(frozen=True, slots=True)
class Xml:
    """A parsed XML source.

    Attributes:
        root: The lxml root element; comments and processing instructions are gone.
        replaced: How many undecodable bytes became U+FFFD.
    """

    root: Any
    replaced: int


def parse_xml(data: bytes, name: str, limit: int = MAX_XML_BYTES) -> Xml:
    """Parse XML without entities, DTD and network, after its prolog was checked.

    No document type reaches the parser; the named entities of HTML are read all the same.

    Raises:
        ReadError: The data are too large, not XML, or declare entities of their own.
    """
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    check_size(len(data), name, limit)
    content, replaced = _content(data, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = " ".join(str(error.msg).split())
        raise ReadError(
            f"not well-formed XML: {message}",
            path=name,
            remedy="get the file again; it may be cut off",
        ) from error
    return Xml(root, replaced)


def decode_xml(data: bytes) -> tuple[str, int]:
    """Return XML as text, and how many bytes could not be decoded.

    What is checked is then what is parsed: no encoding can hide a declaration.

    >>> decode_xml("<?xml version='1.0' encoding='latin-1'?><a>é</a>".encode("latin-1"))[0][-8:]
    '<a>é</a>'
    """
    encoding = _encoding(data)
    try:
        return data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, text.count("\ufffd")


def _content(data: bytes, name: str) -> tuple[bytes, int]:
    """Return XML in UTF-8 from its root element on, and how many bytes could not be decoded.

    The named entities of HTML are read; where there are none, UTF-8 is taken as it stands.
    """
    text, replaced = decode_xml(data)
    start = check_prolog(text, name)
    if not replaced and _encoding(data) in _UTF_8 and not _NAMED.search(data):
        return data[len(text[:start].encode()) :], 0
    return _ENTITY.sub(_entity, text[start:]).encode(), replaced


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    found = _DECLARATION.match(data.lstrip()[:300])
    declared = found.group(1).decode("ascii").lower() if found else "utf-8"
    return declared if _TEXT_ENCODINGS.fullmatch(declared) else "utf-8"


def check_prolog(text: str, name: str) -> int:
    """Return where declaration and prolog end; refuse a document type with an internal subset.

    The plain form with a public and system identifier, as every journal article has it, passes:
    nothing is fetched for it.

    >>> check_prolog('<!DOCTYPE article PUBLIC "-//NLM//DTD" "a.dtd"><article/>', "a.xml")
    47

    Raises:
        ReadError: The declaration has an internal subset or does not end.
    """
    lead = _LEAD.match(text)
    at = _skip(_PROLOG_ITEM, text, lead.end() if lead else 0)
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return at
    at = _skip(_DOCTYPE_PART, text, at + 9)
    if text[at : at + 1] != ">":
        raise ReadError(
            "refused: the document type declares entities of its own",
            path=name,
            remedy="remove everything between [ and ] in the DOCTYPE",
        )
    return _skip(_PROLOG_ITEM, text, at + 1)


def _skip(item: re.Pattern[str], text: str, at: int) -> int:
    while found := item.match(text, at):
        at = found.end()
    return at


def _entity(match: re.Match[str]) -> str:
    """Read a named entity as HTML knows it; what nobody knows is kept as it stands."""
    name = match.group(1)
    return match.group() if name in _XML_ENTITIES else html5.get(f"{name};", f"&amp;{name};")


class Archive:
    """A ZIP archive in memory, read member by member under caps.

    Args:
        data: The archive.
        name: The source's name, for errors.

    Raises:
        ReadError: The archive is broken, encrypted, or exceeds a cap.
    """

    def __init__(self, data: bytes, name: str) -> None:
        check_size(len(data), name)
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._error(f"not a ZIP archive: {error}") from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check(self._zip.infolist())
        self._left = MAX_ZIP_TOTAL_BYTES

    def __contains__(self, member: str) -> bool:
        """Say whether the archive has a member of that name."""
        return member in self._members

    def names(self) -> tuple[str, ...]:
        """Return the members' names, sorted; they are labels, never paths to write to."""
        return tuple(sorted(self._members))

    def read(self, member: str) -> bytes:
        """Return a member's bytes.

        Raises:
            ReadError: The member is missing, damaged, or larger than it may be.
        """
        info = self._members.get(member)
        if info is None:
            raise self._error(f"member {member} is missing")
        limit = min(MAX_ZIP_MEMBER_BYTES, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._error(f"member {member} is damaged: {error}") from error
        except (NotImplementedError, RuntimeError) as error:
            raise self._error(f"member {member} cannot be read: {error}") from error
        if len(data) > limit:
            raise self._error(f"member {member} unpacks to more than {limit:,} bytes")
        self._left -= len(data)
        return data

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_ZIP_ENTRIES:
            raise self._error(f"refused: {len(members):,} members, at most {MAX_ZIP_ENTRIES:,}")
        if sum(info.file_size for info in members) > MAX_ZIP_TOTAL_BYTES:
            raise self._error(f"refused: unpacks to more than {MAX_ZIP_TOTAL_BYTES:,} bytes")
        for info in members:
            self._check_member(info)

    def _check_member(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            raise self._error("refused: the archive is encrypted")
        if info.compress_type not in _STORED_OR_DEFLATED:
            raise self._error(f"refused: member {info.filename} is packed in an unusual way")
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > RATIO_APPLIES_FROM and ratio > MAX_ZIP_RATIO:
            raise self._error(f"refused: member {info.filename} is a compression bomb")

    def _error(self, message: str) -> ReadError:
        return ReadError(message, path=self.name, remedy="save the document again and retry")
