"""CSV of claims for spreadsheets; no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.store import Store
from kg.model.claim import Claim
from kg.model.document import Document

COLUMNS = (
    "claim", "document", "section", "subject", "subject_id", "subject_type", "predicate", "object",
    "object_id", "object_type", "polarity", "certainty", "wording", "design", "attribution",
    "grade", "grade_label", "grade_reasons", "confidence", "population", "statistic",
    "sample_size", "quantity", "citations", "citation_states", "works", "quote", "start", "end",
    "rejected",
)  # fmt: skip
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; an apostrophe marks it as text.

    >>> safe_cell("=1+1")
    "'=1+1"
    >>> safe_cell("'tis") == "''tis"
    True
    """
    return f"'{text}" if text.startswith((*_DANGEROUS, "'")) else text


def original_cell(cell: str) -> str:
    """Undo :func:`safe_cell`.

    >>> original_cell("'=1+1")
    '=1+1'
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] in (*_DANGEROUS, "'") else cell


def table(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield rows as CSV (RFC 4180) with safe cells."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([safe_cell(_text(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _rows(store: Store) -> Iterator[Sequence[object]]:
    yield COLUMNS
    corpus = store.corpus()
    grades = {item.claim: item.grade for item in corpus.grades}
    rejected = frozenset(corpus.rejected)
    for record in store.records():
        works = {ref.id: ref.work for ref in record.document.references}
        for claim in record.claims:
            grade = grades.get(claim.id, claim.grade)
            cited = [works[key] for c in claim.citations for key in c.references if key in works]
            yield (
                claim.id, claim.document, _section(record.document, claim),
                claim.subject.label, claim.subject.id, claim.subject.type.value,
                claim.predicate.value,
                claim.object.label, claim.object.id, claim.object.type.value,
                claim.polarity.value, claim.certainty.value, claim.wording.value,
                claim.design.value, claim.attribution.value,
                grade.level if grade else None, grade.label if grade else None,
                "; ".join(grade.reasons) if grade else None,
                claim.confidence, claim.qualifiers.population, claim.qualifiers.statistic,
                claim.qualifiers.sample_size,
                claim.quantity.text if claim.quantity else None,
                "; ".join(c.marker for c in claim.citations),
                "; ".join(c.state.value for c in claim.citations),
                "; ".join(dict.fromkeys(cited)),
                claim.quote.exact, claim.quote.start, claim.quote.end, claim.id in rejected,
            )  # fmt: skip


def _section(document: Document, claim: Claim) -> str:
    return " > ".join(
        title or "(heading missing)" for title in document.section_path(claim.section)
    )


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("claims.csv", table(_rows(store)))


CSV = Exporter("csv", "claims for a spreadsheet, safe from formulas", False, _files)
