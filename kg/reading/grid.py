"""Columns of table cells when cells span several rows or columns."""

from __future__ import annotations

MAX_SPAN = 100


class Grid:
    """Tells each cell of a table its column, row by row.

    >>> grid = Grid()
    >>> [grid.take(0, 1, 2), grid.take(0, 2, 1), grid.take(1, 1, 1)]
    [0, 1, 1]
    """

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._below: dict[int, int] = {}

    def take(self, row: int, columns: int = 1, rows: int = 1) -> int:
        """Return the column of the next cell of ``row`` and keep what it covers below."""
        if row != self._row:
            self._row, self._column = row, 0
            if self._below:
                self._below = {column: left - 1 for column, left in self._below.items() if left > 1}
        if columns == rows == 1 and not self._below:
            self._column += 1
            return self._column - 1
        while self._column in self._below:
            self._column += 1
        at = self._column
        for column in range(at, at + columns):
            if rows > 1:
                self._below[column] = rows
        self._column = at + columns
        return at


def span_of(value: str | None) -> int:
    """Return a row or column span as a number between 1 and 100.

    >>> span_of("3"), span_of(None), span_of("0"), span_of("many"), span_of("9999")
    (3, 1, 1, 1, 100)
    """
    if value is None or value == "1":
        return 1
    text = value.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        return 1
    return min(max(int(text), 1), MAX_SPAN)
