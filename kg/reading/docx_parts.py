"""Looks things up in the parts of a Word document: styles, numbering, links, notes.

Source: ECMA-376 (Office Open XML), part 1, WordprocessingML.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.errors import ReadError
from kg.reading.guards import Archive, parse_xml
from kg.reading.xml_names import local_name, plain_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADING_NAME = re.compile(r"heading\s?([1-9])", re.IGNORECASE)
_DEFAULT_DOCUMENT = "word/document.xml"
_BASED_ON_MAX = 10


@dataclass(slots=True)
class Style:
    """A style: its name in lower case, its outline level (0 is the highest), how it raises text."""

    name: str = ""
    outline: int | None = None
    based_on: str | None = None
    is_numbered: bool = False
    raising: str | None = None


@dataclass(slots=True)
class Parts:
    """The parts of a Word document.

    Attributes:
        document: Root of the main part.
        styles: By style id.
        links: Relationship id to address, for links that leave the document.
        formats: Number format by (list, level): ``decimal``, ``bullet``, …
        notes: Kind (``footnote``, ``endnote``) and id to the note's element.
        title: From the document's properties, or None.
        has_headers: Whether pages have headers or footers.
    """

    document: Any
    styles: dict[str, Style] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    formats: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    title: str | None = None
    has_headers: bool = False

    def heading_level(self, style_id: str | None) -> int | None:
        """Return the level of a heading style, 1 for the title, or None for other styles."""
        for style in self._chain(style_id):
            if style.name == "title":
                return 1
            if match := _HEADING_NAME.fullmatch(style.name):
                return min(int(match.group(1)), 6)
            if style.outline is not None and style.outline < 9:
                return min(style.outline + 1, 6)
        return None

    def style_name(self, style_id: str | None) -> str:
        """Return the name of a style, or an empty string."""
        return self.styles[style_id].name if style_id in self.styles else ""

    def is_list_style(self, style_id: str | None) -> bool:
        """Say whether a style numbers or marks its paragraphs."""
        return any(
            style.is_numbered or style.name.startswith(("list bullet", "list number"))
            for style in self._chain(style_id)
        )

    def is_raised(self, run: Any) -> bool:
        """Say whether a run is set as superscript, by itself or by its character style."""
        own = value(run, "rPr/vertAlign")
        if own is None and self.styles:
            styles = self._chain(value(run, "rPr/rStyle"))
            own = next((style.raising for style in styles if style.raising is not None), None)
        return own == "superscript"

    def _chain(self, style_id: str | None) -> Iterator[Style]:
        for _ in range(_BASED_ON_MAX):
            style = self.styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on


def load_parts(archive: Archive, name: str) -> Parts:
    """Return the parts of a Word document.

    Raises:
        ReadError: It is no Word document, or one of its parts is damaged.
    """
    member = _document_name(archive, name)
    parts = Parts(_part(archive, member, name))
    folder = posixpath.dirname(member)
    _styles(_optional(archive, f"{folder}/styles.xml", name), parts)
    _numbering(_optional(archive, f"{folder}/numbering.xml", name), parts)
    relations = f"{folder}/_rels/{posixpath.basename(member)}.rels"
    for relation in _each(_optional(archive, relations, name), "relationship"):
        if relation.get("TargetMode") == "External" and relation.get("Id"):
            parts.links[relation.get("Id")] = relation.get("Target") or ""
    for kind in ("footnote", "endnote"):
        root = _optional(archive, f"{folder}/{kind}s.xml", name)
        for note in _each(root, kind):
            if note.get(f"{W}type") in {None, "normal"} and note.get(f"{W}id"):
                parts.notes[kind, note.get(f"{W}id")] = note
    core = next(_each(_optional(archive, "docProps/core.xml", name), "title"), None)
    parts.title = plain_text(core) or None
    prefixes = (f"{folder}/header", f"{folder}/footer")
    parts.has_headers = any(member.startswith(prefixes) for member in archive.names())
    return parts


def value(element: Any, path: str) -> str | None:
    """Return ``w:val`` of the element at ``path`` under ``element``, or None."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else (found.get(f"{W}val") or "")


def is_on(element: Any, path: str) -> bool:
    """Say whether a switch such as ``rPr/vanish`` is there and not off."""
    state = value(element, path)
    return state is not None and state not in {"0", "false", "off"}


def _document_name(archive: Archive, name: str) -> str:
    for relation in _each(_optional(archive, "_rels/.rels", name), "relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            target = (relation.get("Target") or "").lstrip("/")
            if target in archive and not target.endswith((".bin", ".rels")):
                return target
    if _DEFAULT_DOCUMENT in archive:
        return _DEFAULT_DOCUMENT
    raise ReadError("not a Word document", path=name, remedy="save it as .docx and retry")


def _part(archive: Archive, member: str, name: str) -> Any:
    data = archive.read(member)
    data = data.replace(_STRICT.encode(), _TRANSITIONAL.encode())
    return parse_xml(data.replace(_STRICT_LINKS.encode(), _LINKS.encode()), name).root


def _optional(archive: Archive, member: str, name: str) -> Any:
    """Return a part's root, or None where there is none; the text does not depend on it."""
    if member not in archive:
        return None
    return _part(archive, member, name)


def _each(root: Any, name: str) -> Iterator[Any]:
    for element in root.iter() if root is not None else ():
        if local_name(element) == name:
            yield element


def _styles(root: Any, parts: Parts) -> None:
    for style in _each(root, "style"):
        outline = value(style, "pPr/outlineLvl")
        parts.styles[style.get(f"{W}styleId") or ""] = Style(
            name=(value(style, "name") or "").lower(),
            outline=int(outline) if outline and outline.isascii() and outline.isdigit() else None,
            based_on=value(style, "basedOn"),
            raising=value(style, "rPr/vertAlign"),
            is_numbered=style.find(f"{W}pPr/{W}numPr") is not None,
        )


def _numbering(root: Any, parts: Parts) -> None:
    levels = {
        abstract.get(f"{W}abstractNumId") or "": [
            (level.get(f"{W}ilvl") or "0", value(level, "numFmt") or "")
            for level in abstract.findall(f"{W}lvl")[:9]
        ]
        for abstract in _each(root, "abstractnum")
    }
    for number in _each(root, "num"):
        for level, kind in levels.get(value(number, "abstractNumId") or "", ()):
            parts.formats[number.get(f"{W}numId") or "", level] = kind
