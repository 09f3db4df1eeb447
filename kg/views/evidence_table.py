"""The evidence table: supplement × effect, the grade in the cell; SVG, HTML and Markdown."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import Corpus
from kg.model.closed_terms import EntityType, Predicate
from kg.model.record import DocumentRecord
from kg.views.options import PageOptions
from kg.views.scene import badge_text
from kg.views.selection import Chosen, choose
from kg.views.words import grade_styles

EFFECTS = frozenset(
    {
        Predicate.CAUSES, Predicate.INCREASES_RISK_OF, Predicate.DECREASES_RISK_OF,
        Predicate.TREATS, Predicate.PREVENTS, Predicate.PROTECTS_AGAINST, Predicate.INCREASES,
        Predicate.DECREASES, Predicate.AFFECTS, Predicate.ASSOCIATED_WITH,
    }
)  # fmt: skip
AGENTS = frozenset({EntityType.SUPPLEMENT, EntityType.FOOD, EntityType.DRUG})


@dataclass(frozen=True, slots=True)
class Cell:
    """The claims of one row about one column.

    Attributes:
        text: Glyph and digit of each kind of claim.
        level: Best grade.
    """

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Rows are what is taken, columns what it is claimed to do; cells hold the grade."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[int, int], Cell]


def evidence_table(
    records: Sequence[DocumentRecord],
    corpus: Corpus,
    options: PageOptions | None = None,
    agents: frozenset[EntityType] = AGENTS,
) -> EvidenceTable:
    """Return the table of claimed effects, most claims first in both directions."""
    selection = choose(records, corpus, options or PageOptions())
    against = {claim for c in corpus.conflicts for claim in (c.first, c.second)}
    groups: dict[tuple[str, str], list[Chosen]] = {}
    labels: dict[str, str] = {}
    for chosen in selection.claims:
        claim = chosen.claim
        if claim.predicate in EFFECTS and claim.subject.type in agents:
            pair = (entity_key(claim.subject), entity_key(claim.object))
            groups.setdefault(pair, []).append(chosen)
            labels.setdefault(pair[0], claim.subject.label)
            labels.setdefault(pair[1], claim.object.label)
    rows = _ordered(key for key, _ in groups)
    columns = _ordered(key for _, key in groups)
    cells = {
        (rows.index(a), columns.index(b)): Cell(
            badge_text(
                sorted(claims, key=lambda c: -c.grade.level),
                any(c.claim.id in against for c in claims),
            ),
            max(c.grade.level for c in claims),
        )
        for (a, b), claims in groups.items()
    }
    return EvidenceTable(tuple(labels[r] for r in rows), tuple(labels[c] for c in columns), cells)


def _ordered(keys: Iterable[str]) -> list[str]:
    return [key for key, _ in Counter(keys).most_common()]


def to_markdown(table: EvidenceTable) -> str:
    """Return the table as a pipe table with a legend."""
    head = ["", *table.columns]
    lines = [_pipe(head), _pipe(["---"] * len(head))]
    for r, name in enumerate(table.rows):
        lines.append(_pipe([name, *(_cell(table, r, c) for c in range(len(table.columns)))]))
    return "\n".join([*lines, "", legend()]) + "\n"


def _cell(table: EvidenceTable, row: int, column: int) -> str:
    cell = table.cells.get((row, column))
    return cell.text if cell else ""


def _pipe(cells: Sequence[str]) -> str:
    safe = (
        " ".join(html.escape(c, quote=False).replace("\\", "\\\\").replace("|", "\\|").split())
        for c in cells
    )
    return "| " + " | ".join(safe) + " |"


def legend() -> str:
    """Return what the signs and digits mean, in one line."""
    digits = ", ".join(f"{s.digit} {s.id}" for s in reversed(grade_styles()))
    return (
        f"Evidence grade (estimated): {digits}. "
        "▲ raises, ▼ lowers, ✓ helps, → causes, ~ linked, ∅ denied, ≠ contradicted."
    )


def to_html(table: EvidenceTable) -> str:
    """Return the table as an HTML fragment without styles of its own."""
    head = "".join(f'<th scope="col">{html.escape(c)}</th>' for c in table.columns)
    body = []
    for r, name in enumerate(table.rows):
        cells = "".join(
            f"<td>{html.escape(_cell(table, r, c))}</td>" for c in range(len(table.columns))
        )
        body.append(f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>')
    return (
        f"<table><caption>{html.escape(legend())}</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def to_svg(table: EvidenceTable) -> str:
    """Return the table as a picture: column names slanted, cells filled by grade."""
    size, left, top = 46, 190, 150
    width = left + size * len(table.columns) + 120
    height = top + 30 * len(table.rows) + 44
    parts = [
        f'<text transform="translate({left + size * c + 22} {top - 8}) rotate(-40)">'
        f"{_xml(name)}</text>"
        for c, name in enumerate(table.columns)
    ]
    for r, name in enumerate(table.rows):
        y = top + 30 * r
        parts.append(f'<text x="{left - 10}" y="{y + 20}" text-anchor="end">{_xml(name)}</text>')
        parts.extend(
            _svg_cell(left + size * c, y, size, table.cells.get((r, c)))
            for c in range(len(table.columns))
        )
    parts.append(f'<text x="10" y="{height - 14}" font-size="11">{_xml(legend())}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'width="{max(width, 860)}" height="{height}" '
        'font-family="Segoe UI,Liberation Sans,Arial,sans-serif" font-size="13">'
        "<title>Claimed effects and how well they are backed up</title>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _svg_cell(x: int, y: int, size: int, cell: Cell | None) -> str:
    frame = f'<rect x="{x}" y="{y}" width="{size}" height="30" fill="none" stroke="#d9dde1"/>'
    if cell is None:
        return frame
    style = grade_styles()[cell.level]
    fill, ink = (style.colour, "#fff") if style.filled else ("#fff", "#16202a")
    dash = ' stroke-dasharray="4 3"' if style.dash else ""
    return (
        f'{frame}<rect x="{x + 3}" y="{y + 4}" width="{size - 6}" height="22" rx="4" '
        f'fill="{fill}" '
        f'stroke="{style.colour}" stroke-width="1.6"{dash}/>'
        f'<text x="{x + size / 2:g}" y="{y + 20}" '
        f'text-anchor="middle" font-weight="600" fill="{ink}" '
        f'font-size="{12 if len(cell.text) < 5 else 8}">'
        f"{_xml(cell.text)}</text>"
    )


def _xml(text: str) -> str:
    return html.escape("".join(max(c, " ") for c in text))
