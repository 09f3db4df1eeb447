"""Many documents: an index, and one page a document, in one folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model.appraisal import Corpus, Finding, Proposition
from kg.model.record import DocumentRecord
from kg.views.options import PageOptions
from kg.views.page import render_page, render_template
from kg.views.report import SHEET_STYLES
from kg.views.words import grade_styles, predicate_words

ONE_PAGE_LIMIT = 20_000
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A document in the index: counts by grade from high to ungraded."""

    file: str
    title: str
    claims: int
    grades: tuple[int, ...]
    findings: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement that claims deny: links to who says it and who denies it."""

    words: str
    status: str
    said: tuple[tuple[str, str], ...]
    denied: tuple[tuple[str, str], ...]


def write_site(
    records: Sequence[DocumentRecord],
    corpus: Corpus,
    findings: Sequence[Finding],
    folder: Path,
    options: PageOptions | None = None,
) -> tuple[Path, ...]:
    """Write ``index.html``, a page a document, and one of all while that stays usable.

    Returns:
        The files written, the index first.
    """
    options = options or PageOptions()
    folder.mkdir(parents=True, exist_ok=True)
    files = {record.document.id: page_name(record.document.id) for record in records}
    total = sum(len(record.claims) for record in records)
    written = [folder / "index.html"]
    whole = "all.html" if len(records) > 1 and total <= ONE_PAGE_LIMIT else None
    if whole:
        written.append(folder / whole)
        _write(folder / whole, render_page(records, corpus, findings, options))
    for record in records:
        path = folder / files[record.document.id]
        page = render_page([record], corpus, findings, replace(options, document=None))
        _write(path, page)
        written.append(path)
    _write(folder / "index.html", _index(records, corpus, findings, options, files, whole))
    return tuple(written)


def page_name(document: str) -> str:
    """Return a file name that is safe everywhere and differs for every document.

    >>> page_name("notes/a b.md")
    'notes-a-b.md-dba6df08.html'
    """
    digest = hashlib.sha256(document.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{_UNSAFE.sub('-', document).strip('.-')[:60] or 'document'}-{digest}.html"


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "replace"))


def _index(  # noqa: PLR0913, PLR0917 - what an index lists
    records: Sequence[DocumentRecord],
    corpus: Corpus,
    findings: Sequence[Finding],
    options: PageOptions,
    files: dict[str, str],
    whole: str | None,
) -> str:
    grades = {entry.claim: entry.grade.level for entry in corpus.grades}
    styles = tuple(reversed(grade_styles()))
    rows = []
    for record in records:
        levels = [grades.get(c.id, c.grade.level if c.grade else 0) for c in record.claims]
        rows.append(
            IndexRow(
                files[record.document.id],
                record.document.title or record.document.id,
                len(record.claims),
                tuple(levels.count(style.level) for style in styles),
                sum(finding.document == record.document.id for finding in findings),
            )
        )
    home = {claim.id: record for record in records for claim in record.claims}
    return render_template(
        "index.html.j2",
        styles=SHEET_STYLES,
        title=options.title or f"{len(records)} documents",
        documents=rows,
        total=sum(row.claims for row in rows),
        whole=whole,
        grades=styles,
        disputes=[_dispute(p, home, files) for p in corpus.propositions if p.disputing],
    )


def _dispute(
    proposition: Proposition, home: dict[str, DocumentRecord], files: dict[str, str]
) -> Dispute:
    words = predicate_words()[proposition.predicate.value].affirmed
    return Dispute(
        _statement(words, proposition.subject_label, proposition.object_label),
        proposition.status,
        _links(proposition.supporting, home, files),
        _links(proposition.disputing, home, files),
    )


def _statement(pattern: str, subject: str, object_: str) -> str:
    before, _, rest = pattern.partition("{s}")
    middle, _, after = rest.partition("{o}")
    return before + subject + re.sub(r"\[(\w+)\|\w+\]", r"\1", middle) + object_ + after


def _links(
    claims: Sequence[str], home: dict[str, DocumentRecord], files: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    found = [(claim, home[claim].document) for claim in claims if claim in home]
    return tuple((f"{files[d.id]}#claim={claim}", d.title or d.id) for claim, d in found)
