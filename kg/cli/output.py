"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

STANDARD_OUTPUT = "-"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_text(parts: Iterable[str], output: str = STANDARD_OUTPUT) -> None:
    """Write text as UTF-8 to ``output``; a file is replaced in one step."""
    write_bytes((part.encode("utf-8", "surrogatepass") for part in parts), output)


def write_bytes(parts: Iterable[bytes], output: str = STANDARD_OUTPUT) -> None:
    """Write bytes to ``output``; a file is replaced in one step."""
    if output == STANDARD_OUTPUT:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def as_json(value: Any) -> str:
    """Return a value as indented JSON with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    r"""Return rows as CSV that no spreadsheet takes for formulas.

    >>> as_csv(("a",), [("=1+1",)])
    "a\r\n'=1+1\r\n"
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def as_table(header: Sequence[str], rows: Sequence[Sequence[object]], width: int = 0) -> str:
    """Return rows as aligned text; the widest columns are cut so that lines fit ``width``.

    Args:
        header: Names of the columns.
        rows: Cells; None prints as nothing.
        width: Columns of the terminal; 0 asks for the terminal's own, or no limit in a pipe.

    >>> print(as_table(("a", "b"), [("x", 1)]), end="")
    a  b
    x  1
    """
    cells = [[_cell(cell) for cell in row] for row in [header, *rows]]
    limit = width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else 0)
    widths = _fit([max(map(len, column)) for column in zip(*cells, strict=True)], limit)
    lines = ("  ".join(_pad(c, w) for c, w in zip(row, widths, strict=True)) for row in cells)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() else " " for c in text)


def _pad(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else f"{cell[: max(1, width - 1)]}…"


def _fit(widths: list[int], limit: int) -> list[int]:
    fitted = list(widths)
    while limit and sum(fitted) + 2 * (len(fitted) - 1) > limit and max(fitted) > 8:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted
