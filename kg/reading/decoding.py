"""Bytes to text, with every loss recorded."""

from __future__ import annotations

import re

from kg.errors import ReadError
from kg.model.document import Diagnostic

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNSOUND = re.compile("[\x00\ud800-\udfff]")
_BINARY = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_SAMPLE = 8192


def looks_binary(head: bytes) -> bool:
    r"""Say whether bytes are no text: a NUL, or more than one control character in 50.

    >>> looks_binary(b"PK\x03\x04\x00\x00"), looks_binary(b"plain words")
    (True, False)
    """
    head = head[:_SAMPLE]
    if head.startswith(tuple(bom for bom, _ in _BOMS)):
        return False
    if b"\x00\x00" in head or head.count(0) * 50 > len(head):
        return True
    return (len(head) - len(head.translate(None, _BINARY))) * 50 > len(head)


def decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of ``data`` and what was replaced in it.

    UTF-8 unless a byte order mark says UTF-16; what is not valid becomes U+FFFD, one for one code
    point, and is reported. A byte order mark is no part of the text.

    Raises:
        ReadError: The bytes are empty or binary.
    """
    if not data.strip(b" \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise ReadError("the file is empty", path=name, remedy="give a file with text in it")
    if looks_binary(data):
        raise ReadError(
            "this is not text", path=name, remedy="convert it to text, Markdown, HTML or PDF"
        )
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
    body = data[len(bom) :]
    notes: list[Diagnostic] = []
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        text = body.decode(encoding, errors="replace")
        message = f"bytes that are not {encoding} were replaced, the first at byte {error.start}"
        notes.append(Diagnostic("decoding", message))
    return text, tuple(notes)


def _is_encodable(text: str) -> bool:
    """Say whether no surrogate stands alone in a text, faster than a search or UTF-8 would."""
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return False
    return True


def sound(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return ``text`` with NUL and lone surrogates replaced one for one, and a note if any were.

    >>> sound("a" + chr(0) + "b")[0] == "a" + chr(0xFFFD) + "b"
    True
    """
    first = _UNSOUND.search(text) if "\x00" in text or not _is_encodable(text) else None
    if first is None:
        return text, ()
    message = f"characters that are no text were replaced, the first at {first.start()}"
    return _UNSOUND.sub("\ufffd", text), (Diagnostic("decoding", message),)
