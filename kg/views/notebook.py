"""How stores, claims and graphs show themselves in a notebook (``_repr_html_``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from kg.graph import Store
from kg.model.appraisal import Corpus
from kg.model.claim import Claim
from kg.model.record import DocumentRecord
from kg.views.options import PageOptions
from kg.views.selection import UNGRADED
from kg.views.still import render_svg
from kg.views.words import claim_words, grade_styles, term

ROWS = 50


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """Claims that a notebook shows as a table."""

    claims: tuple[Claim, ...]
    rows: int = ROWS

    def _repr_html_(self) -> str:
        return claims_html(self.claims, self.rows)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of claims that a notebook shows as SVG."""

    records: tuple[DocumentRecord, ...]
    corpus: Corpus
    options: PageOptions

    def _repr_html_(self) -> str:
        return graph_html(self.records, self.corpus, self.options)


def table(claims: Iterable[Claim], rows: int = ROWS) -> ClaimTable:
    """Return claims, or those of a store, as a table for a notebook."""
    return ClaimTable(tuple(claims), rows)


def draw(store: Store, **choices: Any) -> Drawing:
    """Return a picture of a store for a notebook.

    Args:
        store: What to draw.
        choices: As in :class:`kg.views.options.PageOptions`: ``topic``, ``hops``, ``min_grade``, ….
    """
    return Drawing(tuple(store.records()), store.corpus(), PageOptions(**choices))


def claim_html(claim: Claim) -> str:
    """Return a claim with its grade, quote and citations."""
    grade = claim.grade or UNGRADED
    style = grade_styles()[grade.level]
    cited = ", ".join(f"{c.marker} {term('state', c.state.value)}" for c in claim.citations)
    return (
        f"<div><b>{escape(claim_words(claim))}</b> – evidence grade (estimated) "
        f"<b>{style.digit}</b> {style.id}<br><q>{escape(claim.quote.exact)}</q><br>"
        f"<small>{escape(cited or 'no citation')}; {escape('; '.join(grade.reasons))}</small></div>"
    )


def claims_html(claims: Sequence[Claim], rows: int = ROWS) -> str:
    """Return claims as a table; says how many are left out."""
    body = "".join(
        f"<tr><td>{grade_styles()[(c.grade or UNGRADED).level].digit}</td>"
        f"<td>{escape(claim_words(c))}</td><td>{escape(term('certainty', c.certainty.value))}</td>"
        f"<td>{escape(', '.join(x.marker for x in c.citations) or 'none')}</td>"
        f"<td><q>{escape(c.quote.exact)}</q></td></tr>"
        for c in claims[:rows]
    )
    rest = f"<caption>First {rows} of {len(claims)} claims</caption>" if len(claims) > rows else ""
    head = "".join(f"<th>{n}</th>" for n in ("Grade", "Claim", "Wording", "Citations", "Quote"))
    return f"<table>{rest}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def graph_html(
    records: Sequence[DocumentRecord], corpus: Corpus, options: PageOptions | None = None
) -> str:
    """Return the picture as SVG; a notebook shows it without script."""
    return f'<div style="max-width:100%;overflow:auto">{render_svg(records, corpus, options)}</div>'


def store_html(records: Sequence[DocumentRecord], corpus: Corpus) -> str:
    """Return counts by document and grade."""
    levels = {entry.claim: entry.grade.level for entry in corpus.grades}
    styles = tuple(reversed(grade_styles()))
    rows = "".join(
        f"<tr><td>{escape(r.document.title or r.document.id)}</td><td>{len(r.claims)}</td>"
        + "".join(
            f"<td>{sum(levels.get(c.id, 0) == style.level for c in r.claims)}</td>"
            for style in styles
        )
        + "</tr>"
        for r in records[:ROWS]
    )
    rest = ""
    if len(records) > ROWS:
        rest = f"<caption>First {ROWS} of {len(records)} documents</caption>"
    head = "".join(f"<th>{style.digit} {style.id}</th>" for style in styles)
    return (
        f"<table>{rest}<thead><tr><th>Document</th><th>Claims</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
