"""Parses HTML within bounds and counts what stands where.

The tree is lxml's: see docs/adr/0006-html-reading.md for why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg.errors import ReadError

MAX_HTML_BYTES = 24 * 2**20
SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "iframe",
     "object", "embed", "applet", "audio", "video", "canvas", "svg", "map", "datalist", "dialog",
     "annotation", "annotation-xml"}
)  # fmt: skip
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_.:-]{1,40})")
_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"})
_KNOWN = re.compile(
    r"utf-?8|iso-?8859-(?:[2-9]|1[0-13-6])|windows-125[0-8]|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|shift_jis|euc-jp|euc-kr"
)
_TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]+|\"[^\"]*\"|'[^']*'|<)*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONG_TAG = 400
_TAG_COST = 2 * 10**10  # squared characters of long tags: about one second of parsing


@dataclass(slots=True)
class Counts:
    """What stands in an element.

    Attributes:
        text: Characters of text, blanks not counted.
        linked: Those of them inside links.
        links: Number of links.
        headings: Number of headings of the first level.
    """

    text: int = 0
    linked: int = 0
    links: int = 0
    headings: int = 0

    def add(self, other: Counts) -> None:
        """Add what stands in a child."""
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.headings += other.headings


def parse_html(data: bytes | str, name: str) -> Any:
    """Return the root of an HTML page as an lxml element.

    Raises:
        ReadError: There is nothing in it, or it is nested or written to exhaust a parser.
    """
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    text = data if isinstance(data, str) else decode_html(data)
    check_tags(text, name)
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    clean = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("not an HTML page", path=name, remedy="check the file") from error
    if root is None:
        raise ReadError("there is no text in it", path=name, remedy="check the file")
    if any("xcessive depth" in (entry.message or "") for entry in parser.error_log):
        raise ReadError(
            "refused: elements are nested more than 2,000 deep",
            path=name,
            remedy="save the page's text instead",
        )
    return root


def decode_html(data: bytes) -> str:
    """Return a page's text: by byte order mark, then by what it declares, then UTF-8.

    >>> decode_html('<meta charset="iso-8859-1">é'.encode("latin-1"))[-1]
    'é'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"),
                           (b"\xfe\xff", "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:300])
    declared = found.group(1).decode("ascii").lower() if found else "utf-8"
    if declared in _WINDOWS:  # the WHATWG Encoding Standard reads all of these as windows-1252
        declared = "windows-1252"
    elif not _KNOWN.fullmatch(declared):
        declared = "utf-8"
    try:
        return data.decode(declared)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def check_tags(text: str, name: str) -> None:
    """Refuse pages with tags of many thousand attributes: parsers take quadratic time for them.

    Raises:
        ReadError: The tags would take more than about a second.
    """
    cost = 0
    for match in _TAG.finditer(text):
        if match.end() - match.start() > _LONG_TAG:
            cost += len(_QUOTED.sub("", match.group())) ** 2
    if cost > _TAG_COST:
        raise ReadError("refused: tags with too many attributes", path=name)


def count(root: Any) -> dict[Any, Counts]:
    """Return what stands in each element of the tree; silent elements have nothing in them."""
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    counts: dict[Any, Counts] = {}
    stack: list[Counts] = [Counts()]
    inside_link = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            own = Counts()
            if tag in SILENT and tag != "head":
                walker.skip_subtree()
            else:
                inside_link += tag == "a"
                own.text = solid(element.text)
                own.headings = int(tag == "h1")
                own.links = int(tag == "a")
                own.linked = own.text if inside_link else 0
            stack.append(own)
            continue
        own = stack.pop()
        if not (tag in SILENT and tag != "head"):
            inside_link -= tag == "a"
        counts[element] = own
        outer = stack[-1]
        outer.add(own)
        tail = solid(element.tail)
        outer.text += tail
        outer.linked += tail if inside_link else 0
    return counts


def solid(text: str | None) -> int:
    """Return how many characters of ``text`` are not blank.

    >>> solid(" a b "), solid(None)
    (2, 0)
    """
    return sum(map(len, text.split())) if text else 0
