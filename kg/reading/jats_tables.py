"""The tables of JATS elements and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.reading.xml_names import LOCAL_NAMES


def tables_in(element: Any) -> Iterator[Any]:
    """Yield the tables in ``element``, but not those in their cells."""
    for child in element:
        name = LOCAL_NAMES[child.tag]
        if name in {"table", "array"}:
            yield child
        elif name not in {"caption", "table-wrap-foot"}:
            yield from tables_in(child)


def rows_of(table: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the rows of a table, each with whether it is in the head."""
    for part in table:
        name = LOCAL_NAMES[part.tag]
        if name == "tr":
            yield part, False
        elif name in {"thead", "tbody", "tfoot"}:
            for row in part:
                if LOCAL_NAMES[row.tag] == "tr":
                    yield row, name == "thead"
