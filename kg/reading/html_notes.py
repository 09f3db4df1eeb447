"""Sets the notes of a web page that stand inside its sentences apart from them."""

from __future__ import annotations

from typing import Any

from kg.reading.html_categories import category_of

_MARKERS = frozenset({"sup", "a", "button"})
_HOLDERS = ("p", "li", "dd", "td", "blockquote", "div")


def set_notes_apart(root: Any) -> None:
    """Move each note that follows its mark inside of a sentence behind the block, and link it.

    Pages show such notes when their mark is pressed: ``<sup>3</sup><span class="footnote-note">``.
    """
    for label in list(root.iter("dt")):
        _set_definition_apart(label)
    for number, note in enumerate(list(root.iter("span")), start=1):
        mark = note.getprevious()
        if mark is None or mark.tag not in _MARKERS or (mark.tail or "").strip():
            continue
        holder = next(note.iterancestors(*_HOLDERS), None)
        if holder is None or category_of(note) != "notes" or not "".join(note.itertext()).strip():
            continue
        note.set("id", note.get("id") or f"inline-note-{number}")
        _link(mark, note.get("id"))
        _move(note, holder)


def _set_definition_apart(label: Any) -> None:
    """Make a note of ``<dt class="label" id="n1">1</dt><dd>…</dd>``, as docutils prints one."""
    note, classes = label.getnext(), (label.get("class") or "").split()
    if "label" not in classes or not label.get("id") or note is None or note.tag != "dd":
        return
    note.set("id", label.get("id"))
    note.set("role", "doc-footnote")
    label.getparent().remove(label)


def _link(mark: Any, identity: str) -> None:
    link = mark if mark.tag == "a" else next(mark.iter("a"), None)
    if link is None:
        link = mark.makeelement("a")
        link.text, mark.text = mark.text, None
        link.extend(list(mark))
        mark.append(link)
    link.set("href", f"#{identity}")


def _move(note: Any, holder: Any) -> None:
    mark = note.getprevious()
    mark.tail = (mark.tail or "") + (note.tail or "")
    note.tail = None
    for hiding in ("style", "hidden", "aria-hidden"):
        note.attrib.pop(hiding, None)
    note.tag = "div"
    note.set("role", "doc-footnote")
    holder.addnext(note)
