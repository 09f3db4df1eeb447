"""Where the walk over a web page is in its tables, told apart from those there for layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.model.document import TablePosition
from kg.reading.grid import Grid, span_of


@dataclass(slots=True)
class _DataTable:
    """A table of data: its number in the document, and where the walk is in it."""

    number: int
    row: int = -1
    is_head: bool = False
    grid: Grid = field(default_factory=Grid)


class Tables:
    """The tables that are open, the innermost last; a table of data inside another is none."""

    def __init__(self) -> None:
        self._open: list[_DataTable | None] = []
        self._count = 0

    def enter(self, element: Any) -> None:
        """Open a table."""
        holds_data = _is_data(element) and not any(self._open)
        self._open.append(_DataTable(self._count) if holds_data else None)
        self._count += holds_data

    def leave(self) -> None:
        """Close the innermost table."""
        self._open.pop()

    @property
    def holds_data(self) -> bool:
        """Say whether the innermost table is one of data."""
        return bool(self._open) and self._open[-1] is not None

    def part(self, tag: str) -> None:
        """Start a row, or the head, body or foot of a table."""
        table = self._open[-1] if self._open else None
        if table is None:
            return
        if tag == "tr":
            table.row += 1
        else:
            table.is_head = tag == "thead"

    def cell(self, element: Any) -> TablePosition | None:
        """Return where a cell stands, or None where its table holds no data."""
        table = self._open[-1] if self._open else None
        if table is None or table.row < 0:
            return None
        column = table.grid.take(
            table.row, span_of(element.get("colspan")), span_of(element.get("rowspan"))
        )
        is_header = element.tag == "th" or table.is_head
        return TablePosition(table.number, table.row, column, is_header)


def _is_data(table: Any) -> bool:
    """Say whether a table holds data and is not there for layout."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    blocks = sum(1 for _ in table.iter("p", "h1", "h2", "h3", "ul", "ol"))
    rows = list(table.iter("tr"))
    cells = max((len(row) for row in rows), default=0)
    return len(rows) > 1 and cells > 1 and blocks <= len(rows)
